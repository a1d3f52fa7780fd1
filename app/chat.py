"""The chat: ask the graph, read the answer, see why."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pieces
import streamlit as st
from answer_view import draw_answer, draw_error, draw_question, draw_questions
from newest import show_newest
from plain import as_label

import kg
from kg.errors import KgError
from kg.model import Answer

HERE: Final = Path(__file__).parent
LONGEST_IN_URL: Final = 2000


@st.cache_resource(show_spinner="Opening the graph")
def open_engine() -> kg.Engine:
    """The engine that every session shares, with its index loaded."""
    return kg.Engine.open().ready()


def ask(question: str) -> None:
    """Makes the question the next one to answer, and the one in the URL."""
    st.session_state.asked = question.strip()
    link(question)


def link(question: str) -> None:
    """Puts a question into the URL, unless it is too long."""
    st.session_state.linked = question.strip() if len(question) <= LONGEST_IN_URL else ""
    st.query_params.from_dict({"q": st.session_state.linked} if st.session_state.linked else {})


def asked(history: Sequence[Answer]) -> str:
    """The question that waits for its answer: typed, clicked, or in a URL that was just opened; or none."""
    linked = st.query_params.get("q", "").strip()
    if linked != st.session_state.get("linked", ""):
        st.session_state.linked = linked
        known = [asked for answer in history for asked in (answer.question, answer.understood_as)]
        return "" if linked in known else linked
    return str(st.session_state.pop("asked", ""))


def start_again() -> None:
    """Forgets the conversation."""
    st.session_state.clear()
    st.query_params.clear()


st.set_page_config(page_title="Ask the graph", page_icon=str(HERE / "icon.svg"))
st.html(HERE / "look.css")

try:
    engine = open_engine()
except KgError as error:
    st.error(as_label(f"{error.message} {error.hint}"))
    st.stop()

history: list[Answer] = st.session_state.setdefault("history", [])
talk: kg.Conversation = st.session_state.setdefault("talk", engine.conversation())
typed = st.chat_input("Ask a question")
if typed:
    ask(typed)
question = asked(history)

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.html(pieces.page_title(engine.title))
    if history or question:
        st.button("Start again", on_click=start_again, type="tertiary")

if not history and not question:
    st.html(pieces.welcome())
    draw_questions(engine.suggestions(), "suggestion", ask)

for number, answer in enumerate(history):
    draw_question(answer.question)
    draw_answer(answer, f"answer-{number}", ask, engine.suggestions())

if question:
    draw_question(question)
    try:
        with st.spinner("Asking the graph"):
            history.append(talk.ask(question))
    except KgError as error:
        draw_error(error)
    else:
        if history[-1].understood_as:
            # Whoever opens the URL has not heard what was said before.
            link(history[-1].understood_as)
        draw_answer(history[-1], f"answer-{len(history) - 1}", ask, engine.suggestions())

show_newest(f"{len(history)}-{question}")
