"""A graph's description of itself as data: VoID for its counts, DCAT for its parts."""

from collections.abc import Iterable

from rdflib import BNode, Graph, Literal, URIRef

from kg.model import Count, Statistics, Term
from kg.protocols import QueryRunner
from kg.rdf import DCAT, DCTERMS, OWL, PREFIXES, RDF, VOID, XSD, local_name

ROOT = f"""SELECT ?root {{ ?root a {OWL.Ontology.n3()} FILTER NOT EXISTS {{ ?other {OWL.imports.n3()} ?root }}
  FILTER EXISTS {{ ?root {OWL.imports.n3()} ?part }} }} ORDER BY ?root"""
SAID = "SELECT ?p ?o { %s ?p ?o FILTER(!isBlank(?o)) } ORDER BY ?p ?o"
PARTS = f"""SELECT ?part ?p ?o {{ ?part a {DCAT.Dataset.n3()} ; ?p ?o
  FILTER(isIRI(?part) && ?p IN ({DCTERMS.title.n3()}, {DCTERMS.license.n3()}, {DCTERMS.source.n3()})) }}
  ORDER BY ?part ?p ?o"""
TOLD = (DCTERMS.title, DCTERMS.description, DCTERMS.license, OWL.versionInfo, OWL.versionIRI)


def describe_dataset(statistics: Statistics, digest: str, runner: QueryRunner) -> Graph:
    """The description of a graph as data (VoID, W3C Note 2011, section 4; DCAT 3, W3C Recommendation 2024).

    Title, licence and version are those of the one ontology that imports others and is imported by none. Without one
    the data set is named by its digest, the hexadecimal SHA-256 of its canonical N-Quads.
    """
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    roots = [row[0] for row in runner.run(ROOT).rows]
    root = roots[0] if len(roots) == 1 else None
    dataset = URIRef(f"{root}#dataset") if root is not None else URIRef(f"urn:sha256:{digest}")
    _add(graph, dataset, [(RDF.type, VOID.Dataset), (RDF.type, DCAT.Catalog)])
    _add(graph, dataset, [(DCTERMS.identifier, Literal(f"sha256:{digest}")), *_told(root, runner)])
    _add(graph, dataset, _numbers(statistics))
    _partition(graph, dataset, VOID.classPartition, (VOID["class"], VOID.entities), statistics.classes)
    _partition(graph, dataset, VOID.propertyPartition, (VOID.property, VOID.triples), statistics.properties)
    for space in sorted({_namespace(count.term.term) for count in statistics.properties}):
        graph.add((dataset, VOID.vocabulary, URIRef(space)))
    for part, prop, value in runner.run(PARTS).rows:
        _add(graph, dataset, [(DCAT.dataset, part), (VOID.subset, part)])
        _add(graph, part, [(RDF.type, DCAT.Dataset), (prop, value)])
    return graph


def _told(root: Term | None, runner: QueryRunner) -> list[tuple[Term | None, Term | None]]:
    if root is None:
        return []
    return [(prop, value) for prop, value in runner.run(SAID % root.n3()).rows if prop in TOLD]


def _numbers(statistics: Statistics) -> list[tuple[Term, Term]]:
    numbers = {
        VOID.triples: statistics.triples,
        VOID.distinctSubjects: statistics.subjects,
        VOID.distinctObjects: statistics.objects,
        VOID.classes: len(statistics.classes),
        VOID.properties: len(statistics.properties),
    }
    return [(prop, _number(value)) for prop, value in numbers.items()]


def _partition(
    graph: Graph, dataset: URIRef, leads: URIRef, terms: tuple[URIRef, URIRef], counts: Iterable[Count]
) -> None:
    of, number = terms
    for place, count in enumerate(counts):
        node = BNode(f"{local_name(str(leads))}{place:06}")
        _add(graph, dataset, [(leads, node)])
        _add(graph, node, [(of, count.term.term), (number, _number(count.number))])


def _add(graph: Graph, subject: Term | None, said: Iterable[tuple[Term | None, Term | None]]) -> None:
    for prop, value in said:
        graph.add((subject, prop, value))  # type: ignore[arg-type]


def _number(value: int) -> Literal:
    return Literal(value, datatype=XSD.integer)


def _namespace(term: Term) -> str:
    return str(term)[: -len(local_name(str(term)))]
