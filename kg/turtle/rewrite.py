"""A file's text before and after a change, and the difference as a patch."""

import difflib
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Rewrite"]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What a file holds and what it will hold; both are UTF-8."""

    path: Path
    before: bytes
    after: bytes

    @property
    def changes(self) -> bool:
        """Whether there is a difference."""
        return self.before != self.after

    @property
    def patch(self) -> str:
        """The difference as `diff -u` writes it; empty when there is none."""
        name = self.path.as_posix()
        before, after = (content.decode("utf-8", errors="replace") for content in (self.before, self.after))
        lines = difflib.unified_diff(_lines(before), _lines(after), name, name)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """The lines with their ends; only `\\n` ends one."""
    return [line for line in text.replace("\n", "\n\0").split("\0") if line]
