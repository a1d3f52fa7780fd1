"""By what a finding is known again when lines have moved."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rdflib import BNode

from kg.check.findings import Finding

__all__ = ["fingerprints", "place_below"]


def fingerprints(findings: Iterable[Finding], root: Path) -> tuple[str, ...]:
    """One for each finding, no two alike: of its rule, its file below `root` and what it is about, not of its line.

    What has no name is told by the text of its line; the second of two findings that are told alike is numbered.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        parts = _parts(finding, root)
        seen[parts] += 1
        text = parts if seen[parts] == 1 else f"{parts}\0{seen[parts]}"
        found.append(hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()[:32])
    return tuple(found)


def place_below(path: Path, root: Path) -> str:
    """A path as it is named from `root`; one that lies elsewhere by its name alone, which no machine changes."""
    whole, above = path.absolute(), root.absolute()
    return whole.relative_to(above).as_posix() if whole.is_relative_to(above) else path.name


def _parts(finding: Finding, root: Path) -> str:
    about = (finding.focus, finding.path, finding.value)
    terms = ["_" if isinstance(term, BNode) or term is None else term.n3() for term in about]
    excerpt = finding.excerpt.strip() if terms[0] == "_" else ""
    file = place_below(finding.position.file, root) if finding.position else "graph"
    return "\0".join((finding.rule, file, *terms, str(finding.component), excerpt))
