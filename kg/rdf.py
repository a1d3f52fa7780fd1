"""The ground: prefixes and well-known IRIs, in one place."""

from typing import Final

from rdflib import Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, OWL, RDF, RDFS, SH, SKOS, VOID, XSD

__all__ = [
    "DCAT", "DCTERMS", "HIDDEN_LABELS", "ID", "KG", "LABELS", "MK", "OA", "OWL", "PREFIXES", "PROV", "RDF",
    "RDFS", "SCHEMA", "SH", "SKOS", "SYNONYMS", "VOID", "XSD", "local_name",
]  # fmt: skip

BASE: Final = "https://w3id.org/mktit/"
"""The one place where the (not yet registered) base of our IRIs stands."""

MK: Final = Namespace(BASE + "ns#")
ID: Final = Namespace(BASE + "id/")
KG: Final = Namespace(BASE + "kg#")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
PROV: Final = Namespace("http://www.w3.org/ns/prov#")
SCHEMA: Final = Namespace("https://schema.org/")

PREFIXES: Final[dict[str, str]] = {
    "dcat": str(DCAT),
    "dcterms": str(DCTERMS),
    "id": str(ID),
    "kg": str(KG),
    "mk": str(MK),
    "oa": str(OA),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "sh": str(SH),
    "skos": str(SKOS),
    "void": str(VOID),
    "xsd": str(XSD),
}
"""Prefixes that `kg query` knows without being told."""

LABELS: Final[tuple[URIRef, ...]] = (
    SKOS.prefLabel,
    RDFS.label,
    DCTERMS.title,
    SCHEMA.name,
    URIRef("http://schema.org/name"),
    URIRef("http://xmlns.com/foaf/0.1/name"),
)
"""Properties that well-known vocabularies use for the preferred name, best first."""

SYNONYMS: Final[tuple[URIRef, ...]] = (SKOS.altLabel, SCHEMA.alternateName)
HIDDEN_LABELS: Final[tuple[URIRef, ...]] = (SKOS.hiddenLabel,)


def local_name(iri: str) -> str:
    """The part of an IRI after its last `#`, `/` or `:`, or the whole when nothing follows it."""
    trimmed = iri.rstrip("#/:")
    cut = max(trimmed.rfind(mark) for mark in "#/:")
    return trimmed[cut + 1 :] or iri
