"""Operators: the words that count, rank, compare, sum up, sort and set apart, whatever the graph is about."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate

from kg.qa.measures import DIRECTIONS, MEASURE_WORDS
from kg.qa.reading import Analysis
from kg.qa.units import UNITS, Unit, unit_of

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "million": 1_000_000,
    "billion": 1_000_000_000,
}  # fmt: skip
SCALED = "(?: (?:hundred|thousand|million|billion))?"
N = rf"(?P<n>\d+(?:\.\d+)?{SCALED}|(?:{'|'.join(NUMBERS)}){SCALED})"
NU = rf"{N}(?: (?P<u>{'|'.join(sorted(UNITS, key=len, reverse=True))})(?!\w))?"
"""A number, with its unit where there is one."""


def _degree(sign: int, ending: str, others: str) -> str:
    """The adjectives of one direction and degree, and others, as alternatives."""
    words = {word for word, way in DIRECTIONS.items() if way == sign and word.endswith(ending)}
    return "|".join(sorted({*words, *others.split()}))


UP, DOWN = _degree(1, "er", "more greater better"), _degree(-1, "er", "less fewer worse")
MOST = _degree(1, "st", "most greatest maximum max top best")
LEAST = _degree(-1, "st", "fewest minimum min worst") + "|(?<!at )least"
MEASURED = "|".join(sorted(MEASURE_WORDS))
AVERAGE = "(?:the |their |its )?(?:average|mean)(?: of)?"
BEFORE_N = rf"(?:(?:the |an? )?(?!or )[a-z]+ )?{NU}"
ORDERS = r"ascending|descending|increasing|decreasing|alphabetical|alphabetic|lexicographic\w*|reverse alphabetical"
FUNCTIONS = {
    "average": "avg", "mean": "avg", "averaged": "avg", "sum": "sum", "total": "sum", "maximum": "max", "max": "max",
    "minimum": "min", "min": "min",
}  # fmt: skip


class Act(StrEnum):
    """What an operator does."""

    COUNT = "count"
    AGGREGATE = "aggregate"
    SUPERLATIVE = "superlative"
    COMPARE = "compare"
    SORT = "sort"
    GROUP = "group"
    NEGATE = "negate"
    TEXT = "text"
    DISTINCT = "distinct"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator at tokens `[start, end)`.

    `sign` is the comparison, the function or the kind of text match; `number` what is compared with or how many are
    kept, with its `unit`; `measure` the adjective in its basic form; `descending` the direction; `text` what a text has
    to hold.
    """

    act: Act
    start: int
    end: int
    sign: str = ""
    number: float | None = None
    measure: str = ""
    descending: bool = True
    text: str = ""
    unit: Unit | None = None


