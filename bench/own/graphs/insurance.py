"""An insurer: customers, policies, coverages, claims, payments and staff, without a single label."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pyoxigraph as ox

from bench.own.graphs.words import chance, people
from bench.own.terms import Namespaces

SEED = 90311
NAMES = Namespaces("ins", "https://policydesk.example/model#", "https://policydesk.example/data/", {})
CUSTOMERS, POLICIES, CLAIMS, ADJUSTERS, AGENTS = 125, 185, 135, 14, 16
CITIES = "Brackwater Eastholm Fairmoor Glenrock Harwick Kingsford Oldbury Ravensby Stonehaven Westmere".split()
BRANCHES = {
    "Harbour Branch": "Harwick",
    "Hillside Branch": "Glenrock",
    "Central Branch": "Kingsford",
    "Lake Branch": "Westmere",
}
OCCUPATIONS = "architect baker carpenter electrician farmer florist lawyer nurse pilot retired student teacher".split()
LINES = {
    "motor": ("thirdPartyLiability", "theft", "collision", "glassBreakage"),
    "home": ("fire", "waterDamage", "burglary", "storm"),
    "travel": ("tripCancellation", "lostLuggage", "medicalCosts"),
    "liability": ("personalLiability", "dogOwnersLiability"),
    "legalProtection": ("labourDisputes", "tenancyDisputes"),
}
CAUSES = {
    "motor": ("collision", "theft", "hail", "vandalism", "deer"),
    "home": ("burst pipe", "fire", "burglary", "storm", "lightning"),
    "travel": ("illness", "lost luggage", "missed flight"),
    "liability": ("broken window", "dog bite", "cycling accident"),
    "legalProtection": ("dismissal", "rent increase"),
}
LARGEST = {"motor": 24000, "home": 41000, "travel": 3800, "liability": 9000, "legalProtection": 5200}
STATUSES = ("open", "inReview", "rejected", "settled", "settled", "settled")
METHODS = ("bankTransfer", "bankTransfer", "cheque", "instantPayment")
EUROS = (1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000)


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy as its claims need it."""

    iri: ox.NamedNode
    line: str
    start: date
    end: date


def build() -> Iterator[ox.Triple]:
    """All triples but those of the ontology."""
    rng = chance(SEED)
    names = people(rng, CUSTOMERS + ADJUSTERS + AGENTS)
    branches = _numbered("branch", len(BRANCHES))
    yield from _branches(branches)
    adjusters, agents = _numbered("adjuster", ADJUSTERS), _numbered("agent", AGENTS)
    yield from _adjusters(rng, adjusters, branches, names)
    yield from _agents(rng, agents, branches, names)
    customers = _numbered("customer", CUSTOMERS)
    yield from _customers(rng, customers, names)
    policies = [_policy(rng, iri) for iri in _numbered("policy", POLICIES)]
    for policy in policies:
        yield from _policy_facts(rng, policy, rng.choice(customers), rng.choice(agents))
    for number, claim in enumerate(_numbered("claim", CLAIMS), 1):
        yield from _claim(rng, claim, number, rng.choice(policies), rng.choice(adjusters))


def _numbered(kind: str, count: int) -> list[ox.NamedNode]:
    return [NAMES.thing(f"{kind}/{number}") for number in range(1001, 1001 + count)]


def _branches(branches: Sequence[ox.NamedNode]) -> Iterator[ox.Triple]:
    for number, (branch, (name, city)) in enumerate(zip(branches, BRANCHES.items(), strict=True)):
        opened = date(1987 + 9 * number, 4, 1)
        yield from NAMES.facts(branch, "Branch", branchName=name, city=city, openedOn=opened)


def _adjusters(
    rng: Random, adjusters: Sequence[ox.NamedNode], branches: Sequence[ox.NamedNode], names: Iterator[tuple[str, str]]
) -> Iterator[ox.Triple]:
    """The first two supervise all others."""
    for number, adjuster in enumerate(adjusters):
        given, family = next(names)
        yield from NAMES.facts(
            adjuster,
            "Adjuster",
            firstName=given,
            lastName=family,
            yearsOfExperience=rng.randint(1, 31),
            supervisedBy=[adjusters[number % 2]] if number > 1 else [],
            worksAtBranch=rng.choice(branches),
        )


