"""References to what nothing describes, and to what is deprecated."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Final

from rdflib import URIRef
from rdflib.namespace import XSD, DefinedNamespace

from kg.check.findings import Finding, Fix, Severity
from kg.check.notation import nearest, written_triple
from kg.check.pitfalls.judged import CLASSES, PROPERTIES, ByProperty, Judged, namespace
from kg.check.vocabulary import CLOSED
from kg.model import Term, Triple
from kg.rdf import DCTERMS, KG, OWL, RDF, RDFS, SH, SKOS, local_name

__all__ = ["DANGLING", "DEPRECATED", "find_dangling", "find_deprecated"]

DANGLING: Final = "dangling-reference"
DEPRECATED: Final = "deprecated-in-use"
ELSEWHERE: Final = frozenset(
    {RDF.type, RDFS.isDefinedBy, RDFS.seeAlso, OWL.versionIRI, OWL.priorVersion, DCTERMS.license, DCTERMS.conformsTo}
)
"""Properties whose value need not be described: types are judged as terms, the others name documents."""
SPEAKING_OF: Final = frozenset(
    {
        DCTERMS.replaces, DCTERMS.isReplacedBy, OWL.sameAs, OWL.priorVersion, OWL.equivalentClass,
        OWL.equivalentProperty, RDFS.seeAlso, RDFS.isDefinedBy, SKOS.exactMatch, SKOS.closeMatch, RDF.subject,
    }
)  # fmt: skip
"""Properties that may lead to what is deprecated."""
FEW: Final = 0.2
"""Where more of a namespace's references lead to nothing, its things are described elsewhere."""
KNOWN: Final[tuple[type[DefinedNamespace], ...]] = (*CLOSED, RDF, XSD)
NUMBERED: Final = re.compile(re.escape(str(RDF)) + r"_[0-9]+")


def find_dangling(judged: Judged) -> Iterator[Finding]:
    """A finding for each value that nothing describes where the others are described: an error when one is near."""
    dangling, declaring = _dangling(judged), _declaring(judged)
    for triple in _leading(judged.said) if dangling else ():
        value = triple[2]
        if not isinstance(value, URIRef) or value not in dangling:
            continue
        if _is_schematic(triple[1]) and not (_vocabulary(namespace(value)) or namespace(value) in declaring):
            continue
        near = dangling[value]
        hint = f"Did you mean {judged.written(near)}?" if near else "Describe it, or correct its name."
        message = f"{judged.names.of(triple[0])}: nothing describes {judged.written(value)}. {hint}"
        severity = Severity.ERROR if near else Severity.WARNING
        finding = judged.finding(DANGLING, severity, message, triple, fix=_instead(judged, triple, near))
        yield replace(finding, meant=near)


def find_deprecated(judged: Judged) -> Iterator[Finding]:
    """A warning for each use of what is deprecated, unless by something deprecated."""
    gone = {subject for subject, _, value in judged.known.get(OWL.deprecated, ()) if str(value) in ("true", "1")}
    gone |= {t for kind in (OWL.DeprecatedClass, OWL.DeprecatedProperty) for t in judged.data.subjects(RDF.type, kind)}
    for triple in _all(judged.said, without=SPEAKING_OF) if gone else ():
        subject, predicate, value = triple
        if subject in gone or not (predicate in gone or value in gone):
            continue
        used, part = (predicate, "predicate") if predicate in gone else (value, "object")
        heirs: list[Term] = sorted(judged.data.objects(used, DCTERMS.isReplacedBy), key=str)
        hint = f"Use {judged.names.of(heirs[0])} instead." if heirs else "Take it out, or use something else."
        message = f"{judged.names.of(subject)}: {judged.names.of(used)} is deprecated. {hint}"
        heir = next((found for found in heirs if isinstance(found, URIRef) and part == "object"), None)
        yield judged.finding(DEPRECATED, Severity.WARNING, message, triple, part, _instead(judged, triple, heir))


def _all(said: ByProperty, without: frozenset[URIRef]) -> Iterator[Triple]:
    return (triple for prop, triples in said.items() if prop not in without for triple in triples)


def _leading(said: ByProperty) -> Iterator[Triple]:
    """The triples whose value has to be described."""
    return _all(said, without=ELSEWHERE)


def _declaring(judged: Judged) -> frozenset[str]:
    """The namespaces in which classes or properties are declared."""
    kinds = {*CLASSES, *PROPERTIES}
    typed = judged.known.get(RDF.type, ())
    return frozenset(namespace(term) for term, _, kind in typed if kind in kinds and isinstance(term, URIRef))


def _is_schematic(prop: Term) -> bool:
    """Whether a property leads from shapes and lists to terms, which are described only where terms are declared."""
    return prop == RDF.first or str(prop).startswith(str(SH))


def _dangling(judged: Judged) -> dict[URIRef, URIRef | None]:
    """What is referred to and not described, with the nearest thing that is."""
    named, described = _names(value for _, _, value in _leading(judged.known)), _described(judged)
    found: dict[URIRef, URIRef | None] = {}
    for space, names in named.items():
        vocabulary = _vocabulary(space)
        known = described.get(space, frozenset()) if vocabulary is None else names
        missing = names - known if known else set()
        if vocabulary is not None:
            missing = {name for name in names if URIRef(space + name) not in vocabulary}
            known = frozenset(local_name(str(term)) for term in dir(vocabulary)) if missing else known
        elif len(missing) > max(1, FEW * len(names)):
            continue
        for name in missing:
            near = nearest(name, known)
            found[URIRef(space + name)] = URIRef(space + near) if near else None
    return {term: near for term, near in found.items() if term != KG.TODO and not NUMBERED.fullmatch(term)}


def _described(judged: Judged) -> Mapping[str, frozenset[str]]:
    """For each namespace, the local names of what the data describe, or use as a property or class."""
    subjects = (subject for triples in judged.known.values() for subject, _, _ in triples)
    return _names(chain(subjects, judged.known, (kind for _, _, kind in judged.known.get(RDF.type, ()))))


def _names(terms: Iterable[Term]) -> dict[str, frozenset[str]]:
    """The local names of all IRIs, by namespace; a term that is one object is looked at once."""
    found: dict[str, set[str]] = defaultdict(set)
    for term in {id(term): term for term in terms}.values():
        if isinstance(term, URIRef):
            found[namespace(term)].add(local_name(term))
    return {space: frozenset(names) for space, names in found.items()}


def _vocabulary(space: str) -> type[DefinedNamespace] | None:
    return next((vocabulary for vocabulary in KNOWN if space == str(vocabulary)), None)


def _instead(judged: Judged, triple: Triple, other: URIRef | None) -> Fix | None:
    if other is None:
        return None
    mended: Triple = (triple[0], triple[1], other)
    steps = (f"remove {written_triple(triple, judged.notation)}", f"add {written_triple(mended, judged.notation)}")
    return Fix((triple,), (mended,), steps)
