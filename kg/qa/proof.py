"""Evidence: the facts behind an answer's rows, named, worded and with their origin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rdflib import BNode, Literal, URIRef

from kg.graph.lexicon import Lexicon
from kg.graph.marks import Marks
from kg.graph.provenance import Statement
from kg.graph.schema import Schema
from kg.graph.words import readable
from kg.model import Evidence, NamedTerm, Position, Table, Term, Triple
from kg.protocols import Locator
from kg.qa.forms import LogicalForm, Node, is_variable
from kg.rdf import local_name

MAX_TRIPLES = 600


@dataclass(frozen=True)
class Namer:
    """Names terms as a person reads them: by their labels, or by their local names in words."""

    lexicon: Lexicon
    schema: Schema

    def name(self, term: Term | None) -> str:
        """The label of a term; never empty but for an empty literal."""
        if isinstance(term, URIRef):
            known = self.lexicon.names.get(term)
            return known or (
                self.schema.name(term) if term in self.schema.names else readable(local_name(term)) or term
            )
        return "a thing without a name" if isinstance(term, BNode) else str(term)

    def named(self, term: Term) -> NamedTerm:
        """A term beside its name."""
        return NamedTerm(term, self.name(term))


def triples_of(form: LogicalForm, solutions: Table) -> tuple[Triple, ...]:
    """The triples that the solutions of a form make of its patterns, each once, in order."""
    found: dict[Triple, None] = {}
    for row in solutions.rows:
        binding = dict(zip(solutions.variables, row, strict=True))
        for pattern in form.patterns:
            subject, target = _value(pattern.subject, binding), _value(pattern.object, binding)
            if subject is not None and target is not None and len(found) < MAX_TRIPLES:
                found[(subject, pattern.property, target)] = None
    return tuple(found)


def _value(node: Node, binding: Mapping[str, Term | None]) -> Term | None:
    return binding.get(str(node)) if is_variable(node) else node  # type: ignore[return-value]


@dataclass(frozen=True)
class Prover:
    """Words evidence from statements."""

    namer: Namer
    marks: Marks
    locator: Locator | None

    def prove(
        self, statements: Mapping[Triple, Sequence[Statement]], groups: Mapping[Term, Term]
    ) -> tuple[Evidence, ...]:
        """One piece of evidence for each statement; `groups` says in which group a thing is."""
        return tuple(
            self._evidence(statement, groups) for found in statements.values() for statement in found
        )  # fmt: skip

    def _evidence(self, statement: Statement, groups: Mapping[Term, Term]) -> Evidence:
        name, named = self.namer.name, self.namer.named
        subject, prop, target = statement.triple
        inherited = statement.origin is not None and statement.origin not in statement.triple
        group = next((groups[term] for term in (target, subject) if term in groups), None)
        strength = statement.strength
        return Evidence(
            triple=(named(subject), named(prop), named(target)),
            text=f"{name(subject)} {name(prop)} {name(target)}",
            strength=name(strength) if strength is not None else None,
            basis=name(statement.basis) if statement.basis is not None else None,
            reason=statement.reason,
            condition=", ".join(name(term) for term in statement.conditions) or None,
            verified=statement.verified,
            source=statement.sources[0] if statement.sources else None,
            position=self._position(statement),
            inherited_from=named(statement.origin) if inherited and statement.origin is not None else None,
            group=name(group) if group is not None else None,
            strength_rank=self.marks.ranks.get(URIRef(str(strength)), 0),
        )

    def _position(self, statement: Statement) -> Position | None:
        if self.locator is None:
            return None
        if statement.node is not None:
            return self.locator.locate(statement.node)
        subject, prop, target = statement.triple
        inverse = self.namer.schema.inverses.get(URIRef(str(prop)))
        found = self.locator.locate(subject, prop, target)
        if found is None and inverse is not None and not isinstance(target, Literal):
            found = self.locator.locate(target, inverse, subject)
        return found or self.locator.locate(subject)