def _agents(
    rng: Random, agents: Sequence[ox.NamedNode], branches: Sequence[ox.NamedNode], names: Iterator[tuple[str, str]]
) -> Iterator[ox.Triple]:
    for agent in agents:
        given, family = next(names)
        yield from NAMES.facts(
            agent,
            "SalesAgent",
            firstName=given,
            lastName=family,
            commissionRate=Decimal(rng.randint(20, 95)) / 10,
            worksAtBranch=rng.choice(branches),
        )


def _customers(rng: Random, customers: Sequence[ox.NamedNode], names: Iterator[tuple[str, str]]) -> Iterator[ox.Triple]:
    for customer in customers:
        given, family = next(names)
        yield from NAMES.facts(
            customer,
            "Customer",
            firstName=given,
            lastName=family,
            dateOfBirth=date(1938, 1, 1) + timedelta(days=rng.randrange(24500)),
            city=rng.choice(CITIES),
            emailAddress=f"{given.lower()}.{family.lower()}@mail.example",
            occupation=rng.choice(OCCUPATIONS),
        )


def _policy(rng: Random, iri: ox.NamedNode) -> Policy:
    line = rng.choice(("motor", "motor", "motor", "home", "home", "travel", "liability", "legalProtection"))
    start = date(2014, 6, 1) + timedelta(days=rng.randrange(2500))
    return Policy(iri, line, start, start + timedelta(days=365 * rng.randint(1, 4)))


def _policy_facts(rng: Random, policy: Policy, holder: ox.NamedNode, agent: ox.NamedNode) -> Iterator[ox.Triple]:
    kinds = rng.sample(LINES[policy.line], rng.randint(1, min(3, len(LINES[policy.line]))))
    coverages = {
        NAMES.thing(f"coverage/{policy.iri.value[-4:]}-{number}"): kind for number, kind in enumerate(kinds, 1)
    }
    yield from NAMES.facts(
        policy.iri,
        "Policy",
        policyNumber=f"{policy.line[:2].upper()}-{rng.randint(100000, 999999)}",
        lineOfBusiness=policy.line,
        policyHolder=holder,
        soldBy=agent,
        startDate=policy.start,
        endDate=policy.end,
        annualPremium=Decimal(rng.randint(6000, 145000)) / 100,
        deductible=rng.choice((0, 0, 150, 250, 300, 500, 1000)),
        hasCoverage=list(coverages),
    )
    for coverage, kind in coverages.items():
        yield from NAMES.facts(coverage, "Coverage", coverageType=kind, sumInsured=rng.choice(EUROS))


def _claim(
    rng: Random, claim: ox.NamedNode, number: int, policy: Policy, adjuster: ox.NamedNode
) -> Iterator[ox.Triple]:
    lost = policy.start + timedelta(days=rng.randrange((policy.end - policy.start).days))
    reported = lost + timedelta(days=rng.choice((0, 1, 1, 2, 3, 5, 8, 14, 30, 61)))
    claimed = Decimal(rng.randint(9000, 100 * LARGEST[policy.line])) / 100
    status = rng.choice(STATUSES)
    yield from NAMES.facts(
        claim,
        "Claim",
        claimNumber=f"CL-{lost.year}-{number:04}",
        underPolicy=policy.iri,
        handledBy=adjuster,
        causeOfLoss=rng.choice(CAUSES[policy.line]),
        claimStatus=status,
        claimedAmount=claimed,
        dateOfLoss=lost,
        reportedOn=reported,
    )
    if status in ("settled", "inReview"):
        yield from _payments(
            rng, claim, claimed, reported, rng.choice((1, 1, 2, 3)) if status == "settled" else rng.choice((0, 1))
        )


def _payments(rng: Random, claim: ox.NamedNode, claimed: Decimal, reported: date, count: int) -> Iterator[ox.Triple]:
    """Instalments that come to no more than was claimed."""
    day = reported
    for number in range(1, count + 1):
        day += timedelta(days=rng.randint(6, 75))
        yield from NAMES.facts(
            NAMES.thing(f"payment/{claim.value[-4:]}-{number}"),
            "Payment",
            forClaim=claim,
            paidAmount=round(claimed * rng.randint(40, 100) / (100 * count), 2),
            paidOn=day,
            paymentMethod=rng.choice(METHODS),
        )
