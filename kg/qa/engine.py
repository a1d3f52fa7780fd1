"""The walk of a question: the only module that knows the order of the steps, and that runs their queries."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rdflib import URIRef

from kg.errors import QueryError
from kg.graph.lexicon import Kind
from kg.graph.provenance import Provenance
from kg.model import (
    Answer,
    AnswerMention,
    Description,
    Evidence,
    NamedTerm,
    Reading,
    Reason,
    ResultForm,
    Status,
    Table,
    Term,
)
from kg.protocols import Composer, Encoder, Locator, QueryRunner, VectorIndex
from kg.qa.analysis import analyse, clean
from kg.qa.assembling import Assembler
from kg.qa.attributes import Attributes, read_attributes
from kg.qa.choosing import choose, divide
from kg.qa.declining import nearest_phrase, nearest_things, reason_for, unknown_words
from kg.qa.describing import Describer
from kg.qa.forms import Ask, LogicalForm
from kg.qa.guessing import guess
from kg.qa.index import GraphIndex, similarities
from kg.qa.interpretation import Ground, Interpreter
from kg.qa.linking import Linker
from kg.qa.lookups import TYPES, Lookups
from kg.qa.operators import operator_words
from kg.qa.proof import Namer, Prover, triples_of
from kg.qa.ranking import Hints, Ranked, nameable_words, rank
from kg.qa.reading import Analysis, CandidateQuery, Likeness, Mention
from kg.qa.routes import Relevances
from kg.qa.sparql import write_evidence_query, write_query
from kg.qa.terrain import exits_query, survey
from kg.qa.trying import Tried, answers, are_rivals, distinct, rank_key
from kg.qa.walk import Pin, Read, Walk, pinned
from kg.qa.wording import verbalise

CHOICES = 10
SEGMENTED = 8
GROUNDED = 80
READ = 24
WORDS_KEPT = 5_000
"""So many words of questions are kept with their likeness to the schema."""
EXECUTED = 8
EVIDENCE_ROWS = 400
THRESHOLD = 0.4
"""Below this confidence we decline."""
LINKS = "SELECT ?a ?p ?b {{ VALUES ?a {{ {terms} }} VALUES ?b {{ {terms} }} ?a ?p ?b }} ORDER BY ?a ?p ?b"


@dataclass(frozen=True)
class Parts:
    """What an engine is made of; `locator` is None when no files are known."""

    index: GraphIndex
    runner: QueryRunner
    encoder: Encoder
    names: VectorIndex
    composer: Composer
    locator: Locator | None = None


class Answerer:
    """Answers questions over one graph; deterministic, and safe to call from several threads."""

    def __init__(self, parts: Parts) -> None:
        index = parts.index
        self._parts = parts
        self._terrain = survey(index.schema, index.marks)
        self._attributes = read_attributes(self._terrain)
        self._alike: dict[str, dict[URIRef, float]] = {}
        self._linker = Linker(index.lexicon, frozenset(index.marks.states))
        self._interpreter = Interpreter(self._terrain, index.marks)
        self._provenance = Provenance(parts.runner, index.schema, index.marks)
        self._namer = Namer(index.lexicon, index.schema)
        self._prover = Prover(self._namer, index.marks, parts.locator)
        self.lookups = Lookups(parts.runner, index.marks)
        self._describer = Describer(index, parts.runner, self._provenance, self._prover, self._nearest)

    @property
    def index(self) -> GraphIndex:
        """What is known of the graph."""
        return self._parts.index

    @property
    def hidden(self) -> frozenset[URIRef]:
        """The properties that only describe statements or keep a vocabulary."""
        return self._terrain.hidden

    @property
    def attributes(self) -> Attributes:
        """The literal values that the things of each class have."""
        return self._attributes

    @property
    def namer(self) -> Namer:
        """What names the graph's terms."""
        return self._namer

    def describe(self, name: str) -> Description:
        """Everything said of what an IRI, a prefixed name or a label names; raises NotFound."""
        return self._describer.describe(name)

    def ask(self, question: str) -> Answer:
        """The answer to a question; raises InputError for an empty or overlong one."""
        started = time.perf_counter()
        return self.sign(self.walk(clean(question)).answer, question, started)

    def walk(self, question: str, pins: Sequence[Pin] = ()) -> Walk:
        """The answer to a clean question, with all that it came from."""
        read = self.read(question, pins)
        return self.conclude(read, self.run(read.ranked))

    def link(self, question: str, pins: Sequence[Pin] = ()) -> Read:
        """A question's words and what they may name; a pin says what the piece of the question under it names."""
        analysis = analyse(question)
        return Read(analysis, pinned(analysis, self._linker.link(analysis), pins))

    def read(self, question: str, pins: Sequence[Pin] = ()) -> Read:
        """A question with its readings, likeliest first; none when it is not English."""
        linked = self.link(question, pins)
        if linked.analysis.language is not None:
            return linked
        return replace(linked, ranked=tuple(self._read(linked.analysis, linked.mentions)))

    def table(self, form: LogicalForm) -> Table:
        """What the query of a form returns; raises QueryError."""
        return self._parts.runner.run(write_query(form))

    def conclude(self, read: Read, tried: Sequence[Tried]) -> Walk:
        """What readings that were tried amount to: an answer, a question back, or a decline."""
        analysis, best = read.analysis, tried[0] if tried else None
        if best is None or best.ranked.confidence < THRESHOLD or not answers(best.table):
            declined = self._decline(analysis, read.mentions, best.ranked if best else None, tried)
            return Walk(read, (), declined)
        rivals = [best, *(other for other in tried[1:] if are_rivals(best, other))]
        if len(rivals) > 1:
            return Walk(read, tuple(rivals), self._ambiguous(analysis, rivals))
        return Walk(read, (best,), self._answer(analysis, tried))

    def sign(self, answer: Answer, question: str, started: float) -> Answer:
        """An answer with its text, the question as typed, and how and since when (in seconds) it was made."""
        answer = replace(answer, question=question, model=self._parts.encoder.name, graph=self._parts.index.digest)
        answer = replace(answer, text=self._parts.composer.compose(answer))
        return replace(answer, elapsed_ms=round((time.perf_counter() - started) * 1000, 1))

    def _read(self, analysis: Analysis, mentions: Sequence[Mention]) -> list[Ranked]:
        likeness = self._likeness(analysis)
        ground = self._ground(mentions)
        hints = Hints(nameable_words(analysis, mentions, self._attributes.by_property), operator_words(analysis))
        found: dict[LogicalForm, Ranked] = {}
        for candidate in self._candidates(analysis, mentions, ground, likeness):
            ranked = rank(analysis, candidate, likeness, hints)
            if candidate.form not in found or ranked.score > found[candidate.form].score:
                found[candidate.form] = ranked
        return [self._worded(item) for item in sorted(found.values(), key=rank_key)[:READ]]

    def _candidates(
        self, analysis: Analysis, mentions: Sequence[Mention], ground: Ground, likeness: Likeness
    ) -> Iterable[CandidateQuery]:
        index, marks = self._parts.index, self._parts.index.marks
        relevances = Relevances(self._terrain, marks, likeness)
        for choices in choose(analysis, mentions, CHOICES):
            yield from self._interpreter.read(analysis, choices, ground, relevances)
        assembler = Assembler(self._terrain, self._attributes, marks, analysis, relevances, ground.exits, ground.types)
        guessed = guess(index.schema, analysis, mentions, likeness, names=len(index.lexicon.names))
        for choices in divide(analysis, [*mentions, *guessed], SEGMENTED):
            yield from assembler.assemble(choices)

    def _likeness(self, analysis: Analysis) -> Likeness:
        words = sorted({analysis.words[i] for i in analysis.content})
        new = [word for word in words if word not in self._alike]
        (whole,) = similarities(self._parts.index, self._parts.encoder.encode([analysis.text]))
        if new:
            if len(self._alike) > WORDS_KEPT:
                self._alike = {}
            vectors = self._parts.encoder.encode(new)
            self._alike = {**self._alike, **dict(zip(new, similarities(self._parts.index, vectors), strict=True))}
        alike = self._alike
        return Likeness(whole, {word: alike[word] for word in words if word in alike})

    def _worded(self, item: Ranked) -> Ranked:
        return replace(item, candidate=replace(item.candidate, words=self.words(item.candidate.form)))

    def words(self, form: LogicalForm) -> str:
        """A form as a phrase."""
        return verbalise(form, self._parts.index.schema, self._namer.name, self._attributes.by_property.keys())

    def _ground(self, mentions: Sequence[Mention]) -> Ground:
        entries = [c.entry for mention in mentions for c in mention.candidates]
        things = dict.fromkeys(e.term for e in entries if e.kind is Kind.ENTITY and isinstance(e.term, URIRef))
        terms = list(things)[:GROUNDED]
        if not terms:
            return Ground({}, frozenset(), {})
        listed = " ".join(term.n3() for term in sorted(terms))
        run = self._parts.runner.run
        links = {(s, p, o) for s, p, o in run(LINKS.format(terms=listed)).rows if s and o and isinstance(p, URIRef)}
        types: dict[Term, set[URIRef]] = {}
        for thing, cls in run(TYPES.format(terms=listed)).rows:
            if thing is not None and isinstance(cls, URIRef):
                types.setdefault(thing, set()).add(cls)
        exits = self._terrain.thing_exits(run(exits_query(terms)))
        return Ground(exits, frozenset(links), {thing: frozenset(found) for thing, found in types.items()})

    def run(self, ranked: Sequence[Ranked]) -> list[Tried]:
        """The first few readings with what their queries return, likeliest first."""
        return self._try(ranked[:EXECUTED])

    def _try(self, ranked: Sequence[Ranked]) -> list[Tried]:
        tried = []
        for item in ranked:
            sparql = write_query(item.candidate.form)
            try:
                table = self._parts.runner.run(sparql)
            except QueryError:
                continue
            tried.append(Tried(item.with_features(answers=answers(table)), sparql, table))
        return sorted(tried, key=lambda t: rank_key(t.ranked))

    def _answer(self, analysis: Analysis, tried: Sequence[Tried]) -> Answer:
        best = tried[0]
        form, table = best.ranked.candidate.form, best.table
        others = distinct(tried)
        return Answer(
            question=analysis.text,
            status=Status.ANSWERED,
            text="",
            reading=best.ranked.candidate.words,
            sparql=best.sparql,
            variables=table.variables,
            rows=tuple(tuple(self._cell(term) for term in row) for row in table.rows),
            boolean=table.boolean,
            evidence=self._evidence(form, table),
            confidence=round(best.ranked.confidence, 4),
            mentions=self._mentions(best.ranked, analysis),
            alternatives=tuple(self._reading(other, analysis, best) for other in others[:3]),
            truncated=table.truncated,
            notices=self.lookups.notices(_things(table)),
            features=best.ranked.candidate.features,
        )

    def _cell(self, term: Term | None) -> NamedTerm | None:
        return None if term is None else self._namer.named(term)

    def _evidence(self, form: LogicalForm, table: Table) -> tuple[Evidence, ...]:
        if form.ask is Ask.YES_NO:
            proved = triples_of(form, Table(ResultForm.SELECT, (), ((),))) if table.boolean else ()
        else:
            proved = triples_of(form, self._parts.runner.run(write_evidence_query(form, EVIDENCE_ROWS)))
        return self._prover.prove(self._provenance.statements(proved), self.lookups.groups(_things(table)))

    def _mentions(self, ranked: Ranked, analysis: Analysis) -> tuple[AnswerMention, ...]:
        explained = ranked.candidate.explained
        kept = [c for c in ranked.candidate.choices if c.mention.start in explained]
        tokens = analysis.tokens
        return tuple(
            AnswerMention(
                c.mention.surface,
                tokens[c.mention.start].start,
                tokens[c.mention.end - 1].end,
                self._namer.named(c.candidate.entry.term),
                round(c.candidate.score, 4),
            )
            for c in kept
        )

    def _reading(self, tried: Tried, analysis: Analysis, best: Tried | None = None) -> Reading:
        question = self._reworded(analysis, tried, best) if best else ""
        return Reading(tried.ranked.candidate.words, tried.sparql, round(tried.ranked.confidence, 4), question)

    def _reworded(self, analysis: Analysis, tried: Tried, best: Tried) -> str:
        """The question with the labels of what a reading names otherwise than the best one does."""
        known = set(best.ranked.candidate.choices) if tried is not best else set()
        text, end = "", 0
        for choice in tried.ranked.candidate.choices:
            if choice.candidate.entry.kind is Kind.ENTITY and choice not in known:
                start = analysis.tokens[choice.mention.start].start
                text += analysis.text[end:start] + self._namer.name(choice.term)
                end = analysis.tokens[choice.mention.end - 1].end
        reworded = text + analysis.text[end:]
        return "" if reworded.casefold() == analysis.text.casefold() else reworded

    def _ambiguous(self, analysis: Analysis, tried: Sequence[Tried]) -> Answer:
        kept = tried[:4]
        named = [{m.term for m in self._mentions(item.ranked, analysis)} for item in kept]
        rivals = {term for terms in named for term in terms if not all(term in other for other in named)}
        return Answer(
            analysis.text, Status.AMBIGUOUS, "",
            alternatives=tuple(self._reading(item, analysis, item) for item in kept),
            evidence=tuple(e for item in kept for e in self._evidence(item.ranked.candidate.form, item.table)),
            nearest=tuple(sorted(rivals, key=lambda thing: (thing.label, str(thing.term)))),
            confidence=round(kept[0].ranked.confidence, 4),
            mentions=self._mentions(kept[0].ranked, analysis),
        )  # fmt: skip

    def _decline(
        self, analysis: Analysis, mentions: Sequence[Mention], best: Ranked | None, tried: Sequence[Tried] = ()
    ) -> Answer:
        reason = reason_for(analysis, mentions, best)
        parts = self._parts
        nearest: tuple[NamedTerm, ...] = ()
        if reason is not Reason.LANGUAGE:
            phrase = nearest_phrase(analysis, mentions)
            nearest = self._nearest(phrase)
        return Answer(
            analysis.text, Status.DECLINED, "", reason=reason, nearest=nearest,
            alternatives=tuple(self._reading(item, analysis) for item in tried[:2] if answers(item.table) > 0),
            confidence=round(best.confidence, 4) if best else 0.0,
            unknown=unknown_words(analysis, mentions, parts.index.lexicon),
        )  # fmt: skip

    def _nearest(self, phrase: str) -> tuple[NamedTerm, ...]:
        return nearest_things(self._parts.index, self._parts.names, self._parts.encoder, phrase)


def _things(table: Table) -> frozenset[URIRef]:
    return frozenset(term for row in table.rows for term in row if isinstance(term, URIRef))
