"""Findings mended by their own fixes, as far as that clears them and makes no new ones."""

from codecs import BOM_UTF8
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.check.carrying_out import Desk
from kg.check.files import Language, Source
from kg.check.findings import Report
from kg.check.fingerprints import fingerprints
from kg.check.syntax import RULE
from kg.check.validate import Checked
from kg.turtle.rewrite import Rewrite

__all__ = ["Check", "Mending", "mend"]

ROUNDS: Final = 5
"""A fix may lead to a finding that has a fix; so many times that is followed."""

Check = Callable[[Sequence[Source]], Checked]


@dataclass(frozen=True, slots=True)
class Mending:
    """The files that change, the report before and after; how many findings are gone, how many fixes were not made."""

    rewrites: tuple[Rewrite, ...]
    before: Report
    after: Report
    gone: int
    left: int


def mend(sources: Sequence[Source], check: Check) -> Mending:
    """The files with all fixes made that clear their finding and add none; nothing is written."""
    first = _State(tuple(sources), check(sources))
    state = first
    for _ in range(ROUNDS):
        better = _better(state, state.fixable, check)
        if better is state:
            break
        state = better
    changed = zip(first.sources, state.sources, strict=True)
    rewrites = tuple(Rewrite(old.path, old.content, new.content) for old, new in changed if old.content != new.content)
    gone = len(set(first.keys) - set(state.keys))
    return Mending(rewrites, first.checked.report, state.checked.report, gone, len(state.fixable))


@dataclass(frozen=True, slots=True)
class _State:
    """Files, and what was found in them."""

    sources: tuple[Source, ...]
    checked: Checked

    @property
    def keys(self) -> tuple[str, ...]:
        """By what each finding is known again."""
        return fingerprints(self.checked.report.findings, Path.cwd())

    @property
    def fixable(self) -> tuple[str, ...]:
        """The keys of the findings that have a fix of which no person has to think."""
        return tuple(
            key
            for key, finding in zip(self.keys, self.checked.report.findings, strict=True)
            if finding.fix is not None and finding.fix.sure
        )

    def with_fixes(self, wanted: Sequence[str]) -> tuple[Source, ...]:
        """The files after the fixes of these findings."""
        desk = Desk(self.checked.readings)
        for key, finding in zip(self.keys, self.checked.report.findings, strict=True):
            if key in wanted:
                desk.carry_out(finding)
        texts = desk.texts()
        return tuple(_with_text(source, texts.get(source.path)) for source in self.sources)


def _with_text(source: Source, text: str | None) -> Source:
    """The file with another text, and the byte order mark that it had."""
    if text is None:
        return source
    mark = BOM_UTF8 if source.content.startswith(BOM_UTF8) else b""
    return Source(source.path, mark + text.encode("utf-8"), Language.TURTLE)


def _better(state: _State, wanted: Sequence[str], check: Check) -> _State:
    """The state after as many of these fixes as do no harm, found by halving; the state itself when none helps."""
    sources = state.with_fixes(wanted) if wanted else state.sources
    if sources == state.sources:
        return state
    after = _State(sources, check(sources))
    if _is_better(state, after):
        return after
    if len(wanted) == 1:
        return state
    middle = len(wanted) // 2
    halfway = _better(state, wanted[:middle], check)
    return _better(halfway, [key for key in wanted[middle:] if key in halfway.keys], check)


def _is_better(before: _State, after: _State) -> bool:
    """Whether findings are gone and none has come; behind a syntax error that is gone, others may come to light."""
    faults = [sum(f.rule == RULE for f in state.checked.report.findings) for state in (before, after)]
    if faults[1] < faults[0]:
        return True
    return not set(after.keys) - set(before.keys) and len(after.keys) < len(before.keys)
