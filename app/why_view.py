"""The proof of an answer: how the question was read, what was asked of the graph and what the graph says."""

from itertools import chain
from typing import Final

import pieces
import streamlit as st
from plain import as_html
from rdflib import URIRef

from kg.model import Answer, NamedTerm, Reason, Status

_REASONS: Final = {
    Reason.UNKNOWN_TERM: "A word of the question stands for nothing in this graph.",
    Reason.NO_SUCH_RELATION: "The graph knows these things, but not the relation that the question asks for.",
    Reason.NOTHING_FOUND: "The question was understood, and the graph holds nothing that fits it.",
    Reason.OUT_OF_SCOPE: "The question is about something that this graph does not describe.",
    Reason.LANGUAGE: "Questions are understood in English only.",
}
_SURENESS: Final = (
    (0.9, "very sure"),
    (0.7, "fairly sure"),
    (0.4, "unsure"),
    (0.0, "hardly more than a guess"),
)


def draw_why(answer: Answer) -> None:
    """Draws everything that an answer rests on, closed until asked for."""
    with st.expander("Why?"):
        _draw_reading(answer)
        if answer.alternatives:
            st.html(pieces.heading("Other readings") + pieces.other_readings(answer.alternatives))
        if answer.sparql:
            st.html(pieces.heading("The query, in SPARQL"))
            st.code(answer.sparql, language="sparql", wrap_lines=True)
        if answer.rows:
            _draw_rows(answer)
        if answer.evidence:
            st.html(pieces.heading("What the graph says, and its sources") + pieces.facts(answer.evidence))
        st.html(pieces.muted(_made_with(answer)))


def _draw_reading(answer: Answer) -> None:
    st.html(
        pieces.heading("How the question was read")
        + pieces.marked_question(answer.question, answer.mentions)
        + (f"<p>Understood as: {as_html(answer.understood_as)}</p>" if answer.understood_as else "")
        + (f"<p>{as_html(answer.reading)}</p>" if answer.reading else "")
        + pieces.muted(_sureness(answer))
    )


def _sureness(answer: Answer) -> str:
    if answer.reason:
        return _REASONS[answer.reason]
    if answer.status is Status.AMBIGUOUS:
        return "More than one reading is about equally likely."
    words = next(words for least, words in _SURENESS if answer.confidence >= least)
    share = min(round(answer.confidence * 100), 99)
    return f"Confidence {share}%, {words}."


def _draw_rows(answer: Answer) -> None:
    st.html(pieces.heading(f"Rows ({len(answer.rows):,})"))
    columns = chain.from_iterable(
        _columns(variable, cells)
        for variable, cells in zip(answer.variables, zip(*answer.rows, strict=True), strict=True)
    )
    st.dataframe(dict(columns), hide_index=True, width="stretch", alt="The rows that the query returned")
    if answer.truncated:
        st.html(pieces.muted("The row limit was reached: the graph holds more than is shown here."))


def _columns(variable: str, cells: tuple[NamedTerm | None, ...]) -> list[tuple[str, list[str]]]:
    labels = [cell.label if cell else "" for cell in cells]
    iris = [str(cell.term) if cell and isinstance(cell.term, URIRef) else "" for cell in cells]
    return [(variable, labels), (f"{variable} IRI", iris)] if any(iris) else [(variable, labels)]


def _made_with(answer: Answer) -> str:
    parts = [f"{answer.elapsed_ms:.0f} ms"]
    if answer.model:
        parts.append(f"model {answer.model}")
    if answer.graph:
        parts.append(f"graph {answer.graph[:12]}")
    return " · ".join(parts)
