"""Proposals: other words or queries for a question, held to what the engine's own readings are held to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from rdflib import BNode, Literal, URIRef

from kg.errors import QueryRefused
from kg.graph.lexicon import Kind
from kg.graph.queries import Node as QueryNode
from kg.graph.queries import Queried, read_query
from kg.model import Answer, NamedTerm, Reading, Request, ResultForm, Table
from kg.protocols import Proposer, QueryRunner
from kg.qa.choosing import choose
from kg.qa.forms import Ask, Hop, LogicalForm, Node, Pattern
from kg.qa.index import GraphIndex
from kg.qa.ranking import FIRM, MODIFIER_GRAVITY, confidence_of, score_of
from kg.qa.reading import Analysis, CandidateQuery, Choices, Mention
from kg.qa.routes import Relevance
from kg.rdf import RDF, XSD

PROPOSALS = 4
TOLD = 40
"""So many classes, and so many properties, are told to a proposer."""
SURE = 0.9
LONGEST = 4_000
KNOWN = """SELECT ?x {{ VALUES ?x {{ {iris} }}
  FILTER(EXISTS {{ ?x ?p ?o }} || EXISTS {{ ?s ?x ?o }} || EXISTS {{ ?s ?p ?x }}) }} ORDER BY ?x"""


@dataclass(frozen=True)
class Advice:
    """Who proposes, and what runs proposed queries: it refuses those that would write or leave the machine."""

    proposer: Proposer
    runner: QueryRunner


@dataclass(frozen=True)
class Strange:
    """Where a question's words are that are in no name of the graph, and how like texts are to the likest of others."""

    positions: Sequence[int]
    alike: Callable[[Sequence[str], Sequence[str]], Sequence[float]]


def make_request(index: GraphIndex, question: str, alike: Mapping[URIRef, float], near: Sequence[NamedTerm]) -> Request:
    """What a proposer is told: the question, and the classes, properties and things of the graph that are like it."""
    ranked = sorted(alike, key=lambda term: (-round(alike[term], 4), str(term)))
    named = [NamedTerm(term, index.schema.name(term)) for term in ranked]
    classes = [term for term in named if term.term in index.schema.classes]
    properties = [term for term in named if term.term not in index.schema.classes]
    return Request(question, tuple(classes[:TOLD]), tuple(properties[:TOLD]), tuple(near))


# another wording


def keeps_names(mentions: Sequence[Mention], answer: Answer) -> bool:
    """Whether the query behind the answer to another wording has all that the question named by a proper name."""
    query = read_query(answer.sparql)
    terms = query.nodes | query.properties
    return all(any(c.entry.term in terms for c in m.candidates) for m in mentions if _is_name(m))


def _is_name(mention: Mention) -> bool:
    """Whether a mention is surely a thing's name, of several words or with capitals."""
    best = mention.candidates[0]
    written = mention.width > 1 or not mention.surface.islower()
    return written and best.score >= SURE and best.entry.kind is Kind.ENTITY


def confidence_in(answer: Answer, question: Analysis, reworded: Analysis, strange: Strange) -> float:
    """The confidence in the answer to another wording, as the answer to the question.

    The words that nothing in the graph accounts for, and that the other wording left out, count as unknown: much where
    they narrow a word that was kept ("fax marketing" is no other marketing), not at all where they were replaced by
    words like them.
    """
    kept = {token.normal for token in reworded.tokens}
    lost = [i for i in strange.positions if question.tokens[i].normal not in kept]
    added = sorted({reworded.words[i] for i in reworded.content} - set(question.words))
    likes = strange.alike([question.words[i] for i in lost], added)
    nouns = {i for i in question.content if question.tokens[i].normal in kept}
    weights = [MODIFIER_GRAVITY if i + 1 in nouns else float(like < FIRM) for i, like in zip(lost, likes, strict=True)]
    known = answer.features
    features = {
        **known,
        "unknown": min(1.5, known.get("unknown", 0.0) + sum(weights) / 2),
        "coverage": known.get("coverage", 0.0) * (1.0 - len(lost) / max(1, len(question.content))),
    }
    return round(confidence_of(score_of(features)), 4)


# a query


