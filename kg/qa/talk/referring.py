"""Referring: where a question points back, and how it reads with a name in that place."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.graph.lexicon import Kind
from kg.qa.english import AUXILIARIES, LEAST, MOST
from kg.qa.reading import Analysis, Mention
from kg.qa.talk.phrases import (
    ASKING,
    BEFORE_THAT,
    BEING,
    CLAUSES,
    DOING,
    EACH,
    MANY,
    ONE,
    OWNING,
    PICKING,
    PLURALS,
    POINTING,
    RAISED,
    RELATING,
    SHARES,
    SOME,
    STANDING_IN,
    SUBJECTS,
    TELLING,
)  # fmt: skip

SURE = 0.7
RANKED = frozenset(RAISED.values())
HEADED = frozenset("list show sort order rank only just".split())
"""After these words stands what is asked about."""
NAMES = (Kind.ENTITY, Kind.VALUE)
NOUNS = (Kind.CLASS, Kind.ENTITY, Kind.VALUE)
DETERMINING = MANY | POINTING - {"they", "them"}
COUNTING_ON = frozenset("of or more".split())
COUNTED_BY = frozenset(["", *"least most than by only".split()])
"""With these after or before it, "one" is a number."""
NOT_MEANT = ("true", "possible", "correct", "that")
"""After "is it", these say that "it" stands for nothing."""


class Stands(StrEnum):
    """What a reference stands as: the noun that is asked about, another part of the clause, an owner, a place."""

    HEAD = "head"
    PART = "part"
    OWNER = "owner"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Reference:
    """Tokens `[start, end)` that stand for something said before; none of them where a noun is left out.

    `noun` is the mention of a class that says what kind of thing is meant, as in "those lakes".
    """

    start: int
    end: int
    stands: Stands
    many: bool = True
    noun: Mention | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a rewritten question: its text, where it was typed (in characters), whether it is a name put in."""

    text: str
    start: int = -1
    end: int = -1
    name: bool = False


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question with something else in the place of a piece of it."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The question as it is to be read."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def named(self) -> tuple[tuple[int, int], ...]:
        """Where in the text the names stand that were put in."""
        return tuple(place for piece, place in self._places() if piece.name)

    def typed(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of the text was typed; None when it was not."""
        for piece, (first, last) in self._places():
            if piece.start >= 0 and first <= start and end <= last:
                return (
                    (piece.start, piece.end) if piece.name else (piece.start + start - first, piece.start + end - first)
                )
        return None

    def _places(self) -> list[tuple[Piece, tuple[int, int]]]:
        found, here = [], 0
        for piece in self.pieces:
            found.append((piece, (here, here + len(piece.text))))
            here += len(piece.text)
        return found


def find_reference(analysis: Analysis, mentions: Sequence[Mention], start: int, end: int) -> Reference | None:
    """The first place in the core that points to something said before, and not to something in the question itself."""
    nouns = [m for m in mentions if any(c.entry.kind is Kind.CLASS and c.score >= SURE for c in m.candidates)]
    titles = {
        i
        for m in mentions
        if m.width > 1 and any(c.entry.kind in NAMES and c.score >= SURE for c in m.candidates)
        for i in range(m.start, m.end)
    }
    for i in range(start, end):
        if i in analysis.content or i in titles:
            continue
        found = _reference(analysis, nouns, i, (start, end))
        if found is not None and not _is_told(analysis, mentions, i, start):
            return _widened(analysis, found, start)
    return _share(analysis, mentions, start, end)


def _is_told(analysis: Analysis, mentions: Sequence[Mention], i: int, start: int) -> bool:
    """Whether the question itself says what a pronoun stands for: before it, and in another clause but for owners."""
    words = analysis.words
    before = [m for m in mentions if start <= m.start and m.end <= i and m.candidates[0].score >= SURE]
    if words[i] in STANDING_IN:
        return any(m.end < i for m in before)
    nouns = [m for m in before if any(c.entry.kind in NOUNS and c.score >= SURE for c in m.candidates)]
    if words[i] in OWNING:
        return bool(nouns) or not EACH.isdisjoint(words[start:i])
    if not nouns:
        return False
    end = min(m.end for m in nouns)
    gap = analysis.text[analysis.tokens[end - 1].end : analysis.tokens[i].start]
    follows = i - 1 in analysis.content and words[i] in SUBJECTS and not AUXILIARIES.isdisjoint(words[i + 1 : i + 2])
    return follows or "," in gap or not CLAUSES.isdisjoint(words[end:i])


def _reference(analysis: Analysis, nouns: Sequence[Mention], i: int, core: tuple[int, int]) -> Reference | None:
    """What a word points back to, alone or with the noun after it."""
    (start, end), words = core, analysis.words
    word, many = words[i], words[i] in PLURALS
    before, after = (words[i - 1] if i > start else ""), (words[i + 1] if i + 1 < end else "")
    noun = next((m for m in nouns if m.start == i + 1 and m.end <= end), None)
    if noun is not None and word in DETERMINING and (word != "that" or before in BEFORE_THAT | {""}):
        return Reference(i, noun.end, _stands(words, i, start), many, noun)
    if word in OWNING and not (word == "her" and not after):
        return Reference(i, i + 1, Stands.OWNER, many)
    if word == "there":
        return Reference(i, i + 1, Stands.PLACE, many=False) if before and not {before, after} & BEING else None
    if word in STANDING_IN:
        named = word == "one" and i + 1 in analysis.content and before not in PICKING
        counts = named or after in COUNTING_ON or before in COUNTED_BY
        return None if counts else Reference(i, i + 1, Stands.HEAD)
    width = 2 if after in STANDING_IN and word in MANY | POINTING else 1
    points = _is_pronoun(word, before, after) or width == 2
    return Reference(i, i + width, _stands(words, i, start), many) if points else None


def _is_pronoun(word: str, before: str, after: str) -> bool:
    """Whether a word stands for a thing that is not named beside it."""
    if word in POINTING:
        return before in AUXILIARIES or (before in BEFORE_THAT | {""} and (not after or after in AUXILIARIES))
    idle = before in BEING and after in NOT_MEANT
    return word in MANY or ((word in ONE or word == "her") and not idle)


def _share(analysis: Analysis, mentions: Sequence[Mention], start: int, end: int) -> Reference | None:
    """A last word that stands for a part of what was shown: "the expensive part"."""
    last = end - 1
    named = any(m.start <= last < m.end and m.candidates[0].score >= SURE for m in mentions)
    asks = analysis.words[start] in ASKING | TELLING | AUXILIARIES
    stands_in = analysis.words[last] in SHARES and last > start and not named and not asks
    return Reference(last, end, Stands.HEAD) if stands_in and analysis.words[last - 1] not in AUXILIARIES else None


def _stands(words: Sequence[str], i: int, start: int) -> Stands:
    """The noun asked about stands first, after "of", or after what tells to list it."""
    heads = i == start or words[i - 1] in PICKING | HEADED or _picks(words, i, start)
    asked = i == start + 1 and words[start] in AUXILIARIES
    return Stands.HEAD if heads or asked else Stands.PART


def _picks(words: Sequence[str], i: int, start: int) -> bool:
    """Whether "of" before a reference says that it is what something is picked from: "which of those"."""
    picker = words[i - 2] if i - 1 > start and words[i - 1] == "of" else ""
    return picker in PICKING | STANDING_IN | MOST | LEAST | RANKED or picker.isdigit()


def _widened(analysis: Analysis, reference: Reference, start: int) -> Reference:
    """The reference with "of", and with "one" or "ones" before it, when these pick from it."""
    words, i = analysis.words, reference.start
    if reference.stands is Stands.OWNER or not _picks(words, i, start):
        return reference
    i -= 1
    asked = words[start] in AUXILIARIES
    while i - 1 > start and (words[i - 1] in STANDING_IN or (asked and words[i - 1] in SOME)):
        i -= 1
    return Reference(i, reference.end, Stands.HEAD, reference.many, reference.noun)


def rewritten(
    analysis: Analysis, core: tuple[int, int], reference: Reference, name: str, *, phrase: bool = False
) -> Rewritten:
    """The core with a name in the place of the reference; in a phrase what is owned comes first: "the price of …"."""
    start, end = core
    before, after = _typed(analysis, start, reference.start), _typed(analysis, reference.end, end)
    region = _typed(analysis, reference.start, reference.end)
    held = Piece(name, region.start, region.end, name=True)
    if reference.stands is Stands.OWNER and not phrase:
        return _joined([before, held, Piece("'s"), after])
    if reference.stands is Stands.OWNER:
        last = _owned(analysis, reference.end, end)
        owned = _typed(analysis, reference.end, last)
        return _joined([before, Piece("the"), owned, Piece("of"), held, _typed(analysis, last, end)])
    return _joined([before, *([Piece("in")] if reference.stands is Stands.PLACE else []), held, after])


def _owned(analysis: Analysis, start: int, end: int) -> int:
    """The token after what is owned: "depth" in "its depth in metres"."""
    stops = AUXILIARIES | RELATING | CLAUSES
    return next((i for i in range(start + 1, end) if analysis.words[i] in stops), end)


def picked(analysis: Analysis, core: tuple[int, int], reference: Reference, name: str) -> Rewritten:
    """A question whether several things are something, as the question which of them are: "are they …", "do any …"."""
    start, end = core
    first = analysis.words[start]
    auxiliary = [] if first in DOING else [_typed(analysis, start, start + 1)]
    region = _typed(analysis, reference.start, reference.end)
    held = Piece(name, region.start, region.end, name=True)
    return _joined([Piece("which"), held, *auxiliary, _typed(analysis, reference.end, end)])


def raised(text: Rewritten) -> Rewritten:
    """The question with the superlative in the place of a comparative that compares with nothing: "which is bigger"."""
    pieces: list[Piece] = []
    for piece in text.pieces:
        words = piece.text.split()
        last = words[-1].lower() if words and not piece.name else ""
        if last in RAISED and piece is text.pieces[-1]:
            cut = len(piece.text) - len(last)
            pieces += [Piece(piece.text[:cut], piece.start, piece.start + cut), Piece(RAISED[last])]
        else:
            pieces.append(piece)
    return Rewritten(tuple(pieces))


def swapped(analysis: Analysis, new: Sequence[tuple[Mention, str, tuple[int, int]]]) -> Rewritten:
    """A whole question with names, each typed elsewhere, in the place of mentions; those are in order of place."""
    pieces, here = [], 0
    for mention, name, place in new:
        pieces += [Piece(analysis.text[here : analysis.tokens[mention.start].start]), Piece(name, *place, name=True)]
        here = analysis.tokens[mention.end - 1].end
    return Rewritten((*pieces, Piece(analysis.text[here:])))


def _typed(analysis: Analysis, start: int, end: int) -> Piece:
    if start >= end:
        return Piece("")
    first, last = analysis.tokens[start].start, analysis.tokens[end - 1].end
    return Piece(analysis.text[first:last], first, last)


def _joined(pieces: Sequence[Piece]) -> Rewritten:
    """Pieces with spaces between those that have words."""
    kept = [piece for piece in pieces if piece.text]
    spaced: list[Piece] = []
    for piece in kept:
        if spaced and not spaced[-1].text.endswith(" ") and not piece.text.startswith("'"):
            spaced.append(Piece(" "))
        spaced.append(piece)
    return Rewritten(tuple(spaced))
