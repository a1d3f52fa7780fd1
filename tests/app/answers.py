"""Answers made by hand: one of each kind, and one whose every text is hostile."""

from pathlib import Path

from rdflib import Literal, URIRef

from kg.model import Answer, AnswerMention, Evidence, NamedTerm, Position, Reading, Reason, Source, Status

HOSTILE = "<script>document.title='owned'</script> [x](javascript:alert(1)) **b** $x$ :red[r] :smile: https://a.example"


def thing(label: str) -> NamedTerm:
    return NamedTerm(URIRef("https://example.org/id/" + "-".join(label.lower().split())), label)


REQUIRES = thing("requires")
SMS = thing("SMS marketing")
GATEWAY = thing("SMS gateway")
STORE = thing("Consent record store")
FAMILY = thing("Text and multimedia messaging")
RECORDED = thing("Opt-out mechanism")


def need(component: NamedTerm, group: str, **more: object) -> Evidence:
    return Evidence((SMS, REQUIRES, component), f"SMS marketing requires {component.label}.", group=group, **more)


ANSWERED = Answer(
    question="what IT does SMS marketing need?",
    status=Status.ANSWERED,
    text=(
        "SMS marketing needs three components.\n\n"
        "**IT infrastructure**\n\n- **SMS gateway** (must): hands messages to the operators' networks "
        "([GSMA guidelines](https://example.org/gsma))\n\n"
        "**Privacy compliance**\n\n- **Consent record store** (must, in the United States): proves consent\n"
        "- **Opt-out mechanism** (should): lets people stop messages"
    ),
    reading="IT components that SMS marketing requires",
    sparql=(
        "PREFIX mk: <https://w3id.org/mktit/ns#>\nPREFIX id: <https://w3id.org/mktit/id/>\n"
        "SELECT DISTINCT ?component WHERE {\n  id:sms-marketing mk:requires ?component .\n}"
    ),
    variables=("component",),
    rows=((GATEWAY,), (STORE,), (RECORDED,)),
    evidence=(
        need(
            GATEWAY,
            "IT infrastructure",
            strength="must",
            basis="sourced",
            reason="Messages reach the operators' networks through it",
            verified=True,
            source=Source("GSMA messaging guidelines", "https://example.org/gsma"),
            position=Position(Path("data/requirements/messaging.ttl"), 42, 1),
        ),
        need(
            STORE,
            "Privacy compliance",
            strength="must",
            basis="stated",
            reason="Consent must be provable.",
            condition="messages to people in the United States",
            source=Source("Founding document", None),
            position=Position(Path("data/requirements/messaging.ttl"), 57, 1),
            inherited_from=FAMILY,
        ),
        need(RECORDED, "Privacy compliance", strength="should", basis="editorial", verified=False),
    ),
    confidence=0.93,
    mentions=(
        AnswerMention("IT", 5, 7, thing("IT component"), 0.87),
        AnswerMention("SMS marketing", 13, 26, SMS, 0.99),
        AnswerMention("need", 27, 31, REQUIRES, 0.91),
    ),
    alternatives=(Reading("Standards that SMS marketing uses", "SELECT ?s WHERE { ?s ?p ?o }", 0.04),),
    model="all-MiniLM-L6-v2",
    graph="0123456789abcdef" * 4,
    elapsed_ms=21.4,
)

AMBIGUOUS = Answer(
    question="what is MTA?",
    status=Status.AMBIGUOUS,
    text=(
        "This can be read in more than one way. Which do you mean?\n\n"
        "- definition of Mail transfer agent\n- definition of Multi-touch attribution"
    ),
    confidence=0.5,
    mentions=(AnswerMention("MTA", 8, 11, thing("Mail transfer agent"), 0.9),),
    nearest=(thing("Mail transfer agent"), thing("Multi-touch attribution")),
    alternatives=(
        Reading(
            "definition of Mail transfer agent", "SELECT ?d WHERE { ?s ?p ?d }", 0.5, "what is Mail transfer agent?"
        ),
        Reading(
            "definition of Multi-touch attribution",
            "SELECT ?d WHERE { ?s ?p ?d }",
            0.48,
            "what is Multi-touch attribution?",
        ),
    ),
)

DECLINED = Answer(
    question="Which IT does fax marketing need?",
    status=Status.DECLINED,
    text=(
        "I do not know: the graph has nothing called that.\n\n"
        "The nearest things I know: **SMS marketing**, **Email marketing**, **Affiliate marketing**."
    ),
    reason=Reason.UNKNOWN_TERM,
    nearest=(SMS, thing("Email marketing"), thing("Affiliate marketing")),
)

YES = Answer(
    question="Does SMS marketing need an SMS gateway?",
    status=Status.ANSWERED,
    text="Yes: SMS marketing requires an SMS gateway.",
    boolean=True,
    confidence=0.97,
)

_BAD = NamedTerm(URIRef("https://example.org/id/bad"), HOSTILE)

HOSTILE_ANSWER = Answer(
    question=HOSTILE,
    status=Status.DECLINED,
    text="I do not know this.",
    reading=HOSTILE,
    sparql=HOSTILE,
    variables=("x",),
    rows=((_BAD,), (NamedTerm(Literal(HOSTILE), HOSTILE),), (None,)),
    evidence=(
        Evidence(
            (_BAD, _BAD, _BAD),
            HOSTILE,
            strength=HOSTILE,
            basis=HOSTILE,
            reason=HOSTILE,
            condition=HOSTILE,
            source=Source(HOSTILE, "javascript:alert(1)"),
            position=Position(Path(HOSTILE), 1),
            inherited_from=_BAD,
            group=HOSTILE,
        ),
    ),
    mentions=(AnswerMention(HOSTILE[:8], 0, 8, _BAD, 1.0),),
    alternatives=(Reading(HOSTILE, HOSTILE, 0.1),),
    reason=Reason.OUT_OF_SCOPE,
    nearest=(_BAD,),
)
