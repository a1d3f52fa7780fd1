"""Answering: from readings that were tried to an answer with its evidence, a question back, or a decline."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kg.graph.lexicon import Kind
from kg.graph.provenance import Provenance
from kg.model import Answer, AnswerMention, Evidence, NamedTerm, Reading, Reason, ResultForm, Status, Table, Term
from kg.protocols import Encoder, QueryRunner, VectorIndex
from kg.qa.declining import nearest_phrase, nearest_things, reason_for, unknown_words
from kg.qa.forms import Ask, LogicalForm
from kg.qa.index import GraphIndex
from kg.qa.lookups import Lookups
from kg.qa.proof import Namer, Prover, triples_of
from kg.qa.ranking import Ranked
from kg.qa.reading import Analysis, Mention
from kg.qa.sparql import write_evidence_query, write_query
from kg.qa.trying import Tried, answers, distinct
from kg.qa.why_not import WhyNot, why_not
from kg.qa.wording import verbalise

EVIDENCE_ROWS = 400


@dataclass(frozen=True)
class Nearby:
    """Finds the known things that are nearest to a phrase."""

    index: GraphIndex
    names: VectorIndex
    encoder: Encoder

    def nearest(self, phrase: str) -> tuple[NamedTerm, ...]:
        """A few named things whose names mean about the same, nearest first."""
        return nearest_things(self.index, self.names, self.encoder, phrase)


@dataclass(frozen=True)
class Respondent:
    """Makes answers over one graph; everything that an answer says is looked up here."""

    index: GraphIndex
    runner: QueryRunner
    provenance: Provenance
    prover: Prover
    lookups: Lookups
    nearby: Nearby
    literals: Collection[URIRef]
    """The properties that end in literals."""

    @property
    def namer(self) -> Namer:
        """What names the graph's terms."""
        return self.prover.namer

    def answer(self, analysis: Analysis, tried: Sequence[Tried]) -> Answer:
        """The answer that the first reading gives, with the others beside it."""
        best = tried[0]
        form, table = best.ranked.candidate.form, best.table
        return Answer(
            question=analysis.text,
            status=Status.ANSWERED,
            text="",
            reading=best.ranked.candidate.words,
            sparql=best.sparql,
            variables=table.variables,
            rows=tuple(tuple(self._cell(term) for term in row) for row in table.rows),
            boolean=table.boolean,
            evidence=self.evidence(form, table),
            confidence=round(best.ranked.confidence, 4),
            mentions=self._mentions(best.ranked, analysis),
            alternatives=tuple(self._reading(other, analysis, best) for other in distinct(tried)[:3]),
            truncated=table.truncated,
            notices=self.lookups.notices(_things(table)),
            features=best.ranked.candidate.features,
        )

    def ambiguous(self, analysis: Analysis, tried: Sequence[Tried]) -> Answer:
        """A question back: which of these readings is meant."""
        kept = tried[:4]
        named = [{m.term for m in self._mentions(item.ranked, analysis)} for item in kept]
        rivals = {term for terms in named for term in terms if not all(term in other for other in named)}
        return Answer(
            analysis.text, Status.AMBIGUOUS, "",
            alternatives=tuple(self._reading(item, analysis, item) for item in kept),
            evidence=tuple(e for item in kept for e in self.evidence(item.ranked.candidate.form, item.table)),
            nearest=tuple(sorted(rivals, key=lambda thing: (thing.label, str(thing.term)))),
            confidence=round(kept[0].ranked.confidence, 4),
            mentions=self._mentions(kept[0].ranked, analysis),
        )  # fmt: skip

    def decline(self, analysis: Analysis, mentions: Sequence[Mention], tried: Sequence[Tried] = ()) -> Answer:
        """A decline with its reason and what is nearest."""
        best = tried[0].ranked if tried else None
        reason = reason_for(analysis, mentions, best)
        lack = self._lack(tried) if reason is Reason.NOTHING_FOUND else None
        near = [] if lack is None else [self._relaxed(form) for form in lack.relaxed]
        nearest = () if reason is Reason.LANGUAGE else self.nearby.nearest(nearest_phrase(analysis, mentions))
        return Answer(
            analysis.text, Status.DECLINED, "", reason=reason, nearest=nearest,
            alternatives=(*near, *(self._reading(item, analysis) for item in tried[:2] if answers(item.table) > 0)),
            missing="" if lack is None else self.words(lack.part),
            confidence=round(best.confidence, 4) if best else 0.0,
            unknown=unknown_words(analysis, mentions, self.index.lexicon),
        )  # fmt: skip

    def words(self, form: LogicalForm) -> str:
        """A form as a phrase."""
        return verbalise(form, self.index.schema, self.namer.name, self.literals)

    def _lack(self, tried: Sequence[Tried]) -> WhyNot | None:
        """Why the best reading finds nothing, where it asks for things."""
        best = tried[0].ranked.candidate.form
        return why_not(best, self.runner.run, self.index.schema.inferred) if best.ask in (Ask.LIST, Ask.COUNT) else None

    def _relaxed(self, form: LogicalForm) -> Reading:
        return Reading(self.words(form), write_query(form, inferred=self.index.schema.inferred), 0.0)

    def evidence(self, form: LogicalForm, table: Table) -> tuple[Evidence, ...]:
        """The facts that hold an answer up, with their origin."""
        if form.ask is Ask.YES_NO:
            proved = triples_of(form, Table(ResultForm.SELECT, (), ((),))) if table.boolean else ()
        else:
            query = write_evidence_query(form, EVIDENCE_ROWS, self.index.schema.inferred)
            proved = triples_of(form, self.runner.run(query))
        return self.prover.prove(self.provenance.statements(proved), self.lookups.groups(_things(table)))

    def _cell(self, term: Term | None) -> NamedTerm | None:
        return None if term is None else self.namer.named(term)

    def _mentions(self, ranked: Ranked, analysis: Analysis) -> tuple[AnswerMention, ...]:
        explained = ranked.candidate.explained
        kept = [c for c in ranked.candidate.named if c.mention.start in explained]
        tokens = analysis.tokens
        return tuple(
            AnswerMention(
                c.mention.surface,
                tokens[c.mention.start].start,
                tokens[c.mention.end - 1].end,
                self.namer.named(c.candidate.entry.term),
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
                text += analysis.text[end:start] + self.namer.name(choice.term)
                end = analysis.tokens[choice.mention.end - 1].end
        reworded = text + analysis.text[end:]
        return "" if reworded.casefold() == analysis.text.casefold() else reworded


def _things(table: Table) -> frozenset[URIRef]:
    return frozenset(term for row in table.rows for term in row if isinstance(term, URIRef))
