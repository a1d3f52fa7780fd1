"""Every claim of the founding document is in the graph, with its passage."""

import csv
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from kg.rdf import ID, MK, PROV, RDF

CHECKLIST = Path(__file__).parent / "founding_claims.csv"
CLAIMS = list(csv.DictReader(CHECKLIST.read_text(encoding="utf-8").splitlines()))
SENTENCES = sorted({claim["sentence"] for claim in CLAIMS})


def stands_for(written, term):
    """Whether a term of the graph is what the checklist writes: a thing by its id, or a phrase."""
    if written == "founding-document":
        return term == ID["src-founding"]
    return term in (ID[written.replace(" ", "%20")], Literal(written, lang="en"))


def test_the_checklist_has_every_claim():
    assert len(CLAIMS) == 120
    assert len(SENTENCES) == 26


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["id"])
def test_claim_is_recorded_with_its_passage(shipped, claim):
    graph, node = shipped.asserted, ID[f"claim-{claim['id']}"]
    passage = graph.value(node, PROV.wasQuotedFrom)

    assert stands_for(claim["subject"], graph.value(node, MK.claimSubject))
    assert stands_for(claim["object"], graph.value(node, MK.claimObject))
    assert str(graph.value(node, MK.claimRelation)) == claim["relation"]
    assert str(graph.value(node, MK.phrase)) == claim["phrase"]
    assert str(graph.value(passage, MK.locator)) == claim["sentence"]
    assert graph.value(passage, MK.ofSource) == ID["src-founding"]


@pytest.mark.parametrize(
    "claim", [claim for claim in CLAIMS if claim["object_kind"] == "entity"], ids=lambda claim: claim["id"]
)
def test_claim_about_a_thing_names_the_thing(shipped, claim):
    thing = shipped.asserted.value(ID[f"claim-{claim['id']}"], MK.claimObject)

    assert isinstance(thing, URIRef)
    assert (thing, RDF.type, None) in shipped.asserted


@pytest.mark.parametrize("sentence", SENTENCES)
def test_founding_sentence_is_cited(shipped, sentence):
    passage = ID[f"passage-{sentence}"]

    assert (None, PROV.wasQuotedFrom, passage) in shipped.asserted


def test_the_graph_holds_no_claim_beyond_the_checklist(shipped):
    recorded = set(shipped.asserted.subjects(RDF.type, MK.AttributedStatement))

    assert recorded == {ID[f"claim-{claim['id']}"] for claim in CLAIMS}


def test_claims_do_not_become_plain_triples(shipped):
    held = shipped.derived.query(
        f"ASK {{ {ID['digital-marketing'].n3()} {MK.partOf.n3()} {ID['information-technology'].n3()} }}"
    )
    stated = shipped.derived.query(f"ASK {{ ?claim a {MK.AttributedStatement.n3()} ; {RDF.subject.n3()} ?subject }}")

    assert not bool(held)
    assert not bool(stated)
