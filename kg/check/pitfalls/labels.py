"""Names and definitions: missing ones, and two things that are called the same."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from rdflib import Literal, URIRef

from kg.check.findings import Finding, Fix, Severity
from kg.check.notation import written_triple
from kg.check.pitfalls.judged import Judged, namespace
from kg.model import Term, Triple
from kg.rdf import DCTERMS, LABELS, OWL, RDFS, SCHEMA, SKOS, local_name

__all__ = ["COLLISION", "NAMELESS", "UNDEFINED", "find_collisions", "find_nameless"]

NAMELESS: Final = "missing-label"
UNDEFINED: Final = "missing-definition"
COLLISION: Final = "label-collision"
DEFINITIONS: Final = (
    SKOS.definition,
    RDFS.comment,
    DCTERMS.description,
    SKOS.scopeNote,
    SCHEMA.description,
    URIRef("http://schema.org/description"),
    URIRef("http://purl.obolibrary.org/obo/IAO_0000115"),
)
"""Properties that say what a thing is."""
WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
USUAL: Final = 0.5
"""Where fewer things of a vocabulary have a definition, none of them is missed."""


def find_nameless(judged: Judged) -> Iterator[Finding]:
    """Classes, properties and concepts without a label (a warning), or a definition where most have one (a note)."""
    labelled, defined = _bearers(judged, LABELS), _bearers(judged, DEFINITIONS)
    concepts = [concept for concept in judged.concepts if concept not in judged.classes]
    for things, label in (((*judged.classes, *judged.properties), RDFS.label), (concepts, SKOS.prefLabel)):
        for thing in things:
            if thing not in labelled:
                message = f"{judged.written(thing)} has no label. Give it a name that people read."
                yield judged.missing(NAMELESS, Severity.WARNING, message, (thing, label), _named(judged, thing, label))
        for group in _groups(judged, things):
            without = [thing for thing in group if thing not in defined]
            for thing in without if len(without) <= USUAL * len(group) else ():
                message = f"{judged.names.of(thing)} has no definition. Say in a sentence what it is."
                yield judged.missing(UNDEFINED, Severity.INFO, message, (thing, SKOS.definition))


def find_collisions(judged: Judged) -> Iterator[Finding]:
    """A warning for two classes or properties of a vocabulary, or concepts of a scheme, with one label."""
    yield from _collisions(judged, judged.classes, lambda thing: [namespace(thing)])
    yield from _collisions(judged, judged.properties, lambda thing: [namespace(thing)])
    concepts = [concept for concept in judged.concepts if concept not in judged.classes]
    yield from _collisions(judged, concepts, lambda thing: map(str, judged.data.objects(thing, SKOS.inScheme)))


def _collisions(
    judged: Judged, things: Sequence[URIRef], groups: Callable[[URIRef], "Iterator[str] | list[str]"]
) -> Iterator[Finding]:
    """Told at the later of the two."""
    seen: dict[tuple[str, str, str | None], URIRef] = {}
    for thing in things:
        for triple in _labels(judged, thing):
            text = " ".join(str(triple[2]).casefold().split())
            language = triple[2].language if isinstance(triple[2], Literal) else None
            for group in sorted(groups(thing)):
                other = seen.setdefault((group, text, language), thing)
                if other != thing and not _are_related(judged, thing, other):
                    message = (
                        f"{judged.written(thing)} and {judged.written(other)} are both called "
                        f"“{triple[2]}”. Rename one of them, or merge them."
                    )
                    yield judged.finding(COLLISION, Severity.WARNING, message, triple)


def _named(judged: Judged, thing: URIRef, label: URIRef) -> Fix:
    """A label made of the words of the local name, if a person finds it right."""
    added: Triple = (thing, label, Literal(" ".join(WORD.findall(local_name(thing))).lower(), lang="en"))
    return Fix(adds=(added,), steps=(f"add {written_triple(added, judged.notation)}",), sure=False)


def _bearers(judged: Judged, props: Sequence[URIRef]) -> frozenset[Term]:
    """All things that have one of these properties."""
    return frozenset(subject for prop in props for subject, _, _ in judged.known.get(prop, ()))


def _labels(judged: Judged, thing: URIRef) -> list[Triple]:
    """The preferred labels of a thing, by the first property that gives any."""
    for prop in LABELS:
        found: list[Term] = sorted(judged.data.objects(thing, prop), key=str)
        if found:
            return [(thing, prop, label) for label in found]
    return []


def _are_related(judged: Judged, one: URIRef, other: URIRef) -> bool:
    """Whether one thing is said to be the other, or a kind of it, or to have taken its place."""
    same = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs)
    links = (*same, SKOS.exactMatch, DCTERMS.replaces, DCTERMS.isReplacedBy)
    return any((one, link, other) in judged.data or (other, link, one) in judged.data for link in links)


def _groups(judged: Judged, things: Sequence[URIRef]) -> list[list[URIRef]]:
    """Things that are to be compared: concepts of a scheme, terms of a vocabulary."""
    found: dict[str, list[URIRef]] = defaultdict(list)
    for thing in things:
        schemes = sorted(map(str, judged.data.objects(thing, SKOS.inScheme)))
        found[schemes[0] if schemes else namespace(thing)].append(thing)
    return list(found.values())
