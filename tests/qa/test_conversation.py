"""Conversations: each question goes on from the one before, over graphs of several domains."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery

import kg
from kg.errors import InputError, KgError
from kg.model import Answer, Status
from kg.settings import Settings
from kg.wiring import Engine
from tests.qa.firm import FIRM
from tests.qa.shop import SHOP


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory, own_cache: Path) -> Engine:
    """Teams of workers, without labels and without a model."""
    path = tmp_path_factory.mktemp("firm") / "firm.ttl"
    path.write_text(FIRM, encoding="utf-8")
    return Engine.open(settings=Settings((str(path),), "hashing"))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, own_cache: Path) -> Engine:
    """Products, suppliers and people, with labels and without a model."""
    path = tmp_path_factory.mktemp("shop") / "shop.ttl"
    path.write_text(SHOP, encoding="utf-8")
    return Engine.open(settings=Settings((str(path),), "hashing"))


def talk(engine: Engine, questions: Sequence[str]) -> Answer:
    """The answer to the last of some questions."""
    conversation = engine.conversation()
    return [conversation.ask(question) for question in questions][-1]


def told(answer: Answer) -> bool | set[str]:
    """The yes or no of an answer, or its rows as text."""
    assert answer.status is Status.ANSWERED, answer.reason
    if answer.boolean is not None:
        return answer.boolean
    return {"/".join(cell.label if cell else "" for cell in row) for row in answer.rows}


RUSSIAN = "Which lakes lie in Russia?"


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        # something else in its place
        ((RUSSIAN, "And what about Finland?"), {"Saimaa"}),
        ((RUSSIAN, "in Finland?"), {"Saimaa"}),
        ((RUSSIAN, "the same for Finland"), {"Saimaa"}),
        (("How many lakes lie in Russia?", "and Finland?"), {"1"}),
        (("What is the depth of Lake Onega?", "and Saimaa?"), {"82"}),
        (("How many rivers are there?", "and lakes?"), {"3"}),
        (("Does the Svir feed Lake Ladoga?", "and Saimaa?"), False),
        (("Does the Svir feed Lake Ladoga?", "does the Vuoksi?"), True),
        (("Which lake has the largest depth?", "and the smallest?"), {"Saimaa"}),
        (("Which lakes are deeper than 100?", "and 200?"), {"Lake Ladoga"}),
        (("Which lakes lie in Finland?", "and Russia and Finland?", "how many?"), {"3"}),
        # a part of it
        ((RUSSIAN, "only those fed by the Svir"), {"Lake Ladoga"}),
        ((RUSSIAN, "not those fed by the Svir"), {"Lake Onega"}),
        ((RUSSIAN, "only Lake Onega"), {"Lake Onega"}),
        ((RUSSIAN, "without Lake Onega"), {"Lake Ladoga"}),
        ((RUSSIAN, "only the deepest"), {"Lake Ladoga"}),
        (("Which lakes are there?", "only those in Finland", "what about Russia?"), {"Lake Ladoga", "Lake Onega"}),
        ((RUSSIAN, "only those fed by the Svir", "and the others?"), {"Lake Onega"}),
        # what it showed
        ((RUSSIAN, "which of those are fed by the Svir?"), {"Lake Ladoga"}),
        ((RUSSIAN, "which are fed by the Svir?"), {"Lake Ladoga"}),
        ((RUSSIAN, "which of those lakes is the deepest?"), {"Lake Ladoga"}),
        ((RUSSIAN, "the deepest?"), {"Lake Ladoga"}),
        ((RUSSIAN, "which of those does the Svir not feed?"), {"Lake Onega"}),
        ((RUSSIAN, "which rivers feed them?"), {"Svir", "Vuoksi"}),
        ((RUSSIAN, "show their depth"), {"Lake Ladoga/230", "Lake Onega/127"}),
        ((RUSSIAN, "how many of them are fed by the Svir?"), {"1"}),
        ((RUSSIAN, "are any of them fed by the Svir?"), True),
        ((RUSSIAN, "are any of them in Finland?"), False),
        ((RUSSIAN, "are they in Finland?"), False),
        ((RUSSIAN, "and in Finland?", "what is its depth?"), {"82"}),
        (("Which lake is fed by the Vuoksi?", "where does it lie?"), {"Russia"}),
        (("What is Lake Ladoga?", "which rivers feed it?"), {"Svir", "Vuoksi"}),
        (("Does the Svir feed Lake Ladoga?", "what is the depth of this lake?"), {"230"}),
        # how many, which ones
        ((RUSSIAN, "how many?"), {"2"}),
        (("How many lakes lie in Russia?", "which ones?"), {"Lake Ladoga", "Lake Onega"}),
        (("How many lakes lie in Russia?", "which of them are fed by the Svir?"), {"Lake Ladoga"}),
        ((RUSSIAN, "are any of them fed by the Svir?", "which ones?"), {"Lake Ladoga"}),
        # why
        ((RUSSIAN, "why?"), {"Lake Ladoga", "Lake Onega"}),
        ((RUSSIAN, "why Lake Onega?"), {"Russia"}),
        # a new question
        ((RUSSIAN, "Which rivers feed Lake Ladoga?"), {"Svir", "Vuoksi"}),
        ((RUSSIAN, "lakes in Finland"), {"Saimaa"}),
        ((RUSSIAN, "And which rivers feed Lake Ladoga?", "how many?"), {"2"}),
    ],
)
def test_a_conversation_over_lakes(foreign: Engine, questions: Sequence[str], expected: bool | set[str]) -> None:
    assert told(talk(foreign, questions)) == expected


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (("first name of workers in Oslo", "and in Bergen?"), {"Bo"}),
        (("first name of workers in Oslo", "only those older than 35"), {"Cy"}),
        (("first name of workers in Oslo", "only those older than 35", "and 20?"), {"Ada", "Cy"}),
        (("Show the first name and age of all workers", "only those in Oslo"), {"Ada/30", "Cy/40"}),
        (("Show the first name and age of all workers", "only those in Oslo", "the oldest?"), {"Cy/40"}),
        (("How many gadgets are there?", "list them"), {"Horn", "Lens", "Prism"}),
        (("How many gadgets are there?", "which of them is the cheapest?"), {"Lens"}),
        (("Which gadgets does Ada make?", "which is the cheapest?"), {"Lens"}),
        (("How many gadgets are there?", "sort them by price", "the two highest"), {"Horn", "Prism"}),
        (("Which gadgets have a price above 15?", "and a price below 15?"), {"Lens"}),
        (("Which gadgets does Ada make?", "and the price?"), {"Lens/10", "Prism/20"}),
        (("Which gadgets does Ada make?", "what is their price?"), {"Lens/10", "Prism/20"}),
        (("Which gadgets does Ada make?", "what is their price?", "which is the highest?"), {"Prism/20"}),
        (("name of teams with at least two workers", "what is its budget?"), {"500"}),
        (("the two most expensive gadgets", "which of those does Ada make?"), {"Prism"}),
        (("the two most expensive gadgets", "which of those does Ada make?", "and Cy?"), {"Horn"}),
        (("What is the average age of workers for each team?", "how many?"), {"2"}),
    ],
)
def test_a_conversation_over_things_without_labels(
    firm: Engine, questions: Sequence[str], expected: bool | set[str]
) -> None:
    assert told(talk(firm, questions)) == expected


ACME = "Which products are supplied by Acme Components?"
ACTIVE = "which ones are active?"


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        ((ACME, "only the discontinued ones"), {"Motor M5"}),
        (
            (ACME, "only the discontinued ones", "which suppliers is it supplied by?"),
            {"Acme Components", "Kyoto Motors"},
        ),
        (
            (
                ACME,
                "only the discontinued ones",
                "which suppliers is it supplied by?",
                "in which countries are they located?",
            ),
            {"Japan", "Norway"},
        ),
        ((ACME, "and the price?"), {"Gold Care/99", "Lidar X2/1200", "Motor M5/750"}),
        ((ACME, "and the price?", "which of them is the cheapest?"), {"Gold Care/99"}),
        ((ACME, "and the price?", "which is cheaper?"), {"Gold Care/99"}),
        ((ACME, "only the hardware"), {"Lidar X2", "Motor M5"}),
        ((ACME, "only the hardware", "and the others?"), {"Gold Care"}),
        ((ACME, "only the hardware", "the discontinued ones", "the active ones"), {"Lidar X2"}),
        ((ACME, "which departments are responsible for them?"), {"Operations", "Research"}),
        ((ACME, "which departments are responsible for them?", "who manages those?"), {"Bjorn Dahl", "Carla Rossi"}),
        (("Who manages Research?", "what is his email?"), {"bjorn@example.org"}),
        (("Which suppliers are located in Norway?", "what about SE?"), {"Svea Optics"}),
        (
            ("Which suppliers are located in Norway?", "and Sweden and Japan?"),
            {"Sweden/Svea Optics", "Japan/Kyoto Motors"},
        ),
        (("Which suppliers are located in Norway?", "and Sweden and Japan?", "how many?"), {"2"}),
        (("Which suppliers are located in Norway?", "the Nordic one"), {"Nordic Sensors"}),
        (("Which suppliers are located in Norway?", "which of those does the Motor M5 not have?"), {"Nordic Sensors"}),
        (("Which products have a price above 500?", "and 1000?"), {"Lidar X2"}),
        (("Which products have a price above 500?", "and below 300?"), {"Gold Care"}),
        (("Is the Camera C1 supplied by Svea Optics?", "and the Motor M5?"), False),
        (("Is the Camera C1 supplied by Svea Optics?", "and the Motor M5?", "what is its price?"), {"750"}),
        (("How many products are there?", ACTIVE), {"Camera C1", "Gold Care", "Lidar X2"}),
        (("How many products are there?", ACTIVE, "not the hardware", "what is its price?"), {"99"}),
        (("Which employees are members of Research?", "which of them manages Research?"), {"Bjorn Dahl"}),
    ],
)
def test_a_conversation_over_a_shop(shop: Engine, questions: Sequence[str], expected: bool | set[str]) -> None:
    assert told(talk(shop, questions)) == expected


SMS = "what IT does SMS marketing need?"


def test_the_built_in_graph_is_talked_about(engine: Engine) -> None:
    conversation = engine.conversation()
    asked = (
        SMS,
        "And what about MMS?",
        "only the security part please",
        "which of those are mandatory?",
        "why?",
        "how many?",
    )
    first, other, part, strict, reasons, number = [conversation.ask(question) for question in asked]
    assert "SMS gateway" in told(first)  # type: ignore[operator]
    assert "Multimedia messaging centre" in told(other)  # type: ignore[operator]
    assert told(part) < told(other)  # type: ignore[operator]
    assert {fact.group for fact in part.evidence} == {"Security and privacy"}
    assert told(strict) == told(part)
    assert any(fact.reason and fact.reason in reasons.text.replace("\\", "") for fact in reasons.evidence)
    assert told(number) == {str(len(part.rows))}


def test_a_new_question_is_answered_on_its_own_merits(engine: Engine) -> None:
    question = "Which regulations apply to email marketing?"
    assert talk(engine, (SMS, question)).rows == engine.ask(question).rows


def test_of_several_meanings_the_one_of_like_kind_is_taken(engine: Engine) -> None:
    (mention,) = talk(engine, (SMS, "what about email?")).mentions
    assert mention.term.label == "Email marketing"


def test_one_thing_in_a_list_has_reasons_of_its_own(engine: Engine) -> None:
    answer = talk(engine, (SMS, "which of them are platforms?", "why the SMS gateway?"))
    assert [fact.triple[2].label for fact in answer.evidence] == ["SMS gateway"]


def test_a_reading_that_was_offered_is_chosen(engine: Engine) -> None:
    conversation = engine.conversation()
    offered = conversation.ask("what is MTA?")
    assert offered.status is Status.AMBIGUOUS
    for number, choice in enumerate(("the first one", "I meant the second")):
        assert conversation.ask(choice).sparql == offered.alternatives[number].sparql


def test_a_reading_that_was_offered_is_chosen_by_name(engine: Engine) -> None:
    assert talk(engine, ("what is MTA?", "the mail transfer agent")).reading == "what Mail transfer agent is"


# what comes back


def test_the_question_stays_as_typed_and_is_told_in_full(foreign: Engine) -> None:
    answer = talk(foreign, (RUSSIAN, "  and in Finland?"))
    assert (answer.question, answer.understood_as) == ("  and in Finland?", "Which lakes lie in Finland?")
    assert answer.text.startswith("*Understood as: Which lakes lie in Finland?*")


def test_what_stands_alone_is_not_told_again(foreign: Engine) -> None:
    answer = talk(foreign, (RUSSIAN, "Which rivers feed Lake Ladoga?"))
    assert answer.understood_as == ""
    assert answer == foreign.ask("Which rivers feed Lake Ladoga?").__class__(
        **{name: getattr(answer, name) for name in answer.__slots__}
    )


@pytest.mark.parametrize(
    "questions",
    [
        (RUSSIAN, "and in Finland?"),
        (RUSSIAN, "which rivers feed them?"),
        (RUSSIAN, "only those fed by the Svir"),
        (RUSSIAN, "are any of them fed by the Svir?"),
        (RUSSIAN, "the deepest of those?"),
        ("What is Lake Ladoga?", "which rivers feed it?"),
    ],
)
def test_mentions_point_into_the_question_as_typed(foreign: Engine, questions: Sequence[str]) -> None:
    answer = talk(foreign, questions)
    assert answer.mentions
    assert [questions[-1][m.start : m.end] for m in answer.mentions] == [m.surface for m in answer.mentions]


def test_the_reading_before_is_part_of_the_query(foreign: Engine) -> None:
    answer = talk(foreign, (RUSSIAN, "which rivers feed them?"))
    assert "liesIn" in answer.sparql
    assert "Russia" in answer.reading


def test_a_list_with_a_limit_is_held_by_its_rows(firm: Engine) -> None:
    answer = talk(firm, ("the two most expensive gadgets", "which of those does Ada make?"))
    assert "VALUES" in answer.sparql
    assert "LIMIT 2" not in answer.sparql


def test_what_goes_on_is_no_surer_than_what_it_goes_on_from(foreign: Engine) -> None:
    conversation = foreign.conversation()
    surest = [
        conversation.ask(q).confidence for q in (RUSSIAN, "which rivers feed them?", "how many?", "and in Finland?")
    ]
    assert surest == sorted(surest, reverse=True)


def test_the_same_conversation_gives_the_same_answers(foreign: Engine) -> None:
    questions = (RUSSIAN, "which rivers feed them?", "how many?", "why?")
    first, second = talk(foreign, questions), talk(foreign, questions)
    assert (first.sparql, first.rows, first.text, first.evidence) == (
        second.sparql,
        second.rows,
        second.text,
        second.evidence,
    )


# what is remembered


def test_the_first_question_of_a_conversation_stands_alone(foreign: Engine) -> None:
    assert talk(foreign, ("why?",)).status is Status.DECLINED


def test_a_decline_keeps_what_was_said_before(foreign: Engine) -> None:
    assert told(talk(foreign, (RUSSIAN, "Who painted the ceiling of the chapel?", "how many?"))) == {"2"}


def test_why_after_a_decline_tells_of_the_decline(foreign: Engine) -> None:
    answer = talk(foreign, (RUSSIAN, "Who painted the ceiling of the chapel?", "why?"))
    assert (answer.status, answer.understood_as) == (
        Status.DECLINED,
        "why there is no answer to: Who painted the ceiling of the chapel?",
    )


def test_an_unknown_name_is_declined_and_not_passed_over(foreign: Engine) -> None:
    answer = talk(foreign, (RUSSIAN, "and what about Atlantis?"))
    assert (answer.status, answer.unknown, answer.understood_as) == (
        Status.DECLINED,
        ("Atlantis",),
        "Which lakes lie in Atlantis?",
    )


@pytest.mark.parametrize("question", ["which of those are haunted?", "only the haunted ones", "what is its mayor?"])
def test_an_unknown_word_is_declined_and_not_passed_over(foreign: Engine, question: str) -> None:
    answer = talk(foreign, (RUSSIAN, question))
    assert (answer.status, bool(answer.unknown)) == (Status.DECLINED, True)


def test_a_no_keeps_what_was_asked_about(foreign: Engine) -> None:
    questions = (RUSSIAN, "are any of them in Finland?", "which of them are fed by the Svir?")
    assert told(talk(foreign, questions)) == {"Lake Ladoga"}


def test_forgetting_begins_anew(foreign: Engine) -> None:
    conversation = foreign.conversation()
    conversation.ask(RUSSIAN)
    conversation.forget()
    assert conversation.ask("how many?").status is Status.DECLINED


def test_conversations_do_not_hear_one_another(foreign: Engine) -> None:
    one, other = foreign.conversation(), foreign.conversation()
    one.ask(RUSSIAN)
    other.ask("Which rivers feed Lake Ladoga?")
    assert "lakes" in one.ask("how many?").reading


def test_conversations_may_run_at_the_same_time(foreign: Engine) -> None:
    questions = (RUSSIAN, "which rivers feed them?", "how many?")
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: talk(foreign, questions), range(8)))
    assert [told(answer) for answer in answers] == [{"2"}] * 8


def test_the_class_is_found_where_users_look() -> None:
    assert isinstance(kg.Conversation.ask.__doc__, str)


# any text


@pytest.mark.parametrize("question", ["", "   ", "x" * 5_000])
def test_a_text_that_is_no_question_is_refused_and_changes_nothing(foreign: Engine, question: str) -> None:
    conversation = foreign.conversation()
    conversation.ask(RUSSIAN)
    with pytest.raises(InputError):
        conversation.ask(question)
    assert told(conversation.ask("how many?")) == {"2"}


def test_other_languages_are_declined_in_a_conversation_too(foreign: Engine) -> None:
    assert talk(foreign, (RUSSIAN, "und was ist mit der Saimaa?")).status is Status.DECLINED


PIECES = [
    "and", "what about", "only", "not", "which of", "those", "them", "it", "its", "their", "ones", "how many", "why",
    "the", "deepest", "Russia", "Saimaa", "Svir", "lakes", "depth", "feed", "100", '"', "}",
    "{", "\\", "?x", "<a>", ";",
]  # fmt: skip
OPENINGS = [
    RUSSIAN,
    "How many lakes are there?",
    "Does the Svir feed Lake Ladoga?",
    "Which lake has the largest depth?",
]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    opening=st.sampled_from(OPENINGS),
    questions=st.lists(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join), max_size=3),
)
def test_any_conversation_ends_in_answers_declines_or_errors_of_ours(
    foreign: Engine, opening: str, questions: list[str]
) -> None:
    conversation = foreign.conversation()
    for question in (opening, *questions):
        answer = asked(conversation, question)
        assert answer is None or not answer.sparql or parseQuery(answer.sparql)


def asked(conversation: kg.Conversation, question: str) -> Answer | None:
    """The answer, or None where the question was refused in words; any other error is a failure."""
    try:
        return conversation.ask(question)
    except KgError:
        return None


@pytest.mark.parametrize(
    "name", ['Lake "X" } UNION { ?s ?p ?o', "a\\b", "<script>alert(1)</script>", "not more than 5", "—"]
)
@pytest.mark.parametrize("question", ["what is its depth?", "which rivers feed it?", "only those", "why?", "how many?"])
def test_hostile_names_are_never_part_of_a_query_as_text(name: str, question: str) -> None:
    from rdflib import Graph, Literal, URIRef
    from rdflib.namespace import RDF, RDFS

    from kg.encoders.hashing import HashingEncoder

    ns = "https://example.org/"
    graph = Graph()
    lake, cls, depth = URIRef(f"{ns}l1"), URIRef(f"{ns}Lake"), URIRef(f"{ns}depth")
    triples = [(lake, RDF.type, cls), (lake, RDFS.label, Literal(name)), (lake, depth, Literal(5))]
    for triple in [*triples, (cls, RDFS.label, Literal("lake"))]:
        graph.add(triple)
    answer = talk(Engine(graph, encoder=HashingEncoder()), ("list all lakes", question))
    assert not answer.sparql or parseQuery(answer.sparql)
    assert "<script>" not in answer.text
