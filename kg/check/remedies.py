"""What would mend a value, told from the constraint alone: for shapes that propose no fix of their own."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import Graph, Literal, URIRef

from kg.check.notation import nearest
from kg.check.shapes import Result
from kg.model import Term, Triple
from kg.rdf import SH, XSD, local_name

__all__ = ["Remedy", "remedy_of"]


@dataclass(frozen=True, slots=True)
class Remedy:
    """Triples to take out and to put in; `sure` unless a person has to choose among several."""

    removes: tuple[Triple, ...] = ()
    adds: tuple[Triple, ...] = ()
    sure: bool = True


def remedy_of(result: Result, data: Graph, shapes: Graph) -> Remedy | None:
    """The remedy for a result at a plain property, None when only a person can tell."""
    remedy = REMEDIES.get(result.component) if result.component else None
    if remedy is None or result.focus is None or not isinstance(result.path, URIRef):
        return None
    return remedy(_Case(result.focus, result.path, result.value, result.shape, data, shapes))


@dataclass(frozen=True, slots=True)
class _Case:
    """A focus node, its property and value, and the shape that is broken."""

    focus: Term
    path: URIRef
    value: Term | None
    shape: Term
    data: Graph
    shapes: Graph

    def parameter(self, *names: URIRef) -> Term | None:
        """What the shape says at the first of these properties that it has."""
        found: list[Term] = [term for name in names for term in self.shapes.objects(self.shape, name)]  # type: ignore[misc]
        return found[0] if found else None

    def values(self) -> list[Term]:
        """All values that the focus node has here, in a fixed order."""
        found: list[Term] = sorted(self.data.objects(self.focus, self.path), key=str)  # type: ignore[arg-type]
        return found

    def items(self, name: URIRef) -> list[Term]:
        """The list that the shape says at a property."""
        head = self.parameter(name)
        return [] if head is None else list(self.shapes.items(head))  # type: ignore[arg-type]

    def with_value(self, value: Term | None, instead_of: Term | None = None) -> Remedy | None:
        """Another value in the place of this one."""
        old = instead_of if instead_of is not None else self.value
        if value is None or old is None or value == old:
            return None
        return Remedy(((self.focus, self.path, old),), ((self.focus, self.path, value),))


def _typed(case: _Case) -> Remedy | None:
    """The same text with the datatype that is asked for, where it is one of its values."""
    datatype, value = case.parameter(SH.datatype), case.value
    if not isinstance(datatype, URIRef) or value is None:
        return None
    if isinstance(value, URIRef):
        return case.with_value(Literal(str(value), datatype=datatype)) if datatype == XSD.anyURI else None
    text = str(value).strip()
    text = text.lower() if datatype == XSD.boolean else text
    made = Literal(text) if datatype == XSD.string else Literal(text, datatype=datatype, normalize=False)
    fits = datatype in WITHOUT_FORM or (made.value is not None and not made.ill_typed)
    return case.with_value(made) if fits else None


def _listed(case: _Case) -> Remedy | None:
    """The item of the list that is nearest."""
    by_name = {_name(item): item for item in reversed(case.items(SH["in"]))}
    wanted = "" if case.value is None else _name(case.value)
    near = wanted if wanted in by_name else nearest(wanted, by_name)
    return case.with_value(by_name.get(near))


def _given(case: _Case) -> Remedy | None:
    """The value that has to be there, or the usual one, which a person has to agree to."""
    needed, usual = case.parameter(SH.hasValue), case.parameter(SH.defaultValue)
    value = usual if needed is None else needed
    return None if value is None else Remedy(adds=((case.focus, case.path, value),), sure=needed is not None)


def _tagged(case: _Case) -> Remedy | None:
    """A text without a language, in the one language that is allowed."""
    languages = case.items(SH.languageIn)
    value = case.value
    if len(languages) == 1 and isinstance(value, Literal) and not value.language:
        return case.with_value(Literal(str(value), lang=str(languages[0])))
    return None


def _qualified(case: _Case) -> Remedy | None:
    """The only text without a language, where values of one language are counted."""
    inner = case.parameter(SH.qualifiedValueShape)
    bare = [value for value in case.values() if isinstance(value, Literal) and not value.language]
    if inner is None or len(bare) != 1:
        return None
    return _tagged(_Case(case.focus, case.path, bare[0], inner, case.data, case.shapes))


def _trimmed(case: _Case) -> Remedy | None:
    """The text without white space around it, where it matches then."""
    pattern, value = case.parameter(SH.pattern), case.value
    if not isinstance(value, Literal) or pattern is None:
        return None
    text = str(value).strip()
    made = Literal(text, lang=value.language, datatype=value.datatype)
    return case.with_value(made) if text != str(value) and re.search(str(pattern), text) else None


def _fewer(case: _Case) -> Remedy | None:
    """All values but as many as are allowed, which a person has to choose."""
    most = case.parameter(SH.maxCount)
    values = case.values()
    allowed = int(str(most)) if isinstance(most, Literal) and str(most).isdecimal() else 1
    gone = tuple((case.focus, case.path, value) for value in values[allowed:])
    return Remedy(gone, sure=False) if gone else None


def _allowed(case: _Case) -> Remedy | None:
    """The property of a closed shape that is nearest."""
    parts = case.shapes.objects(case.shape, SH.property)
    paths = [path for part in parts for path in case.shapes.objects(part, SH.path)]
    by_name = {_name(path): path for path in paths if isinstance(path, URIRef)}
    near = by_name.get(nearest(_name(case.path), by_name))
    if near is None or case.value is None:
        return None
    return Remedy(((case.focus, case.path, case.value),), ((case.focus, near, case.value),))


def _name(term: Term) -> str:
    return local_name(str(term)) if isinstance(term, URIRef) else str(term).strip().casefold()


WITHOUT_FORM: Final = frozenset({XSD.anyURI, XSD.string})
"""Datatypes of which every text is a value."""
REMEDIES: Final[Mapping[URIRef, Callable[[_Case], Remedy | None]]] = {
    SH.DatatypeConstraintComponent: _typed,
    SH.InConstraintComponent: _listed,
    SH.HasValueConstraintComponent: _given,
    SH.MinCountConstraintComponent: _given,
    SH.LanguageInConstraintComponent: _tagged,
    SH.QualifiedMinCountConstraintComponent: _qualified,
    SH.PatternConstraintComponent: _trimmed,
    SH.MaxCountConstraintComponent: _fewer,
    SH.ClosedConstraintComponent: _allowed,
}
