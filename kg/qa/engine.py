"""The walk of a question: the only module that knows the order of the steps, and that runs their queries."""

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from rdflib import URIRef

from kg.errors import QueryError
from kg.graph.lexicon import Kind
from kg.graph.provenance import Provenance
from kg.model import (
    Answer,
    AnswerMention,
    Consideration,
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
from kg.qa.amounts import as_amount
from kg.qa.analysis import analyse
from kg.qa.assembling import Assembler
from kg.qa.attributes import read_attributes
from kg.qa.chains import Chainer
from kg.qa.choosing import choose, divide
from kg.qa.cleaning import clean
from kg.qa.contrasts import Contraster
from kg.qa.declining import nearest_phrase, nearest_things, reason_for, unknown_words
from kg.qa.describing import Describer
from kg.qa.english import CLOSED_CLASS, STANDS_FOR
from kg.qa.forms import Ask, LogicalForm
from kg.qa.formulas import expanded, formula_mentions, leading_to, read_formulas, with_formulas
from kg.qa.full_names import full_names, full_names_query
from kg.qa.guessing import guess, is_thing
from kg.qa.index import GraphIndex, similarities
from kg.qa.interpretation import Ground, Interpreter
from kg.qa.linking import Linker
from kg.qa.operators import operator_words
from kg.qa.proof import Namer, Prover, triples_of
from kg.qa.ranking import Hints, Ranked, nameable_words, rank
from kg.qa.reading import Analysis, CandidateQuery, Likeness, Mention
from kg.qa.routes import Relevances
from kg.qa.sparql import write_evidence_query, write_query
from kg.qa.terrain import exits_query, survey
from kg.qa.trying import Tried, answers, are_rivals, consider, distinct, rank_key
from kg.qa.wording import verbalise

if TYPE_CHECKING:
    from kg.qa.advising import Adviser
    from kg.qa.proposing import Advice

CHOICES = 10
SEGMENTED = 8
CANDIDATES = 1_000
"""No more readings are made from the things that a question names; few questions have half as many."""
GROUNDED = 80
READ = 24
WORDS_KEPT = 5_000
"""So many words of questions are kept with their likeness to the schema."""
EXECUTED = 8
EVIDENCE_ROWS = 400
THRESHOLD = 0.4
"""Below this confidence we decline."""
TYPES = "SELECT ?x ?class {{ VALUES ?x {{ {terms} }} ?x a ?class }} ORDER BY ?x ?class"
LINKS = "SELECT ?a ?p ?b {{ VALUES ?a {{ {terms} }} VALUES ?b {{ {terms} }} ?a ?p ?b }} ORDER BY ?a ?p ?b"
GROUPS = "SELECT ?x ?group {{ VALUES ?x {{ {terms} }} VALUES ?p {{ {properties} }} ?x ?p ?group }} ORDER BY ?x ?group"


@dataclass(frozen=True)
class Parts:
    """What an engine is made of; `locator` is None when no files are known, `advice` when nobody is asked for help."""

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
        index = parts.index
        self._parts = parts
        plain = survey(index.schema, index.marks)
        kept = read_attributes(plain)
        self._formulas = read_formulas(kept)
        self._terrain = leading_to(plain, self._formulas)
        self._attributes = with_formulas(kept, self._formulas)
        self._alike: dict[str, dict[URIRef, float]] = {}
        self._linker = Linker(index.lexicon, frozenset(index.marks.states))
        self._interpreter = Interpreter(self._terrain, index.marks)
        self._provenance = Provenance(parts.runner, index.schema, index.marks)
        self._namer = Namer(index.lexicon, index.schema)
        self._prover = Prover(self._namer, index.marks, parts.locator)
        self._describer = Describer(index, parts.runner, self._provenance, self._prover, self._nearest)

    @property
    def index(self) -> GraphIndex:
        """What is known of the graph."""
        return self._parts.index

    def describe(self, name: str) -> Description:
        """Everything said of what an IRI, a prefixed name or a label names; raises NotFound."""
        return self._describer.describe(name)

    def ask(self, question: str) -> Answer:
        """The answer to a question; raises InputError for an empty or overlong one."""
        started = time.perf_counter()
        cleaned = clean(question)
        answer = self._walk(cleaned.text)
        if self._parts.advice is not None:
            answer = self._adviser(self._parts.advice).advise(cleaned.text, answer, THRESHOLD)
        answer = replace(answer, question=question, mentions=cleaned.typed(answer.mentions))
        answer = replace(answer, model=self._parts.encoder.name, graph=self._parts.index.digest)
        answer = replace(answer, text=self._parts.composer.compose(answer))
        return replace(answer, elapsed_ms=round((time.perf_counter() - started) * 1000, 1))

    def consider(self, question: str, count: int = EXECUTED) -> Consideration:
        """What `ask` chooses from, run for the `count` likeliest readings; raises InputError as `ask` does."""
        analysis = analyse(clean(question).text)
        mentions = self._linked(analysis)
        ranked = self._ranked(analysis, mentions)[:count]
        run, inferred = self._parts.runner.run, self._parts.index.schema.inferred
        readings = (*consider(ranked[:EXECUTED], run, inferred), *consider(ranked[EXECUTED:], run, inferred))
        return Consideration(frozenset(c.entry.term for m in mentions for c in m.candidates), readings)

    def _adviser(self, advice: "Advice") -> "Adviser":
        from kg.qa.advising import Adviser, Senses  # reads queries, which takes a parser that few questions need

        index = self._parts.index
        relevances = partial(Relevances, self._terrain, index.marks)
        senses = Senses(self._walk, self._answer, self._likeness, relevances)
        return Adviser(advice, index, self._linker, self._parts.encoder, senses)

    def _walk(self, question: str) -> Answer:
        analysis = analyse(question)
        mentions = self._linked(analysis)
        if analysis.language is not None:
            return self._decline(analysis, mentions, None)
        tried = self._try(self._read(analysis, mentions)[:EXECUTED])
        if not tried or tried[0].ranked.confidence < THRESHOLD or not answers(tried[0].table):
            return self._decline(analysis, mentions, tried[0].ranked if tried else None, tried)
        rivals = [other for other in tried[1:] if are_rivals(tried[0], other)]
        return self._ambiguous(analysis, [tried[0], *rivals]) if rivals else self._answer(analysis, tried)

    def _linked(self, analysis: Analysis) -> tuple[Mention, ...]:
        """The mentions of a question, those of things whose names are kept in parts among them."""
        mentions = formula_mentions(analysis, self._linker.link(analysis), self._formulas)
        query = full_names_query(mentions, self._attributes)
        if query is None:
            return mentions
        whole = full_names(analysis, mentions, self._attributes, self._parts.runner.run(query))
        parts = [m for m in mentions if not any(w.start <= m.start and m.end <= w.end for w in whole)]
        return tuple(sorted((*parts, *whole), key=lambda m: (m.start, m.end)))

    def _read(self, analysis: Analysis, mentions: Sequence[Mention]) -> list[Ranked]:
        return [self._worded(item) for item in self._ranked(analysis, mentions)[:READ]]

    def _ranked(self, analysis: Analysis, mentions: Sequence[Mention]) -> list[Ranked]:
        likeness = self._likeness(analysis)
        ground = self._ground(mentions)
        things = self._things(mentions)
        hints = Hints(
            nameable_words(analysis, mentions, self._attributes.by_property),
            operator_words(analysis),
            tuple(frozenset(range(thing.start, thing.end)) for thing in things),
        )
        found: dict[LogicalForm, Ranked] = {}
        for candidate in self._candidates(analysis, mentions, ground, likeness):
            form = as_amount(expanded(candidate.form, self._formulas), self._attributes, analysis.words)
            candidate = replace(candidate, form=form)
            ranked = rank(analysis, candidate, likeness, hints)
            if candidate.form not in found or ranked.score > found[candidate.form].score:
                found[candidate.form] = ranked
        return sorted(found.values(), key=rank_key)

    def _candidates(
        self, analysis: Analysis, mentions: Sequence[Mention], ground: Ground, likeness: Likeness
    ) -> Iterable[CandidateQuery]:
        index, marks = self._parts.index, self._parts.index.marks
        relevances = Relevances(self._terrain, marks, likeness)
        chosen = choose(analysis, mentions, CHOICES)
        read = (c for choices in chosen for c in self._interpreter.read(analysis, choices, ground, relevances))
        yield from islice(read, CANDIDATES)
        assembler = Assembler(self._terrain, self._attributes, marks, analysis, relevances, ground.exits, ground.types)
        guessed = guess(index.schema, analysis, mentions, likeness, names=len(index.lexicon.names))
        for choices in divide(analysis, [*mentions, *guessed], SEGMENTED):
            yield from assembler.assemble(choices)
        things = self._things(mentions)
        contraster = Contraster(analysis, self._terrain, self._attributes, relevances.of(()), ground.types)
        yield from contraster.contrasts(things, mentions)
        chainer = Chainer(analysis, relevances.of(()), ground.exits, ground.types, things)
        yield from chainer.chains(mentions)

    def _things(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions that surely name things, but for strengths, which name relations."""
        names, states = len(self._parts.index.lexicon.names), self._parts.index.marks.states
        return [m for m in mentions if is_thing(m, names) and m.candidates[0].entry.term not in states]

    def _likeness(self, analysis: Analysis) -> Likeness:
        content = sorted({analysis.words[i] for i in analysis.content})
        frame = sorted({*analysis.words} - {*content} - CLOSED_CLASS)
        frame += [word for asking in sorted({*STANDS_FOR} & {*analysis.words}) for word in STANDS_FOR[asking]]
        words = list(dict.fromkeys([*content, *frame]))
        new = [word for word in words if word not in self._alike]
        (whole,) = similarities(self._parts.index, self._parts.encoder.encode([analysis.text]))
        if new:
            if len(self._alike) > WORDS_KEPT:
                self._alike = {}
            vectors = self._parts.encoder.encode(new)
            self._alike = {**self._alike, **dict(zip(new, similarities(self._parts.index, vectors), strict=True))}
        alike = self._alike
        return Likeness(whole, {w: alike[w] for w in content if w in alike}, {w: alike[w] for w in frame if w in alike})

    def _worded(self, item: Ranked) -> Ranked:
        return replace(item, candidate=replace(item.candidate, words=self._words(item.candidate.form)))

    def _words(self, form: LogicalForm) -> str:
        return verbalise(form, self._parts.index.schema, self._namer.name)

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

    def _try(self, ranked: Sequence[Ranked]) -> list[Tried]:
        tried = []
        for item in ranked:
            sparql = write_query(item.candidate.form, inferred=self._parts.index.schema.inferred)
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
            notices=self._notices(table),
            features=best.ranked.candidate.features,
        )

    def _cell(self, term: Term | None) -> NamedTerm | None:
        return None if term is None else self._namer.named(term)

    def _evidence(self, form: LogicalForm, table: Table) -> tuple[Evidence, ...]:
        if form.ask is Ask.YES_NO:
            proved = triples_of(form, Table(ResultForm.SELECT, (), ((),))) if table.boolean else ()
        else:
            query = write_evidence_query(form, EVIDENCE_ROWS, self._parts.index.schema.inferred)
            proved = triples_of(form, self._parts.runner.run(query))
        shown = {term for row in table.rows for term in row if isinstance(term, URIRef)}
        return self._prover.prove(self._provenance.statements(proved), self._groups(shown))

    def _groups(self, things: Collection[URIRef]) -> dict[Term, Term]:
        """In which group each thing is, where the ontology groups things."""
        properties = self._parts.index.marks.properties("group")
        if not (properties and things):
            return {}
        listed = " ".join(term.n3() for term in sorted(things))
        query = GROUPS.format(terms=listed, properties=" ".join(p.n3() for p in properties))
        found: dict[Term, Term] = {}
        for thing, group in self._parts.runner.run(query).rows:
            if thing is not None and group is not None:
                found.setdefault(thing, group)
        return found

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

    def _notices(self, table: Table) -> tuple[str, ...]:
        """What has to be said where things of certain classes are shown."""
        notices = self._parts.index.marks.notices
        things = sorted({term for row in table.rows for term in row if isinstance(term, URIRef)})
        if not (notices and things):
            return ()
        found = self._parts.runner.run(TYPES.format(terms=" ".join(term.n3() for term in things))).rows
        return tuple(sorted({notices[cls] for _, cls in found if isinstance(cls, URIRef) and cls in notices}))

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
