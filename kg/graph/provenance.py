"""Where facts come from: the statements behind triples, with strength, reason and source."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rdflib import Literal, URIRef

from kg.graph.marks import Marks
from kg.graph.schema import Schema
from kg.model import Source, Term, Triple
from kg.protocols import QueryRunner
from kg.rdf import DCTERMS, LABELS, RDF

STATED = """SELECT ?s ?p ?o ?node ?origin {{ VALUES (?s ?p ?o) {{ {triples} }}
  ?node <{subject}> ?origin ; <{predicate}> ?p ; <{object}> ?o . FILTER(?origin = ?s {inherited}) }}
  ORDER BY ?s ?p ?o ?node"""
ORIGINS = """SELECT ?x ?source ?verified {{ VALUES ?x {{ {things} }} VALUES ?p {{ {properties} }} ?x ?p ?source
  OPTIONAL {{ VALUES ?v {{ {verified} }} ?x ?v ?verified }} }} ORDER BY ?x ?source ?verified"""
DETAILS = "SELECT ?node ?p ?value {{ VALUES ?node {{ {nodes} }} ?node ?p ?value }} ORDER BY ?node ?p ?value"


@dataclass(frozen=True, slots=True)
class Statement:
    """What the graph records of one statement; empty or None where it says nothing.

    `origin` is the thing it is stated of; `node` is the statement itself, None for a plain triple.
    """

    triple: Triple
    node: Term | None = None
    origin: Term | None = None
    strength: Term | None = None
    basis: Term | None = None
    reason: str | None = None
    conditions: tuple[Term, ...] = ()
    verified: bool | None = None
    sources: tuple[Source, ...] = ()
    details: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Origin:
    """The sources of a thing; `verified` is None where the graph does not say whether they were seen."""

    sources: tuple[Term, ...]
    verified: bool | None


class Provenance:
    """Finds the statements behind triples, by SPARQL alone."""

    def __init__(self, runner: QueryRunner, schema: Schema, marks: Marks) -> None:
        self._runner, self._schema, self._marks = runner, schema, marks
        self._known: dict[Term, Source] = {}
        used = {edge.predicate for edge in schema.edges}
        self._sourcing = tuple(prop for prop in (*marks.properties("source"), DCTERMS.source) if prop in used)

    def statements(self, triples: Sequence[Triple]) -> dict[Triple, tuple[Statement, ...]]:
        """The statements of each triple, itself or of what it inherits from; at least one for each, maybe bare."""
        if not triples:
            return {}
        forms = {triple: self._spellings(triple) for triple in triples}
        stated = self._stated({spelling for spellings in forms.values() for spelling in spellings})
        described = self._describe({node for found in stated.values() for node, _ in found})
        origins = self._origins({term for triple in triples for term in triple if isinstance(term, URIRef)})
        return {triple: self._of(triple, forms[triple], stated, described, origins) for triple in triples}

    def _origins(self, things: set[URIRef]) -> dict[Term, _Origin]:
        """The sources that are recorded of things themselves, and whether they were seen."""
        if not (things and self._sourcing):
            return {}
        query = ORIGINS.format(
            things=" ".join(thing.n3() for thing in sorted(things)),
            properties=" ".join(prop.n3() for prop in self._sourcing),
            verified=" ".join(prop.n3() for prop in self._marks.properties("verified")),
        )
        rows: dict[Term, list[tuple[Term, Term | None]]] = defaultdict(list)
        for thing, source, verified in self._runner.run(query).rows:
            if thing is not None and source is not None:
                rows[thing].append((source, verified))
        return {thing: _origin(found) for thing, found in rows.items()}

    def _spellings(self, triple: Triple) -> tuple[Triple, ...]:
        subject, prop, target = triple
        inverse = self._schema.inverses.get(URIRef(str(prop)))
        mirrored = ((target, inverse or prop, subject),) if not isinstance(target, Literal) else ()
        return (triple, *mirrored)

    def _stated(self, triples: set[Triple]) -> dict[Triple, list[tuple[Term, Term]]]:
        found: dict[Triple, list[tuple[Term, Term]]] = defaultdict(list)
        if not self._marks.statements:
            return found
        plain = [t for t in triples if isinstance(t[0], URIRef) and isinstance(t[2], URIRef)]
        for chain in sorted({self._marks.chains.get(URIRef(str(t[1]))) for t in plain}, key=str):
            group = sorted((t for t in plain if self._marks.chains.get(URIRef(str(t[1]))) == chain), key=str)
            for row in self._runner.run(_stated_query(group, chain)).rows:
                s, p, o, node, origin = row
                if s and p and o and node and origin:
                    found[(s, p, o)].append((node, origin))
        return found

    def _describe(self, nodes: set[Term]) -> dict[Term, dict[str, list[Term]]]:
        if not nodes:
            return {}
        found: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        listed = " ".join(node.n3() for node in sorted(nodes, key=str) if isinstance(node, URIRef))
        for node, prop, value in self._runner.run(DETAILS.format(nodes=listed)).rows:
            detail = self._marks.details.get(URIRef(str(prop)))
            if detail and node is not None and value is not None:
                found[node][detail].append(value)
        return found

    def _of(
        self,
        triple: Triple,
        spellings: Iterable[Triple],
        stated: Mapping[Triple, list[tuple[Term, Term]]],
        described: Mapping[Term, Mapping[str, list[Term]]],
        origins: Mapping[Term, _Origin],
    ) -> tuple[Statement, ...]:
        found = [pair for spelling in spellings for pair in stated.get(spelling, ())]
        own = [pair for pair in found if pair[1] in triple] or found
        if own:
            return tuple(self._statement(triple, node, origin, described.get(node, {})) for node, origin in own)
        return (self._plain(triple, spellings, origins),)

    def _statement(self, triple: Triple, node: Term, origin: Term, details: Mapping[str, list[Term]]) -> Statement:
        first = {name: values[0] for name, values in details.items()}
        verified = first.get("verified")
        return Statement(
            triple, node, origin, first.get("strength"), first.get("basis"),
            str(first["reason"]) if "reason" in first else None,
            tuple(details.get("condition", ())),
            None if verified is None else str(verified) == "true",
            self._sources(details.get("source", ())),
        )  # fmt: skip

    def _plain(self, triple: Triple, spellings: Iterable[Triple], origins: Mapping[Term, _Origin]) -> Statement:
        for spelling in spellings:
            default = self._marks.defaults.get(URIRef(str(spelling[1])))
            if default is not None:
                sources = self._sources([default.source] if default.source else [])
                return Statement(triple, basis=default.basis, verified=default.verified, sources=sources)
        for thing in (triple[0], triple[2]):
            if thing in origins:
                origin = origins[thing]
                return Statement(triple, verified=origin.verified, sources=self._sources(origin.sources))
        return Statement(triple)

    def _sources(self, terms: Iterable[Term]) -> tuple[Source, ...]:
        return tuple(dict.fromkeys(self._source(term) for term in terms))

    def _source(self, term: Term) -> Source:
        if term not in self._known:
            self._known[term] = self._read_source(term)
        return self._known[term]

    def _read_source(self, term: Term) -> Source:
        if not isinstance(term, URIRef):
            return Source(str(term) if isinstance(term, Literal) else "a source without a name")
        details: dict[str, Term] = {}
        for _, prop, value in self._runner.run(DETAILS.format(nodes=term.n3())).rows:
            key = "label" if prop in LABELS else self._marks.details.get(URIRef(str(prop)), "")
            if key and value is not None:
                details.setdefault(key, value)
        parent = self._source(details["ofSource"]) if "ofSource" in details else None
        label = parent.label if parent else str(details.get("label", term))
        place = f", {details['locator']}" if "locator" in details else ""
        url = details.get("url")
        return Source(label + place, str(url) if url is not None else (parent.url if parent else None))


def _stated_query(triples: Sequence[Triple], chain: URIRef | None) -> str:
    listed = " ".join(f"({s.n3()} {p.n3()} {o.n3()})" for s, p, o in triples)
    inherited = f"|| EXISTS {{ ?s {chain.n3()}+ ?origin }}" if chain else ""
    return STATED.format(
        triples=listed, subject=RDF.subject, predicate=RDF.predicate, object=RDF.object, inherited=inherited
    )  # fmt: skip


def _origin(rows: Sequence[tuple[Term, Term | None]]) -> _Origin:
    seen = {str(verified) == "true" for _, verified in rows if verified is not None}
    return _Origin(tuple(dict.fromkeys(source for source, _ in rows)), all(seen) if seen else None)
