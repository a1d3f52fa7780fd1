"""What a proposer promises, held to every plug: a few proposals, each a wording or a query, and no other error."""

from collections.abc import Iterator

import pytest
from rdflib import URIRef

from kg.errors import ServiceError
from kg.model import NamedTerm, Proposal, Request
from kg.proposers.chat import ChatProposer
from kg.proposers.forgiving import ForgivingProposer
from kg.proposers.phrases import PhraseProposer
from kg.protocols import Proposer
from tests.proposers.server import Script, serving

TERMS = (NamedTerm(URIRef("urn:x"), 'a "name"\n'),)
REQUESTS = [
    Request("Which lochs are there?"),
    Request("lochs", TERMS, TERMS, TERMS),
    Request('"}]} \\ \x00 \u202e 🐟'),
    Request("loch " * 200),
]


@pytest.fixture(params=["phrases", "chat", "forgiving", "forgiving without a server"])
def proposer(request: pytest.FixtureRequest) -> Iterator[Proposer]:
    with serving(Script()) as script:
        script.propose({"question": "Which lakes are there?"}, {"sparql": "SELECT * { ?s a ?c }"})
        chat, nowhere = ChatProposer(script.url, "small"), ChatProposer("http://127.0.0.1:1/v1", "small")
        notes: list[str] = []
        yield {
            "phrases": PhraseProposer({"lochs": "lakes", "loch": "lake"}),
            "chat": chat,
            "forgiving": ForgivingProposer(chat, notes.append),
            "forgiving without a server": ForgivingProposer(nowhere, notes.append),
        }[request.param]


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: request.question[:8])
def test_proposals_are_wordings_or_queries(proposer: Proposer, request_: Request) -> None:
    for proposal in proposer.propose(request_):
        assert isinstance(proposal, Proposal)
        assert bool(proposal.question) is not bool(proposal.sparql)


def test_the_same_request_has_the_same_proposals(proposer: Proposer) -> None:
    assert proposer.propose(REQUESTS[0]) == proposer.propose(REQUESTS[0])


def test_a_proposer_is_named(proposer: Proposer) -> None:
    assert proposer.name


def test_phrases_are_replaced_longest_first_whatever_their_case() -> None:
    phrases = PhraseProposer({"loch": "lake", "Loch Ness": "Lake Ladoga"})
    assert phrases.propose(Request("LOCH NESS or a loch, no lochside")) == (
        Proposal(question="Lake Ladoga or a lake, no lochside"),
    )


@pytest.mark.parametrize("phrases", [{}, {"fjord": "lake"}])
def test_without_a_known_phrase_nothing_is_proposed(phrases: dict[str, str]) -> None:
    assert PhraseProposer(phrases).propose(Request("Which lochs are there?")) == ()


def test_a_failure_is_one_line_and_no_proposal() -> None:
    notes: list[str] = []
    with serving(Script(status=500)) as script:
        forgiving = ForgivingProposer(ChatProposer(script.url, "small"), notes.append)
        assert forgiving.propose(REQUESTS[0]) == ()
    assert len(notes) == 1
    assert "status 500" in notes[0]
    assert "\n" not in notes[0]


def test_a_failure_that_is_not_forgiven_is_an_error_of_ours() -> None:
    with serving(Script(status=500)) as script, pytest.raises(ServiceError):
        ChatProposer(script.url, "small").propose(REQUESTS[0])
