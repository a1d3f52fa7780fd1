"""Where a question points back, and how it reads with a name in that place."""

import pytest

from kg.qa.talk.referring import Reference, Rewritten, Stands, find_reference, picked, raised, rewritten
from kg.wiring import Engine


def reference(engine: Engine, question: str) -> tuple[Rewritten, Reference]:
    read = engine.answerer.link(question)
    core = (0, len(read.analysis.words))
    found = find_reference(read.analysis, read.mentions, *core)
    assert found is not None
    return rewritten(read.analysis, core, found, "NAME"), found


@pytest.mark.parametrize(
    ("question", "text", "stands"),
    [
        ("which of those lie in Russia?", "which NAME lie in Russia", Stands.HEAD),
        ("which one of these lakes is deep", "which NAME is deep", Stands.HEAD),
        ("how many of them", "how many NAME", Stands.HEAD),
        ("which ones lie in Russia?", "which NAME lie in Russia", Stands.HEAD),
        ("those in Russia", "NAME in Russia", Stands.HEAD),
        ("sort them by depth", "sort NAME by depth", Stands.HEAD),
        ("which rivers feed it?", "which rivers feed NAME", Stands.PART),
        ("where do they lie?", "where do NAME lie", Stands.PART),
        ("who fishes there?", "who fishes in NAME", Stands.PLACE),
        ("what is its depth?", "what is NAME's depth", Stands.OWNER),
        ("is this lake deep?", "is NAME deep", Stands.HEAD),
    ],
)
def test_a_name_stands_where_the_question_pointed_back(
    foreign: Engine, question: str, text: str, stands: Stands
) -> None:
    made, found = reference(foreign, question)
    assert (made.text, found.stands) == (text, stands)


def test_as_a_phrase_what_is_owned_comes_first(foreign: Engine) -> None:
    read = foreign.answerer.link("what is its depth in metres?")
    core = (0, len(read.analysis.words))
    found = find_reference(read.analysis, read.mentions, *core)
    assert found is not None
    assert rewritten(read.analysis, core, found, "NAME", phrase=True).text == "what is the depth of NAME in metres"


@pytest.mark.parametrize(
    "question", ["which lakes are there in Russia?", "is there a lake?", "does IT matter?", "lakes that lie in Russia"]
)
def test_what_only_looks_like_a_pronoun_points_nowhere(foreign: Engine, question: str) -> None:
    read = foreign.answerer.link(question)
    assert find_reference(read.analysis, read.mentions, 0, len(read.analysis.words)) is None


def test_places_of_the_rewritten_question_lead_back_to_the_typed_one(foreign: Engine) -> None:
    question = "which rivers feed it now?"
    made, _ = reference(foreign, question)
    (start, end) = made.typed(made.text.index("rivers"), made.text.index("rivers") + 6) or (0, 0)
    assert question[start:end] == "rivers"
    ((first, last),) = made.named
    (start, end) = made.typed(first, last) or (0, 0)
    assert question[start:end] == "it"


@pytest.mark.parametrize(
    ("question", "text"),
    [("are they deep?", "which NAME are deep"), ("do any of them lie in Russia?", "which NAME lie in Russia")],
)
def test_whether_several_things_are_so_is_asked_as_which_of_them_are(foreign: Engine, question: str, text: str) -> None:
    read = foreign.answerer.link(question)
    core = (0, len(read.analysis.words))
    found = find_reference(read.analysis, read.mentions, *core)
    assert found is not None
    assert picked(read.analysis, core, found, "NAME").text == text


def test_the_bigger_of_some_things_is_the_biggest(foreign: Engine) -> None:
    read = foreign.answerer.link("which is bigger")
    gap = Reference(1, 1, Stands.HEAD)
    assert raised(rewritten(read.analysis, (0, 3), gap, "lakes")).text == "which lakes is biggest"
