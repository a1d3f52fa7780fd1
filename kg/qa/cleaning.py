"""The question as it is read: one line of printable text whose characters know where they were typed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.errors import InputError
from kg.model import AnswerMention
from kg.qa.analysis import MAX_LENGTH


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A question without what cannot be seen; `places[i]` is where character `i` of the text was typed."""

    text: str
    places: tuple[int, ...]

    def typed(self, mentions: Sequence[AnswerMention]) -> tuple[AnswerMention, ...]:
        """Mentions in the text as mentions in what was typed."""
        return tuple(replace(m, start=self.places[m.start], end=self.places[m.end - 1] + 1) for m in mentions)


def clean(question: str) -> Cleaned:
    """The question with one space for all that lies between printable characters.

    Raises InputError for a question that is empty, longer than any question is, or not Unicode (a lone surrogate).
    """
    if any("\ud800" <= character <= "\udfff" for character in question):
        raise InputError("The question is not Unicode text.", "Check its encoding.")
    seen = [place for place, character in enumerate(question) if character.isprintable() and not character.isspace()]
    if not seen:
        raise InputError("The question is empty.", "Ask something, such as: what is in this graph?")
    gaps = {place for before, place in pairwise(seen) if place - before > 1}
    size = len(seen) + len(gaps)
    if size > MAX_LENGTH:
        raise InputError(f"The question has {size:,} characters.", f"Ask it in {MAX_LENGTH:,} or fewer.")
    placed = [(letter, at) for place in seen for letter, at in _with_space(question[place], place, place in gaps)]
    return Cleaned("".join(letter for letter, _ in placed), tuple(at for _, at in placed))


def _with_space(letter: str, place: int, after_gap: bool) -> tuple[tuple[str, int], ...]:
    return ((" ", place - 1), (letter, place)) if after_gap else ((letter, place),)
