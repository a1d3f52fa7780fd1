"""A conversation: questions that may go on from one another, asked of one engine by one person."""

import time
from dataclasses import replace

from kg.model import Answer, Status
from kg.qa.cleaning import clean
from kg.qa.dialogue import FollowUp, Move, follow_up
from kg.qa.engine import Answerer
from kg.qa.talk.attempts import attempts
from kg.qa.talk.exchanging import picked_mentions
from kg.qa.talk.following import Followed, Ground
from kg.qa.talk.remembering import Memory, Recall, Told, used
from kg.qa.trying import Tried
from kg.qa.walk import Read, Walk


class Conversation:
    """Asks questions and remembers the last answer; for one person at a time, while the engine may serve many."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self._memory = Memory()

    def ask(self, question: str) -> Answer:
        """The answer to a question, which may go on from the one before; raises InputError as the engine does."""
        started = time.perf_counter()
        cleaned = clean(question)
        text = cleaned.text
        read = self._answerer.link(text)
        found = self._chosen(read) or self._followed(read)
        walk = found.walk if found else self._answerer.walk(text)
        self._memory = remembered(self._memory, walk, found)
        answer = replace(walk.answer, understood_as=found.understood if found else "")
        return self._answerer.sign(answer, question, started, None if found else cleaned)

    def forget(self) -> None:
        """Begin anew: the next question stands alone."""
        self._memory = Memory()

    def _followed(self, read: Read) -> Followed | None:
        """The answer to a question that goes on from the one before; None when it is a new one."""
        told, missed = self._memory.told, self._memory.missed
        follow = follow_up(read.analysis, read.mentions) if read.analysis.language is None else None
        if follow is None:
            return None
        if follow.move is Move.WHY and missed is not None and follow.start == follow.end:
            return Followed(missed, f"why there is no answer to: {missed.answer.question}", ())
        if told is None:
            return None
        ground = Ground(self._answerer, told, read, Recall(self._answerer, told))
        declined = None
        for found in attempts(ground, follow):
            if found.is_answered:
                return found
            declined = declined or found
        return declined if follow.sure else None

    def _chosen(self, read: Read) -> Followed | None:
        """The reading, of those that were offered, which a question chooses."""
        offered = self._memory.offered
        if offered is None:
            return None
        follow = follow_up(read.analysis, read.mentions, offered=True)
        chosen = _choice(offered, follow, read) if follow else None
        if chosen is None:
            return None
        walk = self._answerer.conclude(offered.read, [chosen])
        understood = next((r.question for r in offered.answer.alternatives if r.sparql == chosen.sparql), "")
        walk = replace(walk, answer=replace(walk.answer, mentions=()))
        return Followed(walk, understood or walk.answer.reading, used(chosen), offered.read, used(chosen), spoken=True)


def _choice(offered: Walk, follow: FollowUp, read: Read) -> Tried | None:
    """The offered reading that a follow-up names by its place or by what it is about."""
    if follow.move is Move.CHOOSE:
        return offered.kept[follow.ordinal] if follow.ordinal < len(offered.kept) else None
    if follow.move is not Move.TURN:
        return None
    named = picked_mentions(read.analysis, read.mentions, range(follow.start, follow.end))
    terms = {c.entry.term for mention in named for c in mention.candidates}
    fitting = [tried for tried in offered.kept if any(choice.term in terms for choice in used(tried))]
    return fitting[0] if len(fitting) == 1 else None


def remembered(memory: Memory, walk: Walk, found: Followed | None) -> Memory:
    """What is remembered after a walk: its answer; or what was known before, and that it was no answer."""
    if walk.answer.status is Status.AMBIGUOUS:
        return Memory(memory.told, offered=walk)
    if walk.answer.status is Status.DECLINED:
        return Memory(memory.told, missed=walk)
    (best,) = walk.kept
    if found is None:
        return Memory(Told(walk.read, used(best), used(best), best, walk.answer))
    before = memory.told
    if found.read is not None or before is None:
        read = found.read or walk.read
        now = Told(read, found.own, found.choices, best, walk.answer, found.spoken, found.about)
        return Memory(now, offered=memory.offered)
    now = Told(before.read, before.own, found.choices, best, walk.answer, False, found.about)
    return Memory(now)
