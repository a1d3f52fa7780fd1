"""Likening: how alike a question and the schema are in meaning, with the words of earlier questions kept."""

from rdflib import URIRef

from kg.protocols import Encoder
from kg.qa.english import CLOSED_CLASS, STANDS_FOR
from kg.qa.index import GraphIndex, similarities
from kg.qa.reading import Analysis, Likeness

WORDS_KEPT = 5_000
"""So many words are kept with their likeness to the schema."""


class Likener:
    """Compares questions with one schema by an encoder; safe to call from several threads."""

    def __init__(self, index: GraphIndex, encoder: Encoder) -> None:
        self._index, self._encoder = index, encoder
        self._alike: dict[str, dict[URIRef, float]] = {}

    def likeness(self, analysis: Analysis) -> Likeness:
        """How alike the whole question and each of its words are to each class and property."""
        content = sorted({analysis.words[i] for i in analysis.content})
        frame = sorted({*analysis.words} - {*content} - CLOSED_CLASS)
        frame += [word for asking in sorted({*STANDS_FOR} & {*analysis.words}) for word in STANDS_FOR[asking]]
        (whole,) = similarities(self._index, self._encoder.encode([analysis.text]))
        alike = self._known(list(dict.fromkeys([*content, *frame])))
        return Likeness(whole, {w: alike[w] for w in content if w in alike}, {w: alike[w] for w in frame if w in alike})

    def _known(self, words: list[str]) -> dict[str, dict[URIRef, float]]:
        known = self._alike
        new = [word for word in words if word not in known]
        if new:
            vectors = self._encoder.encode(new)
            kept = {} if len(known) > WORDS_KEPT else known
            known = {**known, **dict(zip(new, similarities(self._index, vectors), strict=True))}
            self._alike = known if kept else {word: known[word] for word in words}
        return known
