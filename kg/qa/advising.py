"""Advice: what the engine leaves open is asked of a proposer, and what that proposes is tried as readings are."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.errors import InputError, QueryError
from kg.model import Answer, Proposal, Reason, ResultForm, Rewording, Status
from kg.protocols import Encoder
from kg.qa.analysis import analyse
from kg.qa.cleaning import clean
from kg.qa.index import GraphIndex
from kg.qa.operators import operator_words
from kg.qa.proposing import (
    PROPOSALS,
    Advice,
    Strange,
    candidate,
    choices_in,
    confidence_in,
    form_of,
    keeps_names,
    make_request,
    require_known,
    settle,
)
from kg.qa.ranking import Hints, rank
from kg.qa.reading import Analysis, Likeness, Mention
from kg.qa.recognising import Recogniser
from kg.qa.routes import Relevances
from kg.qa.trying import Tried, answers

LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True)
class Senses:
    """What the engine lends: its walk, how it answers from a reading, and how alike a question and the schema are."""

    walk: Callable[[str], Answer]
    conclude: Callable[[Analysis, Sequence[Tried]], Answer]
    likeness: Callable[[Analysis], Likeness]
    relevances: Callable[[Likeness], Relevances]


@dataclass(frozen=True)
class Adviser:
    """Answers by way of proposals what the engine cannot answer by itself."""

    advice: Advice
    index: GraphIndex
    recogniser: Recogniser
    encoder: Encoder
    senses: Senses

    def advise(self, question: str, own: Answer, threshold: float) -> Answer:
        """The surest answer that a proposal leads to; the own one where it needs no help, or no other is sure enough.

        Questions in other languages are not asked of anybody.
        """
        if own.status is Status.ANSWERED or own.reason is Reason.LANGUAGE:
            return own
        analysis = analyse(question)
        asked = _Asked(self, analysis, self.recogniser.link(analysis), self.senses.likeness(analysis))
        request = make_request(self.index, question, asked.likeness.whole, own.nearest)
        proposals = self.advice.proposer.propose(request)[:PROPOSALS]
        return settle(own, [answer for proposal in proposals for answer in asked.answers(proposal)], threshold)


@dataclass(frozen=True)
class _Asked:
    """One question, for which proposals are tried."""

    adviser: Adviser
    analysis: Analysis
    mentions: Sequence[Mention]
    likeness: Likeness

    def answers(self, proposal: Proposal) -> Iterator[Answer]:
        """The answer that a proposal leads to; none where it is refused, cannot be read or finds nothing."""
        try:
            found = self._reworded(proposal.question) if proposal.question else self._queried(proposal.sparql)
        except (InputError, QueryError):
            return
        by = self.adviser.advice.proposer.name
        yield from (replace(answer, mentions=(), reworded=Rewording(by, proposal)) for answer in found)

    def _reworded(self, wording: str) -> Sequence[Answer]:
        text = clean(wording).text
        found = self.adviser.senses.walk(text)
        if found.status is not Status.ANSWERED or not keeps_names(self.mentions, found):
            return ()
        strange = Strange(self._in_no_name(), self._likest)
        return (replace(found, confidence=confidence_in(found, self.analysis, analyse(text), strange)),)

    def _in_no_name(self) -> list[int]:
        """Where the words are that nothing in the graph accounts for."""
        analysis, stems = self.analysis, self.adviser.index.lexicon.stems
        named = {i for mention in self.mentions for i in range(mention.start, mention.end)}
        return [i for i in sorted(analysis.content - named) if analysis.tokens[i].normal not in stems]

    def _likest(self, texts: Sequence[str], others: Sequence[str]) -> list[float]:
        """How like each text is to the likest of others; 0 where there are none."""
        if not (texts and others):
            return [0.0 for _ in texts]
        vectors = self.adviser.encoder.encode([*texts, *others])
        found: list[float] = (vectors[: len(texts)] @ vectors[len(texts) :].T).max(axis=1).tolist()
        return found

    def _queried(self, query: str) -> Sequence[Answer]:
        adviser, analysis = self.adviser, self.analysis
        text = LINE_END.sub("\n", query)
        queried = require_known(text, adviser.advice.runner)
        table = adviser.advice.runner.run(text)
        if not answers(table):
            return ()
        choices = choices_in(analysis, self.mentions, queried)
        read = candidate(analysis, choices, queried, adviser.senses.relevances(self.likeness).of(choices))
        hints = Hints(operators=() if queried.operates else operator_words(analysis))
        ranked = rank(analysis, read, self.likeness, hints).with_features(answers=answers(table))
        by = adviser.advice.proposer.name
        words = f"whether a query by {by} holds" if queried.form is ResultForm.ASK else f"what a query by {by} finds"
        told = replace(ranked, candidate=replace(ranked.candidate, form=form_of(queried, table), words=words))
        return (adviser.senses.conclude(analysis, [Tried(told, text, table)]),)
