"""Following: what a question that goes on from the one before is answered with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model import Answer, AnswerMention, Status
from kg.qa.engine import Answerer
from kg.qa.forms import LogicalForm
from kg.qa.ranking import Ranked, score_of
from kg.qa.reading import Choices, Mention
from kg.qa.talk.referring import Reference, Rewritten
from kg.qa.talk.remembering import Recall, Subject, Told
from kg.qa.trying import Tried
from kg.qa.walk import Read, Walk


@dataclass(frozen=True, slots=True)
class Followed:
    """What a follow-up was answered with, the full question that it was understood as, and what that rests on.

    `read` is a question in words with its `own` choices, None where that before still counts; it is `spoken` when its
    words say all that was answered. `about` are the things that it was asked of.
    """

    walk: Walk
    understood: str
    choices: Choices
    read: Read | None = None
    own: Choices = ()
    spoken: bool = False
    about: tuple[Subject, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer, or readings to choose from."""
        return self.walk.answer.status is not Status.DECLINED


@dataclass(frozen=True)
class Ground:
    """What all moves stand on: the engine, the last answer, and the question that goes on from it."""

    answerer: Answerer
    told: Told
    read: Read
    recall: Recall

    @property
    def ceiling(self) -> float:
        """The log-odds of the last answer: what goes on from it is no surer."""
        return self.told.best.ranked.score

    def answered(
        self, form: LogicalForm, sureness: float = 1.0, choices: Choices = (), understood: str = ""
    ) -> Followed:
        """The answer to a form made from the last one, `sureness` times as sure; the choices are the question's own."""
        before = self.told.best.ranked.candidate
        features = {**before.features, "link": before.features.get("link", 1.0) * sureness}
        positions = frozenset(i for c in choices for i in range(c.mention.start, c.mention.end))
        words = self.answerer.words(form)
        candidate = replace(
            before, form=form, words=words, choices=choices, told=(), explained=positions, features=features
        )
        tried = self.answerer.run([Ranked(candidate, score_of(features))])
        walk = self.answerer.conclude(self.read, self.capped(tried))
        return Followed(walk, understood or words, (*self.told.choices, *choices), about=self.told.about)

    def capped(self, tried: Sequence[Tried]) -> list[Tried]:
        """Readings that were tried, none of them surer than the last answer."""
        return [replace(t, ranked=replace(t.ranked, score=min(t.ranked.score, self.ceiling))) for t in tried]

    def concluded(self, read: Read, forms: Iterable[tuple[Ranked, LogicalForm]], rewritten: Rewritten) -> Walk:
        """The answer to readings of a rewritten question, in the forms that follow from the last one."""
        made: dict[LogicalForm, Ranked] = {}
        for ranked, form in forms:
            candidate = replace(ranked.candidate, form=form, words=self.answerer.words(form))
            made.setdefault(form, replace(ranked, candidate=candidate))
        walk = self.answerer.conclude(read, self.capped(self.answerer.run(list(made.values()))))
        return replace(walk, answer=typed(walk.answer, rewritten, self.read.analysis.text))

    def nothing(self, reference: Reference | None = None) -> Followed:
        """A decline, because nothing was found to answer with; what a reference points to is known all the same."""
        read = self.read
        if reference is not None and reference.start < reference.end:
            surface = read.analysis.surface(reference.start, reference.end)
            known = Mention(reference.start, reference.end, surface, ())
            read = replace(read, mentions=(*read.mentions, known))
        return Followed(self.answerer.conclude(read, ()), "", self.told.choices)


def typed(answer: Answer, rewritten: Rewritten, question: str) -> Answer:
    """An answer whose mentions stand where the question as typed has them."""
    return replace(answer, mentions=tuple(_mentions(answer, rewritten, question)))


def _mentions(answer: Answer, rewritten: Rewritten, question: str) -> Iterable[AnswerMention]:
    for mention in answer.mentions:
        place = rewritten.typed(mention.start, mention.end)
        if place is not None:
            yield replace(mention, surface=question[place[0] : place[1]], start=place[0], end=place[1])
