"""Whether a question goes on from the one before, and how, by its words alone."""

import json
from pathlib import Path

import pytest

from kg.qa.dialogue import FollowUp, Move, follow_up
from kg.wiring import Engine

GOLDEN = Path(__file__).parents[1] / "golden" / "questions.jsonl"
ASKED = sorted({json.loads(line)["question"] for line in GOLDEN.read_text(encoding="utf-8").splitlines()})


def read(engine: Engine, question: str, *, offered: bool = False) -> FollowUp | None:
    found = engine.answerer.link(question)
    return follow_up(found.analysis, found.mentions, offered=offered)


@pytest.mark.parametrize(
    ("question", "move"),
    [
        ("why?", Move.WHY),
        ("And why is that?", Move.WHY),
        ("how do you know?", Move.WHY),
        ("what is the source?", Move.WHY),
        ("why the Svir?", Move.WHY),
        ("how many?", Move.COUNT),
        ("ok, how many are there in total?", Move.COUNT),
        ("count them", Move.COUNT),
        ("which ones?", Move.ROWS),
        ("list them all please", Move.ROWS),
        ("and the other ones?", Move.OTHERS),
        ("And what about Finland?", Move.TURN),
        ("how about in Finland", Move.TURN),
        ("the same for Finland", Move.TURN),
        ("Finland?", Move.TURN),
        ("in Finland?", Move.TURN),
        ("and rivers?", Move.TURN),
        ("does Saimaa?", Move.TURN),
        ("I meant Finland", Move.TURN),
        ("only those in Finland", Move.KEEP),
        ("just the deep ones, please", Move.KEEP),
        ("the lakes in Finland only", Move.KEEP),
        ("show me only Saimaa", Move.KEEP),
        ("the European part", Move.KEEP),
        ("except Saimaa", Move.DROP),
        ("not those in Finland", Move.DROP),
        ("which of those lie in Finland?", Move.REFER),
        ("which ones lie in Finland?", Move.REFER),
        ("which lie in Finland?", Move.REFER),
        ("how many of them lie in Finland?", Move.REFER),
        ("are they in Finland?", Move.REFER),
        ("what is its depth?", Move.REFER),
        ("and their depth?", Move.REFER),
        ("who fishes there?", Move.REFER),
        ("what does that feed?", Move.REFER),
        ("is this lake deep?", Move.REFER),
        ("sort them by depth", Move.REFER),
        ("sort by depth", Move.REFER),
        ("the deepest?", Move.REFER),
        ("and which is the deepest?", Move.REFER),
        ("which is deeper?", Move.REFER),
    ],
)
def test_a_follow_up_is_told_by_its_words(foreign: Engine, question: str, move: Move) -> None:
    found = read(foreign, question)
    assert found is not None
    assert found.move is move


@pytest.mark.parametrize(
    "question",
    [
        "Which lakes lie in Russia?",
        "And which lakes lie in Russia?",
        "lakes in Russia",
        "What about lakes that lie in Russia and the rivers that feed them, which are they?"[11:],
        "How many lakes are there in Russia?",
        "Which lakes lie in Russia and what is their depth?",
        "Does the Svir feed Lake Ladoga?",
        "Which is the deepest lake?",
        "Which rivers feed lakes that lie in the country that they begin in?",
        "For each lake, how many rivers feed it?",
        "What does IT need?",
        "Which lake is fed by only one river?",
    ],
)
def test_a_question_that_says_everything_is_a_new_one(foreign: Engine, question: str) -> None:
    assert read(foreign, question) is None


@pytest.mark.parametrize("question", ASKED)
def test_no_golden_question_is_taken_for_a_follow_up(engine: Engine, question: str) -> None:
    assert read(engine, question) is None


@pytest.mark.parametrize(
    ("choice", "ordinal"), [("the second one", 1), ("2", 1), ("I meant the first", 0), ("the last", -1)]
)
def test_a_reading_is_chosen_only_when_some_were_offered(foreign: Engine, choice: str, ordinal: int) -> None:
    found = read(foreign, choice, offered=True)
    assert found is not None
    assert (found.move, found.ordinal) == (Move.CHOOSE, ordinal)
    later = read(foreign, choice)
    assert later is None or later.move is not Move.CHOOSE


def test_a_pronoun_in_a_name_points_nowhere(foreign: Engine) -> None:
    from rdflib import Graph, Literal, URIRef
    from rdflib.namespace import RDF, RDFS

    from kg.encoders.hashing import HashingEncoder

    graph = Graph()
    film, cls = URIRef("https://example.org/f1"), URIRef("https://example.org/Film")
    for triple in [
        (film, RDF.type, cls),
        (film, RDFS.label, Literal("Leave Them Laughing")),
        (cls, RDFS.label, Literal("film")),
    ]:
        graph.add(triple)
    films = Engine(graph, encoder=HashingEncoder())
    assert read(films, "Is Leave Them Laughing a film?") is None


@pytest.mark.parametrize("question", ["", "?", "and", "please", "and and and", "what about", "only", "not"])
def test_a_text_without_a_core_is_no_follow_up(foreign: Engine, question: str) -> None:
    assert read(foreign, question) is None