WORDINGS: tuple[tuple[Act, str, str], ...] = (
    (Act.COMPARE, "avg>", rf"(?P<m>{UP}) than {AVERAGE}"),
    (Act.COMPARE, "avg>", rf"(?:above|over|exceeds|exceeding) {AVERAGE}"),
    (Act.COMPARE, "avg<", rf"(?P<m>{DOWN}) than {AVERAGE}"),
    (Act.COMPARE, "avg<", rf"(?:below|under) {AVERAGE}"),
    (
        Act.COMPARE,
        "><",
        rf"between (?P<low>\d+(?:\.\d+)?)(?: \w+)? and (?P<high>\d+(?:\.\d+)?)(?: (?P<u>{'|'.join(UNITS)})(?!\w))?",
    ),
    (Act.COMPARE, "><", r"from (?P<low>\d{4}) to (?P<high>\d{4})"),
    (Act.COMPARE, ">=", rf"(?:at least|(?:no|not) (?:less|fewer) than|minimum of|starting from|since) {NU}"),
    (Act.COMPARE, ">=", rf"greater than or equal to {NU}"),
    (Act.COMPARE, ">=", rf"{NU} (?:or|and) (?:more|greater|above|over|higher|later|older)"),
    (Act.COMPARE, "<=", rf"(?:at most|(?:no|not) more than|up to|maximum of|less than or equal to|until) {NU}"),
    (Act.COMPARE, "<=", rf"{NU} or (?:less|fewer|below|lower|earlier|younger)"),
    (Act.COMPARE, ">", rf"(?P<m>{UP}) than {BEFORE_N}"),
    (Act.COMPARE, ">", rf"(?:above|over|after|exceeds|exceeding|beyond) {BEFORE_N}"),
    (Act.COMPARE, "<", rf"(?P<m>{DOWN}) than {BEFORE_N}"),
    (Act.COMPARE, "<", rf"(?:below|under|before) {BEFORE_N}"),
    (Act.COMPARE, "=", rf"(?:exactly|equal to|equals) {NU}"),
    (Act.COUNT, "", r"how many|(?:total |overall )?(?:number|numbers|count) of|count(?= (?:the|all|how|of|different))"),
    (Act.SORT, "", rf"in (?:an? |the )?(?P<d>{ORDERS})(?: alphabetical)? order(?: of| by)?|alphabetically"),
    (
        Act.SORT,
        "",
        rf"(?:sorted|ordered|sort|order|listed|ranked|arranged)(?: (?:the )?(?:results?|them|it|list))?"
        rf"(?: (?:in|with) (?:an? |the )?(?P<d>{ORDERS})(?: order)?)?(?: (?:by|according to|of|based on))",
    ),
    (Act.SORT, "", rf"from (?:the )?(?P<f>high|low|{MOST}|{LEAST}) to (?:the )?\w+"),
    (Act.SORT, "", rf"(?P<d>{ORDERS})(?: order)?"),
    (Act.SUPERLATIVE, "max", rf"(?:top|first) {N}(?: (?:{MOST}))?(?: (?:{MEASURED}))?"),
    (Act.SUPERLATIVE, "max", rf"{N} (?:{MOST})(?: (?:{MEASURED}))?"),
    (Act.SUPERLATIVE, "max", rf"(?:{MOST}) {N}"),
    (Act.SUPERLATIVE, "max", rf"most (?:{MEASURED})"),
    (Act.SUPERLATIVE, "min", rf"(?:bottom|last) {N}"),
    (Act.SUPERLATIVE, "min", rf"{N} (?:{LEAST})(?: (?:{MEASURED}))?"),
    (Act.SUPERLATIVE, "min", rf"(?:{LEAST}) {N}"),
    (Act.SUPERLATIVE, "min", rf"least (?:{MEASURED})"),
    (Act.AGGREGATE, "", r"average|mean|sum|total|maximum|minimum|max|min|averaged"),
    (Act.SUPERLATIVE, "max", MOST),
    (Act.SUPERLATIVE, "min", LEAST),
    (
        Act.GROUP,
        "",
        r"(?:(?:for|of|in|by|to|at|on|with) )?(?:each|every)(?: of the)?|per|(?:grouped|group|broken down) by",
    ),
    (
        Act.NEGATE,
        "",
        r"(?:do|does|did|is|are|was|were|has|have|had|can|could) not(?: (?:have|has|had|been|be))?(?: any)?",
    ),
    (Act.NEGATE, "", r"(?:dont|doesnt|didnt|isnt|arent|wasnt|werent|hasnt|havent)(?: (?:have|been))?(?: any)?"),
    (Act.NEGATE, "", r"without(?: any)?|not|never|no|except(?: for)?|excluding|other than|lacks?|lacking|neither|nor"),
    (Act.DISTINCT, "", r"different|distinct|unique"),
    (Act.EITHER, "both", r"both"),
    (Act.EITHER, "or", r"or"),
)
"""What the operators look like on the line of words; the first that fits a word takes it."""
PATTERNS = tuple((act, sign, re.compile(rf"\b(?:{wording})(?!\w)")) for act, sign, wording in WORDINGS)
TEXT_MATCH = re.compile(r"\b(?:contain\w*|includ\w*|with|having|have|has|substring|like|word|letter|string)\b")
STARTS = re.compile(r"\b(?:start\w*|begin\w*) with(?: the)?(?: \w+)?$")
ENDS = re.compile(r"\bend\w* (?:with|in)(?: the)?(?: \w+)?$")
QUOTED = re.compile(r"(?<![^\W_])['\"“‘]([^'\"”’]{1,80})['\"”’](?![^\W_])")


@lru_cache(maxsize=64)
def read_operators(analysis: Analysis) -> tuple[Operator, ...]:
    """The operators of a question in order of place; they do not overlap, and what is quoted is none."""
    text, starts = _line(analysis)
    quoted = [(token, end, value) for token, end, value in quotations(analysis)]
    taken = {i for start, end, _ in quoted for i in range(start, end)}
    found: list[Operator] = []
    for act, sign, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = _token(starts, match.start()), _token(starts, match.end() - 1) + 1
            if taken.isdisjoint(range(start, end)):
                found += _operators(act, sign, match, start, end)
                taken |= set(range(start, end))
    found += [op for start, end, value in quoted for op in _text_match(analysis, start, end, value)]
    return tuple(sorted(found, key=lambda operator: (operator.start, operator.end, operator.act, operator.sign)))


