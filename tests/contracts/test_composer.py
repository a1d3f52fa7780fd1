"""What a composer promises: every text of the graph is shown as it stands, and nothing it says becomes markup."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rdflib import Literal

from kg.composers.markdown import MarkdownComposer, escape
from kg.model import Answer, Evidence, NamedTerm, Reading, Reason, Source, Status
from kg.rdf import ID

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](http://e.org/p.png)",
    "**bold**", "_it_", "`code`", "a\nb", "a\n\n# h", "$x$", "| cell |", "# h", "- item", "1. item", "> quote",
    "~~gone~~", "<https://e.org>", "a\\*b", ":red[x]", "[x]: http://e.org", "a\u202eb", "=====",
]  # fmt: skip
ALLOWED = {"p", "strong", "em", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "ol"}


def answers(text: str) -> list[Answer]:
    """An answer of every form, with the text wherever a text of the graph can stand."""
    thing, value = NamedTerm(ID.x, text), NamedTerm(Literal(text), text)
    fact = Evidence(
        (thing, NamedTerm(ID.p, text), NamedTerm(ID.y, text)), text, text, text, text, text, False,
        Source(text, text), inherited_from=thing, group=text,
    )  # fmt: skip
    told = Answer("q", Status.ANSWERED, "", text, variables=("x",), evidence=(fact,), notices=(text,))
    return [
        _with(told, rows=((thing,), (NamedTerm(ID.z, text),))),
        _with(told, rows=((value,),)),
        _with(told, variables=(text, "y"), rows=((thing, value), (None, thing))),
        _with(told, boolean=True),
        _with(told, boolean=False),
        _with(told, reading=f"why {text}", rows=((thing,),)),
        _with(told, rows=((thing,),), understood_as=f"of {text}"),
        Answer("q", Status.AMBIGUOUS, "", alternatives=(Reading(text, "", 0.5), Reading(text, "", 0.4))),
        Answer("q", Status.DECLINED, "", reason=Reason.UNKNOWN_TERM, nearest=(thing,)),
    ]


def _with(answer: Answer, **changes: object) -> Answer:
    from dataclasses import replace

    return replace(answer, **changes)  # type: ignore[arg-type]


def tags(markdown: str) -> set[str]:
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown)
    return set(re.findall(r"<\s*/?\s*([a-zA-Z!?][\w-]*)", html))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_graph_becomes_markup(text: str) -> None:
    composed = [MarkdownComposer().compose(answer) for answer in answers(text)]
    assert set().union(*map(tags, composed)) <= ALLOWED


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_graph_becomes_a_list_of_its_own(text: str) -> None:
    assert tags(escape(text)) == {"p"}


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("ab *_`[]()<>#!|$~:\\\n-+1.=\"'"), min_size=1, max_size=20))
def test_an_escaped_text_reads_as_it_stands(text: str) -> None:
    (paragraph,) = [t for t in MarkdownIt("commonmark").parse("x " + escape(text)) if t.type == "inline"]
    shown = "".join(child.content for child in paragraph.children or ())
    assert shown.split() == ["x", *text.split()]


def test_an_escaped_text_is_one_line() -> None:
    assert escape("a\r\n b\u2028c\td") == "a b c d"


@pytest.mark.parametrize("form", range(7))
def test_the_same_answer_gives_the_same_text(form: int) -> None:
    answer = answers("Lake Ladoga")[form]
    assert MarkdownComposer().compose(answer) == MarkdownComposer().compose(answer)


def test_the_order_of_rows_does_not_matter() -> None:
    rows = tuple((NamedTerm(ID[name], name),) for name in ("Vuoksi", "Svir", "Neva"))
    one = Answer("q", Status.ANSWERED, "", "rivers", variables=("x",), rows=rows)
    assert MarkdownComposer().compose(one) == MarkdownComposer().compose(_with(one, rows=rows[::-1]))


def test_every_reason_to_decline_has_its_sentence() -> None:
    texts = {MarkdownComposer().compose(Answer("q", Status.DECLINED, "", reason=reason)) for reason in Reason}
    assert len(texts) == len(Reason)


def test_a_cut_answer_says_at_least() -> None:
    rows = tuple((NamedTerm(ID[f"r{n}"], f"River {n}"),) for n in range(2))
    answer = Answer("q", Status.ANSWERED, "", "rivers", variables=("x",), rows=rows, truncated=True)
    assert "at least 2" in MarkdownComposer().compose(answer)


@pytest.mark.parametrize("form", range(5))
def test_what_was_not_verified_is_said_in_every_form_of_answer(form: int) -> None:
    assert "not verified" in MarkdownComposer().compose(answers("Lake Ladoga")[form]).replace("*", "")


def test_reasons_are_the_facts_those_with_a_reason_first() -> None:
    thing = NamedTerm(ID.x, "Neva")
    plain, told = (
        Evidence((thing, NamedTerm(ID.p, "feeds"), thing), f"fact {name}", reason=reason)
        for name, reason in (("a", None), ("b", "It was measured."))
    )
    asked = Answer("why?", Status.ANSWERED, "", "why these are rivers", rows=((thing,),), evidence=(plain, told))
    lines = ["**Why these are rivers**:", "", "- fact b – It was measured.", "- fact a"]
    assert MarkdownComposer().compose(asked).split("\n") == lines


def test_how_a_question_was_understood_is_told_once() -> None:
    rows = ((NamedTerm(ID.x, "Neva"),),)
    told = Answer("how many?", Status.ANSWERED, "", "the number of rivers", variables=("x",), rows=rows)
    assert "Understood as" not in MarkdownComposer().compose(_with(told, understood_as="The number of rivers"))
    assert MarkdownComposer().compose(_with(told, understood_as="all rivers")).startswith("*Understood as: all rivers*")


def test_a_plain_fact_that_was_not_verified_says_so_in_a_list() -> None:
    thing = NamedTerm(ID.x, "Neva")
    fact = Evidence((thing, NamedTerm(ID.p, "feeds"), thing), "…", verified=False, source=Source("Atlas"))
    told = Answer("q", Status.ANSWERED, "", "rivers", variables=("x",), evidence=(fact,), rows=((thing,), (thing,)))
    assert "*(Atlas; not verified)*" in MarkdownComposer().compose(told)
