"""Lines and columns of a text."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

__all__ = ["Lines", "lines_of"]


@dataclass(frozen=True, slots=True)
class Lines:
    """A text that knows where each of its lines begins."""

    text: str
    starts: tuple[int, ...]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both counted from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end; empty when there is no such line."""
        if not 1 <= number <= len(self.starts):
            return ""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def lines_of(text: str) -> Lines:
    """The lines of a text; only `\\n` ends a line, as in Turtle files with either line ending."""
    lengths = (len(line) + 1 for line in text.split("\n")[:-1])
    return Lines(text, tuple(accumulate(lengths, initial=0)))
