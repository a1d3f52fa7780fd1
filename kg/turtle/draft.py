"""A Turtle text under change, in which the places of the original can still be found."""

from collections.abc import Sequence

from kg.turtle.edits import Edit, declaration, insertion, removal
from kg.turtle.tree import Directive, Document, read_tree

__all__ = ["Draft"]


class Draft:
    """Takes changes one after the other; offsets are those of the original text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._done: list[Edit] = []
        self._line_end = "\r\n" if "\r\n" in text else "\n"

    def copy(self) -> "Draft":
        """Another draft, as far as this one is."""
        other = Draft(self.text)
        other._done = list(self._done)
        return other

    def replace(self, start: int, end: int, text: str) -> None:
        """Puts a text in the place of another."""
        self._apply([Edit(self._now(start), self._now(end), text)])

    def remove(self, start: int) -> bool:
        """Takes the value at an offset out; whether there was one."""
        return self._try(removal(self.text, self._document, self._now(start)))

    def add(self, subject: int, verb: str, value: str) -> bool:
        """Says one thing more of the subject at an offset; whether there was one."""
        return self._try(insertion(self.text, self._document, self._now(subject), verb, value))

    def declare(self, prefix: str, namespace: str) -> None:
        """Declares a prefix."""
        self._apply([declaration(self.text, self._document, prefix, namespace)])

    @property
    def prefixes(self) -> dict[str, str]:
        """The namespaces that are declared, by their prefixes."""
        words = (sentence.words for sentence in self._document.sentences if isinstance(sentence, Directive))
        return {found[1].text[:-1]: found[2].text[1:-1] for found in words if len(found) > 2}

    @property
    def _document(self) -> Document:
        return read_tree(self.text)

    def _try(self, edits: Sequence[Edit] | None) -> bool:
        self._apply(edits or ())
        return edits is not None

    def _apply(self, edits: Sequence[Edit]) -> None:
        """Edits that do not overlap, with offsets of the text as it is now; the last one first, so that these hold."""
        for given in sorted(edits, key=lambda edit: edit.start, reverse=True):
            edit = Edit(given.start, given.end, given.text.replace("\n", self._line_end))
            self.text = self.text[: edit.start] + edit.text + self.text[edit.end :]
            self._done.append(edit)

    def _now(self, offset: int) -> int:
        for edit in self._done:
            if offset >= edit.end:
                offset += len(edit.text) - (edit.end - edit.start)
        return offset
