"""The parts of an answer are drawn whole, and nothing of the graph becomes an element."""

from dataclasses import replace
from html.parser import HTMLParser

import pieces
import pytest
from rdflib import URIRef

from kg.model import AnswerMention, NamedTerm, Source
from tests.app.answers import ANSWERED, HOSTILE, HOSTILE_ANSWER, SMS

OURS = {"p", "mark", "span", "h4", "ul", "li", "code", "a", "details", "summary", "pre"}


class Elements(HTMLParser):
    """The names of the elements, the links and the text of some HTML."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.text += data


def mention(surface: str, start: int, label: str = "thing") -> AnswerMention:
    return AnswerMention(surface, start, start + len(surface), NamedTerm(URIRef("https://example.org/x"), label), 1.0)


def test_each_mention_is_marked_and_followed_by_what_it_was_read_as() -> None:
    markup = pieces.marked_question(ANSWERED.question, ANSWERED.mentions)
    assert markup.count("<mark") == 3
    assert Elements(markup).text == "what ITIT component does SMS marketingSMS marketing needrequires?"


def test_a_mention_inside_another_is_left_out() -> None:
    markup = pieces.marked_question("SMS marketing", [mention("SMS", 0), mention("SMS marketing", 0)])
    assert Elements(markup).text == "SMS marketingthing"


def test_the_question_without_mentions_is_shown_as_it_is() -> None:
    assert Elements(pieces.marked_question("a & b?", [])).text == "a & b?"


SHOWN = """
SMS gateway
must
sourced
GSMA messaging guidelines
data/requirements/messaging.ttl:42
Consent must be provable.
Condition: messages to people in the United States.
unverified
Stated of Text and multimedia messaging.
IT infrastructure
"""


@pytest.mark.parametrize("shown", SHOWN.strip().splitlines())
def test_a_fact_shows_all_that_the_graph_records_of_it(shown: str) -> None:
    assert shown in Elements(pieces.facts(ANSWERED.evidence)).text


def test_a_group_is_named_once() -> None:
    assert pieces.facts(ANSWERED.evidence).count("Privacy compliance</h4>") == 1


@pytest.mark.parametrize(("basis", "verified"), [("sourced", False), ("editorial", None), ("editorial", True)])
def test_what_nobody_checked_is_marked_unverified(basis: str, verified: bool | None) -> None:
    fact = replace(ANSWERED.evidence[0], basis=basis, verified=verified)
    assert "unverified" in pieces.facts([fact])


def test_what_has_a_checked_source_is_not_marked() -> None:
    assert "unverified" not in pieces.facts(ANSWERED.evidence[:1])


def test_a_source_with_an_address_is_a_link() -> None:
    assert Elements(pieces.facts(ANSWERED.evidence)).links == ["https://example.org/gsma"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///x", "//a.example"])
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    fact = replace(ANSWERED.evidence[0], source=Source("label", url))
    assert Elements(pieces.facts([fact])).links == []


def test_hostile_text_stays_text() -> None:
    drawn = Elements(
        pieces.marked_question(HOSTILE_ANSWER.question, HOSTILE_ANSWER.mentions)
        + pieces.facts(HOSTILE_ANSWER.evidence)
        + pieces.other_readings(HOSTILE_ANSWER.alternatives)
        + pieces.asked(HOSTILE_ANSWER.question)
        + pieces.page_title(HOSTILE)
    )
    assert drawn.names <= OURS | {"div", "h1", "h2"}
    assert drawn.links == []
    assert HOSTILE in drawn.text


def test_the_other_readings_carry_their_query_and_confidence() -> None:
    text = Elements(pieces.other_readings(ANSWERED.alternatives)).text
    assert "Standards that SMS marketing uses 4%" in text
    assert "SELECT ?s WHERE { ?s ?p ?o }" in text


def test_the_label_of_a_mention_is_not_its_iri() -> None:
    assert str(SMS.term) not in Elements(pieces.marked_question(ANSWERED.question, ANSWERED.mentions)).text
