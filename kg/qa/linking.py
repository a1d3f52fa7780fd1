"""Mentions: the pieces of a question that name something in the graph, with every candidate kept."""

from collections.abc import Collection, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.graph.lexicon import Kind, LexicalEntry, Lexicon
from kg.graph.words import fold, normal_form, stem
from kg.model import Term
from kg.qa.english import CLOSED_CLASS, FUNCTION_WORDS, LEAST, LIGHT_WORDS, MORE, MOST, PASSED_OVER
from kg.qa.measures import COUNTED, DIRECTIONS
from kg.qa.origins import places_of
from kg.qa.reading import Analysis, Candidate, Mention

MAX_WORDS = 8
MAX_CANDIDATES = 10
SAME, INFLECTED, MISSPELT = 1.0, 0.95, 0.85
LIGHT = 0.5
ABBREVIATED, DERIVED, TURNED = 0.85, 0.85, 0.85
MIN_TYPO_LENGTH = 5
COMPARING = frozenset({*DIRECTIONS, *MOST, *LEAST, *MORE, *COUNTED})
"""Words that compare; none is a misspelt name."""


class Linker:
    """Finds mentions by look-up in a lexicon: exact, inflected, misspelt; cost grows with the question only."""

    def __init__(self, lexicon: Lexicon, strengths: Collection[Term] = frozenset()) -> None:
        self._lexicon, self._strengths = lexicon, strengths
        self._words = sorted(lexicon.vocabulary)

    def link(self, analysis: Analysis) -> tuple[Mention, ...]:
        """All mentions, overlapping ones too, in order of place; shorter ones inside a named thing are dropped."""
        spellings = [self._spellings(analysis, i) for i in range(len(analysis.tokens))]
        spans = ((i, j) for i in range(len(spellings)) for j in range(i + 1, min(i + MAX_WORDS, len(spellings)) + 1))
        found = [self._mention(analysis, spellings, i, j) for i, j in spans]
        return _drop_covered([mention for mention in found if mention is not None])

    def _spellings(self, analysis: Analysis, position: int) -> tuple[tuple[str, float], ...]:
        token, word = analysis.tokens[position], analysis.words[position]
        known = token.normal in self._lexicon.stems or word in FUNCTION_WORDS or word in COMPARING
        if known or len(word) < MIN_TYPO_LENGTH or not word.isalpha():
            return ((token.normal, 1.0),)
        return ((token.normal, 1.0), *((stem(fold(near)), MISSPELT) for near in self.corrections(word)))

    def corrections(self, word: str) -> tuple[str, ...]:
        """Known words within one edit of a word (two when it is long), nearest and commonest first."""
        reach = 1 if len(word) < 8 else 2
        hits = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=reach, limit=4)
        near = [hit for hit in hits if hit[0][:1] == word[:1] or hit[1] == 1]
        ranked = sorted(near, key=lambda hit: (hit[1], -self._lexicon.vocabulary[hit[0]], hit[0]))
        return tuple(word for word, _, _ in ranked)

    def _mention(
        self, analysis: Analysis, spellings: list[tuple[tuple[str, float], ...]], start: int, end: int
    ) -> Mention | None:
        surface = analysis.surface(start, end)
        words = set(analysis.words[start:end])
        candidates: dict[tuple[Kind, str, str], Candidate] = {}
        for key, quality in _keys(spellings[start:end], analysis.words[start:end]):
            for entry in self._lexicon.by_key.get(key, ()):
                score = _score(surface, entry, quality) * (LIGHT if words <= LIGHT_WORDS and entry.weight < 1 else 1)
                if score > 0 and self._may_name(analysis, start, end, entry):
                    place = (entry.kind, str(entry.term), str(entry.property or ""))
                    if place not in candidates or candidates[place].score < score:
                        candidates[place] = Candidate(entry, score)
        ranked = sorted(candidates.values(), key=lambda c: (-c.score, c.entry.kind, str(c.entry.term)))
        return Mention(start, end, surface, tuple(ranked[:MAX_CANDIDATES])) if ranked else None

    def _may_name(self, analysis: Analysis, start: int, end: int, entry: LexicalEntry) -> bool:
        """Closed-class words alone name nothing but strengths ("must"), longer relations, and acronyms in capitals."""
        if not set(analysis.words[start:end]) <= CLOSED_CLASS:
            return True
        if end - start > 1:
            return entry.kind is Kind.PROPERTY
        surface = analysis.surface(start, end)
        if entry.term in self._strengths:
            return fold(surface) == fold(entry.text)
        return len(surface) > 1 and surface.isupper() and entry.text.isupper() and not analysis.text.isupper()


def _keys(
    spellings: list[tuple[tuple[str, float], ...]], words: tuple[str, ...]
) -> Iterable[tuple[tuple[str, ...], float]]:
    plain = tuple(options[0][0] for options in spellings)
    yield plain, 1.0
    inner = tuple(n for i, n in enumerate(plain) if i in (0, len(plain) - 1) or words[i] not in PASSED_OVER)
    if len(inner) < len(plain):
        yield inner, INFLECTED
    if len(plain) == 2:
        yield (plain[1], plain[0]), TURNED
    yield from _joined(words)
    if len(words) == 1:
        yield from ((normal_form(place), DERIVED) for place in places_of(words[0]))
    for position, options in enumerate(spellings):
        for normal, quality in options[1:]:
            yield (*plain[:position], normal, *plain[position + 1 :]), quality
    if all(len(options) > 1 for options in spellings) and len(spellings) == 2:
        yield (spellings[0][1][0], spellings[1][1][0]), MISSPELT * MISSPELT


def _joined(words: tuple[str, ...]) -> Iterable[tuple[tuple[str, ...], float]]:
    """Words run together, as names of columns are: "surface area" as "surfacearea", "first name" as "fname"."""
    if 1 < len(words) <= 3 and all(word.isalpha() for word in words):
        yield (stem("".join(words)),), INFLECTED
    if len(words) == 2 and len(words[1]) > 1 and CLOSED_CLASS.isdisjoint(words) and "".join(words).isalpha():
        yield from (((stem(words[0][:length] + words[1]),), ABBREVIATED) for length in (1, 2, 3, 4))


def _score(surface: str, entry: LexicalEntry, quality: float) -> float:
    if quality < 1.0:
        return round(quality * entry.weight, 4)
    same = fold(surface) == fold(entry.text)
    return round((SAME if same else INFLECTED) * entry.weight, 4)


def _drop_covered(mentions: list[Mention]) -> tuple[Mention, ...]:
    things = [m for m in mentions if m.candidates[0].score >= INFLECTED * 0.9 and _names_thing(m)]
    return tuple(m for m in mentions if not any(_inside(m, thing) for thing in things))


def _names_thing(mention: Mention) -> bool:
    return any(c.entry.kind in (Kind.ENTITY, Kind.VALUE) for c in mention.candidates) and mention.width > 1


def _inside(mention: Mention, other: Mention) -> bool:
    return mention.width < other.width and other.start <= mention.start and mention.end <= other.end
