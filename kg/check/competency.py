"""Competency questions put to a graph: what was expected against what came back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from rdflib import Graph, Literal

from kg.check.files import find_sources
from kg.check.placing import Places, position_of
from kg.check.reading import merge, quiet, read
from kg.errors import KgError, SyntaxErrorsFound
from kg.graph.marks import Marked
from kg.graph.questions import CompetencyQuestion, Row, read_questions
from kg.model import Answer, Position, ResultForm, Status, Table, Term
from kg.protocols import QueryRunner
from kg.rdf import XSD

__all__ = ["Asked", "Outcome", "Placed", "Verdict", "examine", "judge", "questions_in"]


class Verdict(StrEnum):
    """How a question fared; `unasked` is one that has to be declined, and that no query can ask."""

    PASSED = "passed"
    FAILED = "failed"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True)
class Asked:
    """A wording put to the question engine: whether its answer is right, and what it read."""

    wording: str
    right: bool
    status: str
    reading: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question, with all that it expects.

    `lost` rows were expected and did not come, `gained` ones came unexpected. An open-ended question passes though it
    gained rows. `error` says why the query gave nothing at all.
    """

    question: CompetencyQuestion
    verdict: Verdict
    lost: tuple[Row, ...] = ()
    gained: tuple[Row, ...] = ()
    boolean: bool | None = None
    error: str = ""
    position: Position | None = None
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A question and where it is written."""

    question: CompetencyQuestion
    position: Position | None


def questions_in(paths: Sequence[Path], marked: Marked) -> tuple[Placed, ...]:
    """The competency questions in files and folders, in the order of their places.

    Raises InputError for a path that cannot be read and SyntaxErrorsFound for a file that is not valid.
    """
    with quiet():
        readings = tuple(read(source) for source in find_sources(paths, empty_ok=True))
    fault = next((finding for reading in readings for finding in reading.findings), None)
    if fault is not None:
        where = f"{fault.position.file}:{fault.position.line}" if fault.position else "A file"
        raise SyntaxErrorsFound(f"{where}: {fault.message}", "See all with `kg validate`.")
    places = Places(readings, Graph())
    found = read_questions(merge(readings), marked)
    placed = [Placed(question, position_of(places.find_term(question.iri))[0]) for question in found]
    return tuple(sorted(placed, key=_order))


def examine(placed: Placed, runner: QueryRunner, *, strict: bool = False) -> Outcome:
    """Runs a question's query and compares; `strict` takes open-ended questions for closed ones."""
    question, where = placed.question, placed.position
    if not question.query:
        return Outcome(question, Verdict.UNASKED, position=where)
    try:
        table = runner.run(question.query)
        question, got = _with_values(question, table, runner), _rows(question, table)
    except KgError as error:
        return Outcome(question, Verdict.FAILED, error=str(error), position=where)
    if table.form is ResultForm.ASK:
        verdict = Verdict.PASSED if table.boolean == question.boolean else Verdict.FAILED
        return Outcome(question, verdict, boolean=table.boolean, position=where)
    lost = _missing(question.expected, got)
    gained = _missing(got, question.expected)
    passed = not lost and (not gained or (question.open_ended and not strict))
    return Outcome(question, Verdict.PASSED if passed else Verdict.FAILED, lost, gained, position=where)


def judge(question: CompetencyQuestion, wording: str, answer: Answer) -> Asked:
    """Whether the engine's answer to a wording is right: declined where it has to be, else as expected.

    The things that its rows name have to be the expected ones, more only where the question is open-ended; a count may
    stand for them. Where the rows hold texts alone, as a definition does, the evidence tells of what thing they are.
    """
    return Asked(wording, _is_right(question, answer), answer.status.value, answer.reading)


def _is_right(question: CompetencyQuestion, answer: Answer) -> bool:
    if not question.query:
        return answer.status is Status.DECLINED
    if answer.status is not Status.ANSWERED:
        return False
    if question.boolean is not None:
        return answer.boolean == question.boolean
    expected = {_plain(term) for row in question.expected for term in row}
    named = {_plain(term) for term in _named(answer)}
    counted = {_plain(Literal(str(len(question.expected)), datatype=XSD.integer))}
    return named in (expected, counted) or (question.open_ended and named > expected)


def _named(answer: Answer) -> set[Term]:
    """The terms of the rows; for texts alone, the things of which the evidence says them."""
    cells = {cell.term for row in answer.rows for cell in row if cell is not None}
    told = {fact.triple[0].term for fact in answer.evidence if fact.triple[2].term in cells}
    return told if told and all(isinstance(term, Literal) for term in cells) else cells


def _rows(question: CompetencyQuestion, table: Table) -> frozenset[Row]:
    """The rows of the key column, or whole rows where the question has none."""
    if not question.key:
        return frozenset(tuple(term for term in row if term is not None) for row in table.rows)
    if question.key not in table.variables:
        raise KgError(f"The query has no variable ?{question.key}.", "Name one of its variables as the key column.")
    column = table.variables.index(question.key)
    return frozenset((term,) for row in table.rows if (term := row[column]) is not None)


def _with_values(question: CompetencyQuestion, table: Table, runner: QueryRunner) -> CompetencyQuestion:
    """The question with the rows of its data block among the expected ones."""
    if not question.values:
        return question
    names = " ".join(f"?{name}" for name in table.variables)
    head = "\n".join(line for line in question.query.splitlines() if line.startswith("PREFIX "))
    block = runner.run(f"{head}\nSELECT {names} WHERE {{ VALUES ({names}) {{ {question.values} }} }}")
    return replace(question, expected=question.expected | _rows(replace(question, key=""), block))


def _missing(wanted: Iterable[Row], among: Iterable[Row]) -> tuple[Row, ...]:
    there = {tuple(map(_plain, row)) for row in among}
    return tuple(sorted(row for row in wanted if tuple(map(_plain, row)) not in there))


def _plain(term: Term) -> tuple[str, str, str]:
    """A term as RDF 1.1 compares it: a literal without a language and datatype is an xsd:string."""
    if not isinstance(term, Literal):
        return (type(term).__name__, str(term), "")
    kind = term.language or str(term.datatype or XSD.string)
    return ("Literal", str(term), kind)


def _order(placed: Placed) -> tuple[str, int, str]:
    place = placed.position
    return (str(place.file), place.line, str(placed.question.iri)) if place else ("", 0, str(placed.question.iri))
