"""Proposals from a list of a person's own phrases: offline, and the same every time."""

import re
from collections.abc import Mapping

from kg.model import Proposal, Request


class PhraseProposer:
    """Rewords a question by putting phrases that the graph knows in the place of those that it does not."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._phrases = dict(sorted(phrases.items(), key=lambda pair: (-len(pair[0]), pair[0])))

    @property
    def name(self) -> str:
        """Whose the proposals are."""
        return "own phrases"

    def propose(self, request: Request, /) -> tuple[Proposal, ...]:
        """The question with every phrase replaced, longest first, whatever its case; nothing where none is in it."""
        known = {phrase.casefold(): words for phrase, words in self._phrases.items()}
        pattern = "|".join(re.escape(phrase) for phrase in self._phrases)
        if not pattern:
            return ()
        found = re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
        question = found.sub(lambda match: known.get(match.group().casefold(), match.group()), request.question)
        return () if question == request.question else (Proposal(question=question),)
