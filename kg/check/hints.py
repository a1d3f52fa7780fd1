"""What helps beside a finding about a value: that nothing describes the value, or what it is instead."""

from functools import cached_property
from typing import Final

from rdflib import Graph, URIRef

from kg.check.names import Names
from kg.check.notation import nearest, notation, written
from kg.check.shapes import Result
from kg.rdf import RDF, SH, SKOS, local_name

__all__ = ["Hints"]

JUDGED: Final = (SH.ClassConstraintComponent, SH.InConstraintComponent, SH.HasValueConstraintComponent)
GENERAL: Final = (SKOS.Concept,)
"""Classes that tell nothing of a thing."""


class Hints:
    """Tells of values that are of the wrong kind or that nothing describes."""

    def __init__(self, data: Graph, names: Names) -> None:
        self._data, self._names = data, names

    def of(self, result: Result) -> str:
        """One sentence, or nothing where there is nothing to tell."""
        value = result.value
        if not isinstance(value, URIRef) or result.component not in JUDGED:
            return ""
        return self._kind(value) if (value, None, None) in self._data else self._nearest(value)

    def _kind(self, value: URIRef) -> str:
        kinds = [kind for kind in self._data.objects(value, RDF.type) if kind not in GENERAL]
        named = sorted(self._names.of(kind) for kind in kinds if isinstance(kind, URIRef))
        if not named:
            return ""
        article = "an" if named[0][0].lower() in "aeiou" else "a"
        return f"{self._names.of(value)} is {article} {named[0]}."

    def _nearest(self, value: URIRef) -> str:
        local = local_name(value)
        space = value[: -len(local)]
        if space not in self._described:
            return ""
        near, manager = nearest(local, self._described[space]), notation()
        hint = f" Did you mean {written(URIRef(space + near), manager)}?" if near else ""
        return f"Nothing describes {written(value, manager)}.{hint}"

    @cached_property
    def _described(self) -> dict[str, list[str]]:
        """For each namespace, the sorted local names of what the data describe."""
        found: dict[str, list[str]] = {}
        for subject in sorted({str(term) for term in self._data.subjects() if isinstance(term, URIRef)}):
            local = local_name(subject)
            found.setdefault(subject[: -len(local)], []).append(local)
        return found
