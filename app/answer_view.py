"""An exchange as it is drawn: the question, its answer, and what can be done with it."""

import json
from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import quote_plus

import pieces
import streamlit as st
from plain import as_label, as_text
from why_view import draw_why

from kg.answer_json import to_json
from kg.errors import KgError
from kg.model import Answer, Status

_SHOWN: Final = 6

Ask = Callable[[str], None]
"""What a button that stands for a question calls with it."""


def draw_question(question: str) -> None:
    """Draws what was asked."""
    with st.chat_message("user"):
        st.html(pieces.asked(question))


def draw_answer(answer: Answer, key: str, ask: Ask, suggestions: Sequence[str]) -> None:
    """Draws an answer, or kindly that there is none; `key` tells its widgets from those of other answers."""
    with st.chat_message("assistant"):
        st.markdown(as_text(_told(answer)))
        if answer.status is Status.AMBIGUOUS:
            draw_questions(_clearer(answer), f"{key}-reading", ask)
        if answer.status is Status.DECLINED:
            _draw_nearest(answer, key, ask, suggestions)
        draw_why(answer)
        _draw_actions(answer, key)


def draw_error(error: KgError) -> None:
    """Draws what went wrong and what can be done."""
    with st.chat_message("assistant"):
        st.warning(as_label(f"{error.message} {error.hint}"))


def draw_questions(questions: Sequence[str], key: str, ask: Ask) -> None:
    """Draws questions as buttons that ask them."""
    with st.container(key=f"ask-{key}", gap="xsmall"):
        for number, question in enumerate(questions):
            label = as_label(question)
            st.button(label, key=f"{key}-{number}", on_click=ask, args=(question,), width="stretch")


def _told(answer: Answer) -> str:
    # What comes after the first words of such an answer is drawn as buttons; before them stands how it was understood.
    is_drawn = _clearer(answer) if answer.status is Status.AMBIGUOUS else answer.nearest
    kept = 2 if answer.understood_as else 1
    return "\n\n".join(answer.text.split("\n\n")[:kept]) if is_drawn else answer.text


def _clearer(answer: Answer) -> list[str]:
    """The question once for each reading, with what the reading takes it to name."""
    return list(dict.fromkeys(reading.question for reading in answer.alternatives if reading.question))


def _draw_nearest(answer: Answer, key: str, ask: Ask, suggestions: Sequence[str]) -> None:
    if answer.nearest:
        st.html(pieces.lead("The nearest things that this graph knows"))
        questions = [f"What is {thing.label}?" for thing in answer.nearest[:_SHOWN]]
        draw_questions(questions, f"{key}-nearest", ask)
    elif suggestions:
        st.html(pieces.lead("Questions that this graph can answer"))
        draw_questions(suggestions[:3], f"{key}-instead", ask)


def _draw_actions(answer: Answer, key: str) -> None:
    with st.container(horizontal=True, gap="small"):
        with st.popover("Share link", type="tertiary", key=f"{key}-link"):
            address = (st.context.url or "").rstrip("/")
            question = answer.understood_as or answer.question
            st.code(f"{address}/?q={quote_plus(question)}", language=None, wrap_lines=True)
        st.download_button(
            "Download as JSON",
            data=lambda: json.dumps(to_json(answer), ensure_ascii=False, indent=2),
            file_name="answer.json",
            mime="application/json",
            key=f"{key}-json",
            on_click="ignore",
            type="tertiary",
        )
