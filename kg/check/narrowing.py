"""Which findings count: those of rules that are not switched off, and not known already."""

import fnmatch
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from kg.check.escape import as_json
from kg.check.findings import Finding, Report
from kg.check.fingerprints import fingerprints, place_below
from kg.check.syntax import RULE
from kg.errors import InputError, UsageError

__all__ = ["Baseline", "Ignored", "baseline_of", "read_baseline", "without_ignored", "without_known"]

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Ignored:
    """Rules that are switched off: everywhere, and in the files that a pattern below `root` fits."""

    rules: frozenset[str] = frozenset()
    in_files: Mapping[str, frozenset[str]] = field(default_factory=dict)
    root: Path = Path()


@dataclass(frozen=True, slots=True)
class Baseline:
    """Findings that are known, by their fingerprints; files are named from `root`."""

    root: Path
    known: Mapping[str, Mapping[str, str]]

    def text(self) -> str:
        """The baseline as its file holds it, in a fixed order."""
        entries = [{"fingerprint": key, **said} for key, said in self.known.items()]
        entries.sort(key=lambda entry: (entry["file"], entry["rule"], entry["message"], entry["fingerprint"]))
        return as_json({"schema_version": VERSION, "findings": entries})


def without_ignored(report: Report, ignored: Ignored) -> Report:
    """The report without the findings of rules that are switched off; raises UsageError where syntax is one."""
    if any(RULE in rules for rules in (ignored.rules, *ignored.in_files.values())):
        raise UsageError(f"The rule {RULE} cannot be switched off.", "A file with an error cannot be read.")
    told = [found for finding in report.findings for found in _without(finding, ignored)]
    kept = tuple(finding for finding in told if not _is_ignored(finding, ignored))
    return replace(report, findings=kept, ignored=report.ignored + len(told) - len(kept))


def _without(finding: Finding, ignored: Ignored) -> Iterable[Finding]:
    """A finding; what follows from one that is ignored counts by itself."""
    if not finding.consequences:
        return (finding,)
    if _is_ignored(finding, ignored):
        return (replace(finding, consequences=()), *finding.consequences)
    kept = tuple(found for found in finding.consequences if not _is_ignored(found, ignored))
    return (replace(finding, consequences=kept),)


def baseline_of(report: Report, root: Path) -> Baseline:
    """All findings of a report as known ones; raises UsageError when a syntax error kept the rest from being found."""
    if any(finding.rule == RULE for finding in report.findings):
        raise UsageError("There are syntax errors, so the other findings are not known.", "Mend them first.")
    keys = fingerprints(report.findings, root)
    return Baseline(root, {key: _told(finding, root) for key, finding in zip(keys, report.findings, strict=True)})


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file; raises InputError when it cannot be read."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"There is no baseline {path}.", "Write one with --write-baseline.") from error
    except (OSError, ValueError) as error:
        raise InputError(f"The baseline {path} cannot be read: {error}.", "Write it anew.") from error
    return Baseline(path.absolute().parent, dict(_entries(said, path)))


def without_known(report: Report, baseline: Baseline) -> tuple[Report, int]:
    """The report with new findings only, and how many known ones its files do not have any more."""
    keys = fingerprints(report.findings, baseline.root)
    kept = tuple(
        finding
        for key, finding in zip(keys, report.findings, strict=True)
        if finding.rule == RULE or key not in baseline.known
    )
    known = len(report.findings) - len(kept)
    looked_at = {place_below(path, baseline.root) for path in report.files}
    gone = sum(said["file"] in looked_at for key, said in baseline.known.items() if key not in keys)
    return replace(report, findings=kept, known=known), gone


def _is_ignored(finding: Finding, ignored: Ignored) -> bool:
    if finding.rule in ignored.rules:
        return True
    if finding.position is None:
        return False
    place = place_below(finding.position.file, ignored.root)
    return any(
        finding.rule in rules and fnmatch.fnmatch(place, pattern) for pattern, rules in sorted(ignored.in_files.items())
    )


def _told(finding: Finding, root: Path) -> dict[str, str]:
    file = place_below(finding.position.file, root) if finding.position else ""
    return {"file": file, "rule": finding.rule, "message": finding.message}


def _entries(said: Any, path: Path) -> Iterable[tuple[str, dict[str, str]]]:
    entries = said.get("findings") if isinstance(said, dict) and said.get("schema_version") == VERSION else None
    if not isinstance(entries, list):
        raise InputError(f"{path} is no baseline of this version.", "Write it anew with --write-baseline.")
    for entry in entries:
        if not isinstance(entry, dict) or "fingerprint" not in entry:
            raise InputError(f"{path} has an entry without a fingerprint.", "Write it anew with --write-baseline.")
        yield str(entry["fingerprint"]), {key: str(entry.get(key, "")) for key in ("file", "rule", "message")}