def require_known(query: str, runner: QueryRunner) -> Queried:
    """A proposed query taken apart, when it selects or asks and names nothing that the graph has not.

    Raises QueryRefused for any other, QueryError for what is no query.
    """
    if len(query) > LONGEST:
        raise QueryRefused(f"A proposed query has more than {LONGEST:,} characters.")
    found = read_query(query)
    if found.form is ResultForm.GRAPH:
        raise QueryRefused("A proposed query makes triples instead of rows.")
    strange = {iri for iri in found.functions if iri not in XSD}
    iris = {node for node in found.nodes if isinstance(node, URIRef)} | found.properties | found.graphs
    wanted = sorted(iris - {RDF.type})
    if wanted:
        rows = runner.run(KNOWN.format(iris=" ".join(iri.n3() for iri in wanted))).rows
        strange |= set(wanted) - {row[0] for row in rows}
    if strange:
        raise QueryRefused(f"A proposed query names {min(strange)}, which is not in the graph.")
    return found


def choices_in(analysis: Analysis, mentions: Sequence[Mention], query: Queried) -> Choices:
    """The question's mentions as a proposed query takes them."""
    terms = {str(term) for term in query.nodes | query.properties}
    kept = [replace(m, candidates=tuple(c for c in m.candidates if str(c.entry.term) in terms)) for m in mentions]
    return choose(analysis, [mention for mention in kept if mention.candidates], 1)[0]


def candidate(analysis: Analysis, choices: Choices, query: Queried, relevance: Relevance) -> CandidateQuery:
    """A proposed query as a reading: which of the question's words it accounts for, and what speaks for it."""
    facts = sorted(query.properties - {RDF.type})
    hops = [relevance.of(Hop(prop)) for prop in facts]
    positions = {i for choice in choices for i in range(choice.mention.start, choice.mention.end)}
    explained = frozenset(positions).union(*(found for _, found in hops))
    goals = any(choice.candidate.entry.kind is Kind.CLASS for choice in choices)
    links = [choice.candidate.score for choice in choices] or [0.5]
    features = {
        "coverage": len(explained & analysis.content) / max(1, len(analysis.content)),
        "link": sum(links) / len(links),
        "relation": sum(score for score, _ in hops) / len(hops) if hops else 0.6,
        "goal": 1.0 if goals else 0.6,
        "roles": 1.0,
        "size": len(facts) / 6,
        "polarity": float(bool(analysis.negated) and not query.negates),
    }
    return CandidateQuery(_form_of_terms(query), choices, explained, features)


def _form_of_terms(query: Queried) -> LogicalForm:
    """A form with the query's classes and properties, for them to be compared with the question's words."""
    facts = [Pattern("x", prop, "y") for prop in sorted(query.properties - {RDF.type})]
    things = sorted(node for node in query.nodes if isinstance(node, URIRef))
    return LogicalForm(_ask(query), (*facts, *(Pattern("x", RDF.type, thing) for thing in things)))


def form_of(query: Queried, table: Table) -> LogicalForm:
    """The form whose solutions prove the rows: the query's patterns, for what the rows show."""
    patterns = tuple(Pattern(_node(s), p, _node(o)) for s, p, o in query.patterns)
    used = {str(node) for pattern in patterns for node in (pattern.subject, pattern.object)}
    columns = dict(zip(table.variables, zip(*table.rows, strict=True), strict=False))
    shown = {
        name: tuple(dict.fromkeys(term for term in column if isinstance(term, (URIRef, Literal))))
        for name, column in columns.items()
        if name in used
    }
    choices = tuple((name, terms) for name, terms in shown.items() if terms)
    return LogicalForm(_ask(query), patterns, choices=choices, shown=table.variables)


def _ask(query: Queried) -> Ask:
    return Ask.YES_NO if query.form is ResultForm.ASK else Ask.LIST


def _node(node: QueryNode) -> Node:
    if isinstance(node, (URIRef, Literal)):
        return node
    return f"blank_{node}" if isinstance(node, BNode) else str(node)


# what becomes of them


def settle(own: Answer, found: Sequence[Answer], threshold: float) -> Answer:
    """The surest answer that proposals led to, with the own readings beside it; the own one when none is sure enough.

    What was too unsure stands beside the own one, as a reading that a person may choose.
    """
    ranked = sorted(found, key=lambda answer: -answer.confidence)
    best = ranked[0] if ranked and ranked[0].confidence >= threshold else own
    more = [*best.alternatives, *(() if best is own else own.alternatives)]
    more += [_as_reading(answer) for answer in ranked if answer is not best]
    others = {reading.sparql: reading for reading in reversed(more)}
    return replace(best, alternatives=tuple(r for query, r in reversed(others.items()) if query != best.sparql))


def _as_reading(answer: Answer) -> Reading:
    asked = answer.reworded.proposal.question if answer.reworded else ""
    return Reading(answer.reading, answer.sparql, answer.confidence, asked)
