"""Logical forms: what a question asks of a graph, before it is SPARQL.

A form is a set of triple patterns over variables (strings) and terms, with what is shown, counted, filtered and
ordered. It is the λ-DCS of Liang (2013) written with named variables, so that self-joins need no special case.
"""

from dataclasses import dataclass
from enum import StrEnum

from rdflib import Literal, URIRef

from kg.model import Term

Node = str | URIRef | Literal
"""A variable by its name (a plain str), or a term."""


class Ask(StrEnum):
    """What kind of answer is wanted."""

    LIST = "list"
    COUNT = "count"
    YES_NO = "yes_no"
    WHY = "why"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Hop:
    """One step over a property, from subject to object or back."""

    property: URIRef
    forward: bool = True


Path = tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern."""

    subject: Node
    property: URIRef
    object: Node


@dataclass(frozen=True, slots=True)
class Nested:
    """One number computed aside: a function over a variable of patterns of their own."""

    function: str
    variable: str
    patterns: tuple[Pattern, ...]
    types: tuple[tuple[str, URIRef], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A filter on a variable: `operator` is one of = != < <= > >=, or contains, starts, ends for texts.

    A value that is a plain str is another variable. With `others`, one of the values is enough.
    """

    variable: str
    operator: str
    value: str | URIRef | Literal | Nested
    others: tuple[Literal, ...] = ()


Condition = Pattern | Comparison
"""What holds of variables."""


@dataclass(frozen=True, slots=True)
class Having:
    """A condition on a group: a function over a variable (count, sum, avg, min or max) compared with a number."""

    function: str
    variable: str
    operator: str
    value: Literal


@dataclass(frozen=True, slots=True)
class Order:
    """Sort by a variable, or by how many of it there are for each answer; `limit` None keeps all.

    `function` sorts by another function over the variable's values for each answer, such as avg.
    """

    variable: str
    descending: bool
    counted: bool = False
    limit: int | None = None
    function: str = ""

    @property
    def aggregated(self) -> str:
        """The function over each answer's values, or an empty text when there is none."""
        return "count" if self.counted else self.function


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A function over a variable: count, sum, avg, min or max."""

    function: str
    variable: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A number computed for each solution: the operands, variables or numbers, joined by one of * / + -."""

    name: str
    operator: str
    operands: tuple[str | Literal, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two numbers computed aside of which one must be as `operator` says to the other."""

    one: Nested
    operator: str
    other: Nested


@dataclass(frozen=True, slots=True)
class LogicalForm:
    """What is asked: patterns that must hold, `excluded` groups that must not, and what is done with the solutions.

    `shown` are the answer's own columns in order; with an aggregate and plain columns, the columns are the groups.
    """

    ask: Ask
    patterns: tuple[Pattern, ...]
    types: tuple[tuple[str, URIRef], ...] = ()
    choices: tuple[tuple[str, tuple[URIRef | Literal, ...]], ...] = ()
    excluded: tuple[tuple[Condition, ...], ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    shown: tuple[str, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    order: Order | None = None
    per: str | None = None
    """The things, not shown themselves, for each of which there is one row."""
    having: tuple[Having, ...] = ()
    derived: tuple[Derived, ...] = ()
    contrasts: tuple[Contrast, ...] = ()

    @property
    def variables(self) -> tuple[str, ...]:
        """Every variable of the patterns, in order of appearance."""
        nodes = [node for pattern in self.patterns for node in (pattern.subject, pattern.object)]
        named = [name for name, _ in (*self.types, *self.choices)]
        return tuple(dict.fromkeys([*named, *(node for node in nodes if is_variable(node))]))


def is_variable(node: Node | Term) -> bool:
    """Whether a node is a variable and not a term."""
    return not isinstance(node, (URIRef, Literal))
