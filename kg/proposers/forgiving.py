"""Help that may fail: what goes wrong with a proposer is told, and the question goes on without it."""

from collections.abc import Callable

from kg.errors import ServiceError
from kg.model import Proposal, Request
from kg.protocols import Proposer


class ForgivingProposer:
    """Another proposer, whose failure is one line to `note` and no proposal."""

    def __init__(self, proposer: Proposer, note: Callable[[str], None]) -> None:
        self._proposer, self._note = proposer, note

    @property
    def name(self) -> str:
        """That of the other."""
        return self._proposer.name

    def propose(self, request: Request, /) -> tuple[Proposal, ...]:
        """What the other proposes; nothing when it fails."""
        try:
            return self._proposer.propose(request)
        except ServiceError as error:
            self._note(" ".join(str(error).split()))
            return ()
