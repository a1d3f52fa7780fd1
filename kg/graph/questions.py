"""Competency questions: which of them an ontology suggests to newcomers."""

from collections.abc import Collection
from pathlib import Path

from rdflib import Graph, URIRef

from kg.rdf import RDFS


def read_suggestions(folder: Path, marks: Collection[URIRef]) -> tuple[str, ...]:
    """The labels of the questions in a folder of Turtle that one of these properties marks as true, sorted."""
    graph = Graph()
    for path in sorted(folder.glob("*.ttl")):
        graph.parse(path, format="turtle")
    chosen = {question for mark in marks for question, value in graph.subject_objects(mark) if str(value) == "true"}
    return tuple(sorted(str(label) for question in chosen for label in graph.objects(question, RDFS.label)))
