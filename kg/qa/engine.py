"""The walk of a question: the only module that knows the order of the steps, and that runs their queries."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from rdflib import URIRef

from kg.errors import QueryError
from kg.graph.provenance import Provenance
from kg.model import Answer, Consideration, Description, Table
from kg.protocols import Composer, Encoder, Locator, QueryRunner, VectorIndex
from kg.qa.analysis import analyse
from kg.qa.answering import Nearby, Respondent
from kg.qa.attributes import Attributes, read_attributes
from kg.qa.cleaning import Cleaned, clean
from kg.qa.describing import Describer
from kg.qa.forms import LogicalForm
from kg.qa.formulas import leading_to, read_formulas, with_formulas
from kg.qa.index import GraphIndex
from kg.qa.likening import Likener
from kg.qa.linking import Linker
from kg.qa.lookups import Lookups
from kg.qa.proof import Namer, Prover
from kg.qa.ranking import Ranked
from kg.qa.readings import Reader
from kg.qa.recognising import Recogniser
from kg.qa.routes import Relevances
from kg.qa.sparql import write_query
from kg.qa.terrain import survey
from kg.qa.trying import Tried, answers, are_rivals, consider, rank_key
from kg.qa.walk import Pin, Read, Walk, pinned

if TYPE_CHECKING:
    from kg.qa.advising import Adviser
    from kg.qa.proposing import Advice

READ = 24
EXECUTED = 8
THRESHOLD = 0.4
"""Below this confidence we decline."""


@dataclass(frozen=True)
class Parts:
    """What an engine is made of; `locator` is None when no files are known, `advice` when nobody is asked for any."""

    index: GraphIndex
    runner: QueryRunner
    encoder: Encoder
    names: VectorIndex
    composer: Composer
    locator: Locator | None = None
    advice: "Advice | None" = None


class Answerer:
    """Answers questions over one graph; deterministic, and safe to call from several threads."""

    def __init__(self, parts: Parts) -> None:
        index, runner = parts.index, parts.runner
        plain = survey(index.schema, index.marks)
        kept = read_attributes(plain)
        formulas = read_formulas(kept)
        self._parts = parts
        self._terrain = leading_to(plain, formulas)
        self.attributes: Attributes = with_formulas(kept, formulas)
        """The literal values that the things of each class have."""
        self.lookups = Lookups(runner, index.marks)
        linker = Linker(index.lexicon, frozenset(index.marks.states))
        self._recogniser = Recogniser(linker, index.lexicon, index.marks, self.attributes, formulas, runner)
        self._likener = Likener(index, parts.encoder)
        self._reader = Reader(
            index, self._terrain, self.attributes, formulas, self._recogniser, self._likener, runner
        )  # fmt: skip
        provenance = Provenance(runner, index.schema, index.marks)
        prover = Prover(Namer(index.lexicon, index.schema), index.marks, parts.locator)
        nearby = Nearby(index, parts.names, parts.encoder)
        literals = self.attributes.by_property.keys()
        self.respondent = Respondent(index, runner, provenance, prover, self.lookups, nearby, literals)
        self._describer = Describer(index, runner, provenance, prover, nearby.nearest)

    @property
    def index(self) -> GraphIndex:
        """What is known of the graph."""
        return self._parts.index

    @property
    def hidden(self) -> frozenset[URIRef]:
        """The properties that only describe statements or keep a vocabulary."""
        return self._terrain.hidden

    @property
    def namer(self) -> Namer:
        """What names the graph's terms."""
        return self.respondent.namer

    def describe(self, name: str) -> Description:
        """Everything said of what an IRI, a prefixed name or a label names; raises NotFound."""
        return self._describer.describe(name)

    def ask(self, question: str) -> Answer:
        """The answer to a question; raises InputError for an empty or overlong one."""
        started = time.perf_counter()
        cleaned = clean(question)
        answer = self.walk(cleaned.text).answer
        if self._parts.advice is not None:
            answer = self._adviser(self._parts.advice).advise(cleaned.text, answer, THRESHOLD)
        return self.sign(answer, question, started, cleaned)

    def consider(self, question: str, count: int = EXECUTED) -> Consideration:
        """What `ask` chooses from, run for the `count` likeliest readings; raises InputError as `ask` does."""
        read = self.link(clean(question).text)
        ranked = self._reader.read(read.analysis, read.mentions)[:count]
        run, inferred = self._parts.runner.run, self.index.schema.inferred
        readings = (*consider(ranked[:EXECUTED], run, inferred), *consider(ranked[EXECUTED:], run, inferred))
        return Consideration(frozenset(c.entry.term for m in read.mentions for c in m.candidates), readings)

    def walk(self, question: str, pins: Sequence[Pin] = ()) -> Walk:
        """The answer to a clean question, with all that it came from."""
        read = self.read(question, pins)
        return self.conclude(read, self.run(read.ranked))

    def link(self, question: str, pins: Sequence[Pin] = ()) -> Read:
        """A question's words and what they may name; a pin says what the piece of the question under it names."""
        analysis = analyse(question)
        return Read(analysis, pinned(analysis, self._recogniser.link(analysis), pins))

    def read(self, question: str, pins: Sequence[Pin] = ()) -> Read:
        """A question with its readings, likeliest first; none when it is not English."""
        linked = self.link(question, pins)
        if linked.analysis.language is not None:
            return linked
        ranked = self._reader.read(linked.analysis, linked.mentions)[:READ]
        return replace(linked, ranked=tuple(self._worded(item) for item in ranked))

    def run(self, ranked: Sequence[Ranked], count: int = EXECUTED) -> list[Tried]:
        """The first readings with what their queries return, likeliest first; those that fail are passed over."""
        tried = []
        for item in ranked[:count]:
            sparql = write_query(item.candidate.form, inferred=self.index.schema.inferred)
            try:
                table = self._parts.runner.run(sparql)
            except QueryError:
                continue
            tried.append(Tried(item.with_features(answers=answers(table)), sparql, table))
        return sorted(tried, key=lambda t: rank_key(t.ranked))

    def table(self, form: LogicalForm) -> Table:
        """What the query of a form returns; raises QueryError."""
        return self._parts.runner.run(write_query(form, inferred=self.index.schema.inferred))

    def conclude(self, read: Read, tried: Sequence[Tried]) -> Walk:
        """What readings that were tried amount to: an answer, a question back, or a decline."""
        analysis, best = read.analysis, tried[0] if tried else None
        if best is None or best.ranked.confidence < THRESHOLD or not answers(best.table):
            return Walk(read, (), self.respondent.decline(analysis, read.mentions, tried))
        rivals = [best, *(other for other in tried[1:] if are_rivals(best, other))]
        if len(rivals) > 1:
            return Walk(read, tuple(rivals), self.respondent.ambiguous(analysis, rivals))
        return Walk(read, (best,), self.respondent.answer(analysis, tried))

    def sign(self, answer: Answer, question: str, started: float, cleaned: Cleaned | None = None) -> Answer:
        """An answer with its text, the question as typed, and how and since when (in seconds) it was made.

        With what the question was cleaned to, its mentions point into what was typed.
        """
        mentions = cleaned.typed(answer.mentions) if cleaned is not None else answer.mentions
        answer = replace(answer, question=question, mentions=mentions)
        answer = replace(answer, model=self._parts.encoder.name, graph=self.index.digest)
        answer = replace(answer, text=self._parts.composer.compose(answer))
        return replace(answer, elapsed_ms=round((time.perf_counter() - started) * 1000, 1))

    def words(self, form: LogicalForm) -> str:
        """A form as a phrase."""
        return self.respondent.words(form)

    def _worded(self, item: Ranked) -> Ranked:
        return replace(item, candidate=replace(item.candidate, words=self.words(item.candidate.form)))

    def _adviser(self, advice: "Advice") -> "Adviser":
        from kg.qa.advising import Adviser, Senses  # reads queries, which takes a parser that few questions need

        relevances = partial(Relevances, self._terrain, self.index.marks)
        senses = Senses(
            lambda question: self.walk(question).answer, self.respondent.answer, self._likener.likeness, relevances
        )
        return Adviser(advice, self.index, self._recogniser, self._parts.encoder, senses)
