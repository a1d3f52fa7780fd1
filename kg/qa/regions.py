"""Regions: which part of a question says what is shown, which narrows it down, which sorts and which groups."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from kg.qa.operators import Act, Operator
from kg.qa.reading import Analysis


class Region(StrEnum):
    """What a word of the question is part of."""

    HEAD = "head"
    OWNER = "owner"
    BODY = "body"
    ORDER = "order"
    GROUP = "group"


ENDS = frozenset(
    """who whose whom that which where with without having when while in from on at by did do does has have had is are
    was were than under over between after before during located living named called whether if not such""".split()
)
"""After what is shown, these begin what narrows it down."""
OWNED = frozenset({"of", "for"})
ASKING = frozenset("what how which who list show give find return tell display also their its name sort".split())
ADDING = (("along", "with"), ("together", "with"), ("as", "well"))
BESIDE = frozenset("and or the a an their its his her all any some each both both also only as well along with".split())


def read_regions(analysis: Analysis, operators: Sequence[Operator], nouns: Collection[int]) -> tuple[Region, ...]:
    """A region for each token; `nouns` are the positions of mentions."""
    found: list[Region] = []
    here, seen = Region.HEAD, False
    acts = {i: op for op in operators for i in range(op.start, op.end)}
    pending = False
    for i in range(len(analysis.words)):
        act = acts.get(i)
        if act is not None and act.act is Act.SORT:
            here = Region.ORDER
        elif _adds(analysis, i, here, act):
            here, seen = Region.HEAD, False
        elif here in (Region.HEAD, Region.OWNER) and seen:
            here = _after_noun(analysis, i, here, act, i in nouns)
        pending = (pending or (act is not None and act.act is Act.GROUP)) and not (i - 1 in nouns and i not in nouns)
        grouped = pending and (act is None or act.act is not Act.GROUP or i in nouns)
        found.append(Region.GROUP if grouped and i in nouns else here)
        seen = seen or (i in nouns and not grouped)
    return tuple(found)


def _adds(analysis: Analysis, position: int, here: Region, act: Operator | None) -> bool:
    """Whether something more to be shown begins here."""
    words = analysis.words
    if here in (Region.HEAD, Region.OWNER) and words[position : position + 2] in ADDING:
        return True
    before = words[position - 1] if position else ""
    gap = analysis.text[analysis.tokens[position - 1].end : analysis.tokens[position].start] if position else ""
    begins = before == "and" or any(mark in gap for mark in ",?.;:")
    counts = act is not None and act.act in (Act.COUNT, Act.AGGREGATE) and act.start == position
    asks = words[position] in ASKING or (counts and before == "and") or _names_more(analysis, position)
    return bool(position) and begins and asks


def _names_more(analysis: Analysis, position: int) -> bool:
    """Whether "and the … of" begins here."""
    words = analysis.words
    return words[position] == "the" and words[position - 1] == "and" and "of" in words[position + 2 : position + 4]


def _after_noun(analysis: Analysis, position: int, here: Region, act: Operator | None, noun: bool) -> Region:
    word = analysis.words[position]
    if noun:
        return here
    if act is not None and act.act in (Act.COUNT, Act.AGGREGATE, Act.SUPERLATIVE, Act.DISTINCT, Act.GROUP):
        return here
    if word in OWNED and act is None:
        return Region.OWNER
    if word in ("their", "its", "his", "her"):
        return Region.HEAD
    if word in ENDS or (act is not None and act.act in (Act.COMPARE, Act.NEGATE, Act.TEXT)):
        return Region.BODY
    return here if word in BESIDE or word not in _content(analysis) else Region.BODY


def _content(analysis: Analysis) -> frozenset[str]:
    return frozenset(analysis.words[i] for i in analysis.content)
