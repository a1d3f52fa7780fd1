"""A page that words and comments are written on, line by line; no word is ever written behind a comment."""

from collections.abc import Iterable

from kg.turtle.tokens import Comment

__all__ = ["Page"]


class Page:
    """Takes words in their order; comments wait for the end of the line that they belong to."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line = ""
        self._behind = ""
        self._below: list[Comment] = []
        self.indent = 0

    @property
    def column(self) -> int:
        """How many characters stand on the line where the next word will be."""
        return self.indent if self.breaks else len(self._line) - self._line.rfind("\n") - 1

    @property
    def breaks(self) -> bool:
        """Whether a comment waits, so that the next word begins a line."""
        return bool(self._behind or self._below)

    @property
    def ends_in_comment(self) -> bool:
        """Whether a comment will stand at the end of this line."""
        return bool(self._behind)

    @property
    def has_below(self) -> bool:
        """Whether comments will stand below this line."""
        return bool(self._below)

    def word(self, text: str, *, apart: bool = False) -> None:
        """The next word, on this line or, where a comment waits, on the next; `apart` sets it off from a comment."""
        if self.breaks:
            self.new_line(self.indent)
            if apart and self.indent == 0:
                self.blank()
        self._line += f" {text}" if self._line.strip() else text

    def glue(self, text: str) -> None:
        """What follows the last word at once, whatever comments wait."""
        self._line += text

    def behind(self, comment: str) -> None:
        """A comment at the end of this line, or below where one waits already; nothing when it is empty."""
        if comment and (self.breaks or not self._line.strip()):
            self._below.append(Comment(comment))
        elif comment:
            self._behind = comment

    def below(self, comments: Iterable[Comment]) -> None:
        """Comments on lines of their own, before the next word."""
        self._below.extend(comments)

    def new_line(self, indent: int) -> None:
        """Ends the line, writes the comments that wait, and begins another; outermost, blank lines above them stay."""
        self._end()
        for comment in self._below:
            if comment.apart and indent == 0:
                self.blank()
            self._lines.append(" " * indent + comment.text)
        self._below = []
        self._line, self.indent = " " * indent, indent

    def blank(self) -> None:
        """An empty line, unless there is one already or nothing above."""
        self._end()
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def text(self, line_end: str) -> str:
        """All that was written."""
        self.new_line(0)
        return "".join(line + line_end for line in self._lines)

    def _end(self) -> None:
        if self._line.strip():
            self._lines.append(f"{self._line} {self._behind}".rstrip(" "))
        self._line, self._behind = "", ""
