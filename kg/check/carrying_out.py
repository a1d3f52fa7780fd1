"""Fixes carried out in the texts of files: only the lines that their triples stand on change."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import BNode, Literal, URIRef

from kg.check.diff import Sides, compare
from kg.check.files import Language, Source
from kg.check.findings import Finding, Fix
from kg.check.positions import Place
from kg.check.reading import Reading, locate, read
from kg.errors import SyntaxErrorsFound
from kg.model import Term, Triple
from kg.rdf import PREFIXES, RDF
from kg.turtle.draft import Draft
from kg.turtle.spelling import literal_text

__all__ = ["Desk"]

LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


class Desk:
    """Turtle files in which fixes are carried out one after the other, each wholly or not at all."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        turtle = [reading for reading in readings if reading.source.language is Language.TURTLE]
        self._sheets = {reading.source.path: _Sheet.of(reading) for reading in turtle}

    def carry_out(self, finding: Finding) -> bool:
        """Makes the changes of a finding's fix; whether they could be made here and say what the fix says."""
        if finding.fix is None:
            return False
        changed: dict[Path, _Sheet] = {}
        for path, part in self._parts(finding, finding.fix).items():
            sheet = self._sheets[path].after(part)
            if sheet is None:
                return False
            changed[path] = sheet
        self._sheets |= changed
        return bool(changed)

    def texts(self) -> dict[Path, str]:
        """The files that have changed, with their new texts."""
        return {
            path: sheet.draft.text
            for path, sheet in self._sheets.items()
            if sheet.draft.text != sheet.reading.lines.text
        }

    def _parts(self, finding: Finding, fix: Fix) -> dict[Path, Fix]:
        """What a fix asks of each file; empty when a triple of it has no place in any."""
        parts: dict[Path, Fix] = {}
        for triple in fix.removes:
            holding = [path for path, sheet in self._sheets.items() if triple in sheet.triples]
            if not holding:
                return {}
            for path in holding:
                part = parts.get(path, Fix())
                parts[path] = Fix((*part.removes, triple), part.adds)
        for triple in fix.adds:
            home = self._home(triple[0], parts)
            if home is None or isinstance(triple[2], BNode):
                return {}
            part = parts.get(home, Fix())
            parts[home] = Fix(part.removes, (*part.adds, triple))
        if fix.edits and finding.position and finding.position.file in self._sheets:
            part = parts.get(finding.position.file, Fix())
            parts[finding.position.file] = Fix(part.removes, part.adds, edits=fix.edits)
        return parts

    def _home(self, subject: Term, parts: Mapping[Path, Fix]) -> Path | None:
        """The file where a subject is described, before others one that changes already."""
        for path in (*parts, *self._sheets):
            if subject in self._sheets[path].subjects:
                return path
        return None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A file: its text as far as it is changed, and what it says now."""

    reading: Reading
    draft: Draft
    triples: Mapping[Triple, None]
    subjects: frozenset[Term]

    @classmethod
    def of(cls, reading: Reading) -> "_Sheet":
        subjects = frozenset(subject for subject, _, _ in reading.triples)
        return cls(reading, Draft(reading.lines.text), dict.fromkeys(reading.triples), subjects)

    def after(self, fix: Fix) -> "_Sheet | None":
        """The file after a fix, None when it does not say then what it should."""
        if any(triple not in self.triples for triple in fix.removes):
            return None
        draft = self.draft.copy()
        try:
            made = _Changes(draft, locate(self.reading), self.reading.lines.text).make(fix)
        except SyntaxErrorsFound:  # Turtle 1.2, which passes the gate
            return None
        if not made:
            return None
        if self.reading.findings:
            return self._with_fewer_faults(draft)
        removed, added = dict.fromkeys(fix.removes), dict.fromkeys(fix.adds)
        said = {triple: None for triple in self.triples if triple not in removed} | added
        again = self._read(draft)
        if again.findings or not _same(list(said), again.triples):
            return None
        return _Sheet(self.reading, draft, said, self.subjects)

    def _read(self, draft: Draft) -> Reading:
        return read(Source(self.reading.source.path, draft.text.encode("utf-8"), Language.TURTLE))

    def _with_fewer_faults(self, draft: Draft) -> "_Sheet | None":
        """The file after a syntax error is mended: what it says then cannot be compared with anything."""
        fewer = len(self._read(draft).findings) < len(self._read(self.draft).findings)
        return _Sheet(self.reading, draft, self.triples, self.subjects) if fewer else None


class _Changes:
    """Makes the changes of one fix in one draft."""

    def __init__(self, draft: Draft, places: Mapping[Triple, Place], text: str) -> None:
        self._draft, self._places, self._text = draft, places, text

    def make(self, fix: Fix) -> bool:
        removes, adds = list(fix.removes), list(fix.adds)
        if any(triple not in self._places for triple in removes):
            return False
        for edit in sorted(fix.edits, key=lambda edit: edit.start, reverse=True):
            self._draft.replace(edit.start, edit.end, edit.text)
        for old, new in self._swaps(removes, adds):
            removes.remove(old)
            adds.remove(new)
        starts = sorted((self._places[triple].object[0] for triple in removes), reverse=True)
        return all(map(self._add, adds)) and all(map(self._draft.remove, starts))

    def _swaps(self, removes: Sequence[Triple], adds: Sequence[Triple]) -> list[tuple[Triple, Triple]]:
        """Triples that only change their value, or their property, which is done in place."""
        found = []
        left = list(adds)
        for old in removes:
            new = next((new for new in left if new[:2] == old[:2]), None)
            if new is not None:
                self._draft.replace(*self._places[old].object, self._written(new[2]))
            else:
                new = next((new for new in left if (new[0], new[2]) == (old[0], old[2]) and self._is_single(old)), None)
                if new is None:
                    continue
                self._draft.replace(*self._places[old].predicate, self._verb(new))
            left.remove(new)
            found.append((old, new))
        return found

    def _is_single(self, triple: Triple) -> bool:
        predicate = self._places[triple].predicate
        return sum(place.predicate == predicate for place in self._places.values()) == 1

    def _add(self, triple: Triple) -> bool:
        subject = next((place.subject[0] for said, place in self._places.items() if said[0] == triple[0]), None)
        return subject is not None and self._draft.add(subject, self._verb(triple), self._written(triple[2]))

    def _verb(self, triple: Triple) -> str:
        """A property as its subject's other triples write it, if any does."""
        same = (place for said, place in self._places.items() if said[:2] == triple[:2])
        place = next(same, None)
        if place is not None:
            return self._text[slice(*place.predicate)]
        return "a" if triple[1] == RDF.type else self._written(triple[1])

    def _written(self, term: Term) -> str:
        if isinstance(term, Literal):
            return literal_text(term, self._name)
        return self._name(term) if isinstance(term, URIRef) else term.n3()

    def _name(self, iri: URIRef) -> str:
        """An IRI with the longest prefix that fits, declaring a usual one where none is declared."""
        declared = self._draft.prefixes
        fitting = [(len(space), prefix) for prefix, space in declared.items() if _fits(iri, space)]
        if fitting:
            length, prefix = max(fitting)
            return f"{prefix}:{iri[length:]}"
        for prefix, space in PREFIXES.items():
            if _fits(iri, space) and prefix not in declared:
                self._draft.declare(prefix, space)
                return f"{prefix}:{iri[len(space) :]}"
        return iri.n3()


def _fits(iri: str, namespace: str) -> bool:
    return iri.startswith(namespace) and LOCAL.fullmatch(iri[len(namespace) :]) is not None


def _same(one: Sequence[Triple], other: Sequence[Triple]) -> bool:
    """Whether two lists of triples are the same graph."""
    (mine, my_blank), (theirs, their_blank) = (_apart(triples) for triples in (one, other))
    return not compare(Sides(mine - theirs, theirs - mine, (my_blank, their_blank), ((), ()))).changes


def _apart(triples: Sequence[Triple]) -> tuple[set[Triple], list[Triple]]:
    blank = [triple for triple in triples if isinstance(triple[0], BNode) or isinstance(triple[2], BNode)]
    return set(triples) - set(blank), blank
