"""What is known of a graph before any question comes: schema, names, marks, and their vectors."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from rdflib import URIRef

from kg.graph.lexicon import Lexicon
from kg.graph.marks import Marks
from kg.graph.schema import Names, Schema
from kg.protocols import Encoder, Matrix

COMMENT, MAX_COMMENT = 0.85, 300
"""What a comment is worth beside a name, and how many characters of it count."""
MAX_NAMED_VECTORS = 20_000
"""Names beyond this many are found by spelling only."""


@dataclass(frozen=True)
class GraphIndex:
    """Schema, lexicon and marks of one graph, with unit vectors of schema texts and of things' names.

    `schema_vectors[i]` embeds one name of `schema_terms[i]`, or, shorter than a unit, what is said of it;
    `name_vectors[i]` the name of `named[i]`.
    """

    digest: str
    encoder: str
    schema: Schema
    lexicon: Lexicon
    marks: Marks
    schema_terms: tuple[URIRef, ...]
    schema_vectors: Matrix
    named: tuple[URIRef, ...]
    name_vectors: Matrix


def make_index(digest: str, encoder: Encoder, schema: Schema, lexicon: Lexicon, marks: Marks) -> GraphIndex:
    """Embed the schema's and the things' names; cost grows with the number of names, never of facts."""
    texts = [text for term, names in sorted(schema.names.items()) for text in _texts(term, names)]
    named = tuple(sorted(term for term in lexicon.names if term not in schema.names))[:MAX_NAMED_VECTORS]
    schema_vectors = encoder.encode([text for _, text, _ in texts]) if texts else _none(encoder)
    schema_vectors = schema_vectors * np.array([[worth] for _, _, worth in texts], dtype=np.float32)
    name_vectors = encoder.encode([lexicon.names[term] for term in named]) if named else _none(encoder)
    terms = tuple(term for term, _, _ in texts)
    return GraphIndex(digest, encoder.name, schema, lexicon, marks, terms, schema_vectors, named, name_vectors)


def _texts(term: URIRef, names: Names) -> Iterable[tuple[URIRef, str, float]]:
    """The names of a term, and the first sentence of what is said of it, with what they are worth as evidence."""
    yield from ((term, text, 1.0) for text in names.all)
    said = names.comment.partition(". ")[0]
    if said:
        yield term, said[:MAX_COMMENT], COMMENT


def similarities(index: GraphIndex, vectors: Matrix) -> list[dict[URIRef, float]]:
    """For each vector the similarity of every class and property: that of its most similar name."""
    if not len(index.schema_vectors):
        return [{} for _ in vectors]
    terms = index.schema_terms
    starts = [row for row, term in enumerate(terms) if row == 0 or terms[row - 1] != term]
    best = np.maximum.reduceat(index.schema_vectors @ vectors.T, starts, axis=0)
    return [dict(zip((terms[row] for row in starts), column, strict=True)) for column in best.T.tolist()]


def _none(encoder: Encoder) -> Matrix:
    return np.zeros((0, encoder.encode(["a"]).shape[1]), dtype=np.float32)
