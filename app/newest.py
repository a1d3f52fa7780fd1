"""After an exchange: its question at the top of the window, the input ready for the next."""

from typing import Final

import streamlit as st

_SCRIPT: Final = """
export default function () {
  const asked = document.querySelectorAll(".asked")
  if (asked.length > 1) asked[asked.length - 1].scrollIntoView({ block: "start" })
  if (document.activeElement === document.body && matchMedia("(pointer: fine)").matches) {
    document.querySelector("[data-testid=stChatInputTextArea]")?.focus({ preventScroll: true })
  }
}
"""

_newest = st.components.v2.component("newest", js=_SCRIPT)


def show_newest(key: str) -> None:
    """Scrolls to the newest question, once for each `key`, and puts the cursor into the input."""
    _newest(key=f"newest-{key}", height=1)