def phrase(analysis: Analysis, wording: str) -> tuple[int, int, str] | None:
    """The first and the last token after the first words like a wording, with its group m; None when there are none."""
    text, starts = _line(analysis)
    match = re.search(rf"\b(?:{wording})(?!\w)", text)
    if match is None:
        return None
    return _token(starts, match.start()), _token(starts, match.end() - 1) + 1, match.group("m")


def operator_words(analysis: Analysis) -> tuple[frozenset[int], ...]:
    """The positions of the words of each operator that a reading has to heed."""
    passed = (Act.DISTINCT, Act.EITHER, Act.GROUP, Act.NEGATE)
    return tuple(frozenset(range(o.start, o.end)) for o in read_operators(analysis) if o.act not in passed)


def counting_words(analysis: Analysis) -> frozenset[int]:
    """The positions of the words that ask how many there are."""
    return frozenset(i for o in read_operators(analysis) if o.act is Act.COUNT for i in range(o.start, o.end))


def quotations(analysis: Analysis) -> tuple[tuple[int, int, str], ...]:
    """What stands in quotation marks: first token, token after the last, and the text."""
    found = []
    for match in QUOTED.finditer(analysis.text):
        inside = [i for i, t in enumerate(analysis.tokens) if match.start() < t.start and t.end <= match.end(1)]
        if inside:
            found.append((inside[0], inside[-1] + 1, match.group(1).strip()))
    return tuple(found)


def number_of(text: str) -> float | None:
    """The number that a word or two say."""
    head, _, scale = text.partition(" ")
    factor = NUMBERS.get(scale, 1)
    if head.replace(".", "", 1).isdigit() and len(head) < 16:
        return float(head) * factor
    return float(NUMBERS[head]) * factor if head in NUMBERS else None


def _line(analysis: Analysis) -> tuple[str, list[int]]:
    """The words on one line, with decimals put together again, and where each word begins."""
    parts = []
    for i, word in enumerate(analysis.words):
        gap = analysis.text[analysis.tokens[i - 1].end : analysis.tokens[i].start] if i else ""
        whole = i and gap in (".", ",") and word.isdigit() and analysis.words[i - 1].isdigit()
        parts.append(("" if whole and gap == "," else "." if whole else " ") + word)
    lengths = list(accumulate((len(part) for part in parts), initial=0))
    line = "".join(parts)
    words = zip(lengths, parts, analysis.words, strict=False)
    return line, [start + len(part) - len(word) for start, part, word in words]


def _token(starts: list[int], offset: int) -> int:
    return max(0, bisect_right(starts, offset) - 1)


def _operators(act: Act, sign: str, match: re.Match[str], start: int, end: int) -> Iterable[Operator]:
    groups = match.groupdict()
    if sign == "><":
        unit = unit_of(groups.get("u") or "")
        yield Operator(act, start, end, ">=", number_of(groups["low"]), unit=unit)
        yield Operator(act, start, end, "<=", number_of(groups["high"]), unit=unit)
        return
    number = number_of(groups["n"]) if groups.get("n") else None
    words = match.group().split()
    measure = next((w for w in (groups.get("m") or "", *words) if w in DIRECTIONS or w in MEASURE_WORDS), "")
    if act is Act.SUPERLATIVE:
        yield Operator(act, start, end, sign, number, measure, descending=sign == "max")
    elif act is Act.SORT:
        yield _sort(groups, words, start, end)
    elif act is Act.AGGREGATE:
        yield Operator(act, start, end, FUNCTIONS[words[0]])
    else:
        yield Operator(act, start, end, sign, number, measure, unit=unit_of(groups.get("u") or ""))


def _sort(groups: dict[str, str | None], words: list[str], start: int, end: int) -> Operator:
    first = groups.get("f") or ""
    told = groups.get("d") or ""
    falling = first in ("high", "most", "greatest", "top") or DIRECTIONS.get(first, -1) > 0
    descending = told.startswith(("desc", "decr", "reverse")) or falling
    alphabetical = told.startswith(("alpha", "lexi", "reverse")) or words[0] == "alphabetically"
    return Operator(Act.SORT, start, end, "text" if alphabetical else "", None, first, descending)


def _text_match(analysis: Analysis, start: int, end: int, value: str) -> Iterable[Operator]:
    """A quoted text that a name is said to hold, begin or end with; the words that say so are part of it."""
    first = max(0, start - 5)
    before = " ".join(analysis.words[first:start])
    for sign, pattern in (("starts", STARTS), ("ends", ENDS), ("contains", TEXT_MATCH)):
        matches = list(pattern.finditer(before))
        if matches:
            words = len(before[: matches[0].start()].split())
            yield Operator(Act.TEXT, first + words, end, sign, text=value)
            return
