"""What flows: the values that a question becomes on its walk to an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from rdflib import BNode, Literal, URIRef

Term = URIRef | BNode | Literal
"""A term of RDF: IRI, blank node or literal."""

Triple = tuple[Term, Term, Term]


class Status(StrEnum):
    """How an answer ended."""

    ANSWERED = "answered"
    AMBIGUOUS = "ambiguous"
    DECLINED = "declined"


class Reason(StrEnum):
    """Why a question was declined."""

    UNKNOWN_TERM = "unknown_term"
    NO_SUCH_RELATION = "no_such_relation"
    NOTHING_FOUND = "nothing_found"
    OUT_OF_SCOPE = "out_of_scope"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file; `line` and `column` count from 1, 0 means not known."""

    file: Path
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class NamedTerm:
    """A term beside the label that a person reads for it."""

    term: Term
    label: str


class ResultForm(StrEnum):
    """What a query returns: solutions, a yes or no, or triples."""

    SELECT = "select"
    ASK = "ask"
    GRAPH = "graph"


@dataclass(frozen=True, slots=True)
class Table:
    """The result of a query; a graph result has the columns subject, predicate and object.

    `truncated` says that the row limit cut it; `boolean` is None unless the form is ASK.
    """

    form: ResultForm
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    boolean: bool | None = None
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class AnswerMention:
    """A piece of the question, `[start, end)` in characters, and the one thing it was read as."""

    surface: str
    start: int
    end: int
    term: NamedTerm
    score: float


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from; `url` is None when none is recorded."""

    label: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact that holds an answer up, in words, with what the graph records of its origin.

    `group`, `strength`, `condition` and the rest are None when the graph does not say them.
    `inherited_from` names the thing the fact is stated of when it is stated of a broader one.
    """

    triple: tuple[NamedTerm, NamedTerm, NamedTerm]
    text: str
    strength: str | None = None
    basis: str | None = None
    reason: str | None = None
    condition: str | None = None
    verified: bool | None = None
    source: Source | None = None
    position: Position | None = None
    inherited_from: NamedTerm | None = None
    group: str | None = None
    strength_rank: int = 0


@dataclass(frozen=True, slots=True)
class Description:
    """Everything that is said of a thing, with its origin; `truncated` when there is more than the row limit."""

    thing: NamedTerm
    facts: tuple[Evidence, ...]
    truncated: bool
    graph: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the question: in words, as SPARQL, and how sure we are."""

    text: str
    sparql: str
    confidence: float
    question: str = ""
    """The question with the label of what this reading takes it to name; empty when it says nothing new."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a proposer is told of a question that was not answered: words of the graph, and none of its facts.

    `things` are the named ones that are nearest to the question, classes and properties those most like it.
    """

    question: str
    classes: tuple[NamedTerm, ...] = ()
    properties: tuple[NamedTerm, ...] = ()
    things: tuple[NamedTerm, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another wording of a question, or a query that may answer it; the other of the two is empty."""

    question: str = ""
    sparql: str = ""


@dataclass(frozen=True, slots=True)
class Rewording:
    """The proposal that an answer rests on, and whose it was."""

    by: str
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back for a question; everything that any front shows is drawn from it.

    `unknown` are the question's words that nothing in the graph accounts for, when it was declined; `notices` is what
    has to be said where such things are shown; `missing` is the smallest part of the reading that the graph has nothing
    of, when nothing was found; `reworded` is None unless the answer rests on a proposal.
    `understood_as` is the full question that one which goes on from the question before was understood as; empty for
    one that stands alone.
    """

    question: str
    status: Status
    text: str
    reading: str = ""
    sparql: str = ""
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[NamedTerm | None, ...], ...] = ()
    boolean: bool | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0
    mentions: tuple[AnswerMention, ...] = ()
    alternatives: tuple[Reading, ...] = ()
    reason: Reason | None = None
    nearest: tuple[NamedTerm, ...] = ()
    notices: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    missing: str = ""
    understood_as: str = ""
    model: str = ""
    graph: str = ""
    truncated: bool = False
    elapsed_ms: float = 0.0
    reworded: Rewording | None = None
    features: Mapping[str, float] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Considered:
    """A reading that may have been chosen, and what its query returned; None when it could not be run."""

    sparql: str
    confidence: float
    table: Table | None


@dataclass(frozen=True, slots=True)
class Consideration:
    """What a walk had to choose from: the terms that mentions may name, and the readings, likeliest first."""

    named: frozenset[Term]
    readings: tuple[Considered, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many things a class has, or triples a property."""

    term: NamedTerm
    number: int


@dataclass(frozen=True, slots=True)
class StatementCount:
    """The statements of one class: how many rest on each basis, how many are unverified or have no source."""

    term: NamedTerm
    number: int
    bases: tuple[Count, ...]
    unverified: int
    sourceless: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The counts of a graph, each list sorted by IRI; `derived` triples are those that only rules say.

    `kinds` are the classes that are no terms of a vocabulary for schemas.
    """

    triples: int
    derived: int
    subjects: int
    objects: int
    classes: tuple[Count, ...]
    kinds: tuple[Count, ...]
    properties: tuple[Count, ...]
    statements: tuple[StatementCount, ...]
