"""Each competency question's query gives exactly the expected answer."""

from pathlib import Path

import pytest
from rdflib import Graph

from kg.rdf import MK, RDF, SH

ONTOLOGY = Path(__file__).parents[2] / "ontology"


def read_questions():
    graph = Graph()
    for path in sorted((ONTOLOGY / "questions").glob("*.ttl")):
        graph.parse(path)
    return graph


GRAPH = read_questions()
PREFIXES = "".join(
    f"PREFIX {GRAPH.value(declared, SH.prefix)}: <{GRAPH.value(declared, SH.namespace)}>\n"
    for declared in GRAPH.objects(MK.questionPrefixes, SH.declare)
)
QUESTIONS = sorted(GRAPH.subjects(RDF.type, MK.CompetencyQuestion))
SELECTS = [question for question in QUESTIONS if (question, SH.select, None) in GRAPH]
ASKS = [question for question in QUESTIONS if (question, SH.ask, None) in GRAPH]


def name(question):
    return str(question).rpartition("/question-")[2]


@pytest.mark.parametrize("question", SELECTS, ids=name)
def test_query_gives_exactly_the_expected_things(shipped, question):
    table = shipped.derived.query(PREFIXES + str(GRAPH.value(question, SH.select)))
    key = GRAPH.value(question, MK.keyColumn)
    columns = [variable.value for variable in table.variables if key is None or variable.value == str(key)]
    things = {(str(thing),) for thing in GRAPH.objects(question, MK.expected)}
    rows = {tuple(map(str, GRAPH.items(row))) for row in GRAPH.objects(question, MK.expectedRow)}

    assert {tuple(row[column].value for column in columns) for row in table} == things | rows


@pytest.mark.parametrize("question", ASKS, ids=name)
def test_query_gives_the_expected_truth_value(shipped, question):
    given = bool(shipped.derived.query(PREFIXES + str(GRAPH.value(question, SH.ask))))

    assert given == GRAPH.value(question, MK.expectedBoolean).toPython()


def test_there_are_good_questions_for_newcomers():
    assert len(set(GRAPH.subjects(MK.suggested))) == 6


def test_no_wording_asks_two_questions():
    wordings = [str(text).casefold() for text in GRAPH.objects(None, MK.wording)]

    assert len(wordings) == len(set(wordings))
