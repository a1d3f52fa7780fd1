"""The prefixes that a node of a SHACL graph declares for its queries."""

from rdflib import Graph, URIRef

from kg.model import Term
from kg.rdf import SH


def declared_prefixes(graph: Graph, node: Term) -> str:
    """The PREFIX lines of a query, as its node declares them by sh:prefixes (SHACL, section 5.2.1)."""
    declared = [found for holder in graph.objects(node, SH.prefixes) for found in graph.objects(holder, SH.declare)]
    prefixes = sorted((str(graph.value(found, SH.prefix)), str(graph.value(found, SH.namespace))) for found in declared)
    return "".join(f"PREFIX {prefix}: {URIRef(namespace).n3()}\n" for prefix, namespace in prefixes)
