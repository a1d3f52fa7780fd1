"""Files laid out anew or mended, each whole or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.check.files import BUILT, Language, Source, find_sources, read_source
from kg.check.formatting import formatted
from kg.check.mending import Check, Mending, mend
from kg.errors import InputError, KgError
from kg.stores.saving import locked, replace_files
from kg.turtle.rewrite import Rewrite

__all__ = ["Layout", "format_files", "format_text", "mend_files"]

Note = Callable[[str], None]
Show = Callable[[Rewrite], None]


def _silent(_message: str) -> None:
    """Notes go nowhere."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What came of laying out one file: its rewrite, or why it stays as it is."""

    path: Path
    rewrite: Rewrite | None = None
    error: KgError | None = None

    @property
    def changes(self) -> bool:
        """Whether the file had, or has, another layout."""
        return self.rewrite is not None and self.rewrite.changes


def format_text(text: str, name: str = "input.ttl") -> str:
    """A Turtle text in canonical layout; raises SyntaxErrorsFound and InputError as `formatted` does."""
    source = Source(Path(name), text.encode("utf-8", errors="surrogatepass"), Language.TURTLE)
    return formatted(source).after.decode("utf-8")


def format_files(paths: Sequence[Path], *, write: bool = True, note: Note = _silent) -> tuple[Layout, ...]:
    """Lays out Turtle files, and those in folders; without `write` it only tells what would change.

    A file that cannot be laid out is left alone, and the others are done. Raises InputError for a path that does
    not exist or names no Turtle.
    """
    sources = find_sources(paths, passed_over=BUILT)
    named = {path for path in paths if path.is_file()}
    found = [source for source in sources if source.language is Language.TURTLE or source.path in named]
    if not found:
        raise InputError(f"There is no Turtle file in {', '.join(map(str, paths))}.", "Name .ttl files or folders.")
    return tuple(_laid_out(source, write=write, note=note) for source in found)


def mend_files(sources: Sequence[Source], check: Check, *, write: bool, show: Show, note: Note = _silent) -> Mending:
    """Makes the fixes that findings in these files propose; `show` gets each difference before a file is replaced.

    Raises InputError when a file has changed meanwhile.
    """
    mending = mend(sources, check)
    for rewrite in mending.rewrites:
        show(rewrite)
    if write and mending.rewrites:
        with locked([rewrite.path for rewrite in mending.rewrites], note):
            replace_files({rewrite.path: (rewrite.before, rewrite.after) for rewrite in mending.rewrites})
    return mending


def _laid_out(source: Source, *, write: bool, note: Note) -> Layout:
    try:
        rewrite = formatted(source)
        return Layout(source.path, _written(source.path, note) if write and rewrite.changes else rewrite)
    except KgError as error:
        return Layout(source.path, error=error)


def _written(path: Path, note: Note) -> Rewrite:
    """The file as it is once nobody else writes it, laid out and replaced."""
    with locked([path], note):
        rewrite = formatted(read_source(path))
        if rewrite.changes:
            replace_files({path: (rewrite.before, rewrite.after)})
    return rewrite
