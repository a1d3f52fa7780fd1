"""A maker of pumps, valves and controls: its people, departments, products, parts lists and suppliers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pyoxigraph as ox

from bench.own.graphs.words import chance, people, street
from bench.own.terms import RDFS_LABEL, Namespaces, slug, table, triples, typed

SEED = 20417
NAMES = Namespaces("co", "https://brennholt.example/schema#", "https://brennholt.example/id/", {})
TABLES = Path(__file__).parents[1] / "corporate"
PER_CATEGORY = (18, 32)
SERIES = (
    "Aquila Boreas Corvus Dunlin Eider Falco Gannet Heron Ibis Jackdaw Kestrel Lapwing Merlin Nuthatch Osprey Petrel "
    "Quail Raven Siskin Tern Vireo Whimbrel"
).split()
MODELS = [(series, 10 * size) for series in SERIES for size in range(11, 95)]
QUANTITIES = (1, 1, 1, 2, 2, 3, 4, 6, 8, 12)
HOMES = {
    "Hamburg": ("Germany", ("Hamburg", "Hamburg", "Lübeck", "Bremen", "Lüneburg")),
    "Lyon": ("France", ("Lyon", "Lyon", "Villeurbanne", "Saint-Étienne")),
    "Gothenburg": ("Sweden", ("Gothenburg", "Gothenburg", "Borås", "Mölndal")),
}
CHIEF = "Chief Executive Officer"
COLOURS = ("grey", "grey", "black", "white", "blue", "stainless steel", "red", "green")
SERVICES = ("Inspection", "Calibration", "Commissioning", "Overhaul", "Training", "Remote Diagnosis")
FIRST_DAY, LAST_DAY = date(2004, 1, 5), date(2025, 6, 30)


@dataclass(frozen=True, slots=True)
class Person:
    """An employee as the rest of the graph needs them."""

    iri: ox.NamedNode
    department: str
    job: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of hardware as the rest of the graph needs it."""

    iri: ox.NamedNode
    group: str
    category: str


def build() -> Iterator[ox.Triple]:
    """All triples but those of the ontology."""
    rng = chance(SEED)
    staff, facts = _staff(rng)
    yield from facts
    yield from _departments(staff)
    yield from _categories()
    suppliers, facts = _suppliers(rng)
    yield from facts
    managers = [person for person in staff if person.job == "Product Manager"]
    pieces, facts = _hardware(rng, managers, suppliers)
    yield from facts
    yield from _compatible(rng, pieces)
    yield from _parts(rng, pieces)
    yield from _services(rng, managers)


def _named(subject: ox.NamedNode, name: str) -> Iterator[ox.Triple]:
    return triples(subject, RDFS_LABEL, ox.Literal(name))


def _some_day(rng: Random) -> date:
    return FIRST_DAY + timedelta(days=rng.randrange((LAST_DAY - FIRST_DAY).days))


def _staff(rng: Random) -> tuple[list[Person], list[ox.Triple]]:
    """The chief executive, then each department: its head, its team leads, its members."""
    names = people(rng, 400)
    jobs = {row["department"]: row for row in table(TABLES / "jobs.tsv")}
    staff: list[Person] = []
    facts: list[ox.Triple] = []

    def hire(row: Mapping[str, str], job: str, chief: ox.NamedNode | None) -> ox.NamedNode:
        person = Person(NAMES.thing(f"empl-{len(staff) + 1001}"), row["name"], job)
        staff.append(person)
        facts.extend(_person(rng, person, next(names), row["site"], jobs[row["name"]]["topics"].split(";")))
        facts.extend(triples(person.iri, NAMES.term("reportsTo"), [chief] if chief else []))
        return person.iri

    departments = table(TABLES / "departments.tsv")
    chief = hire(departments[1], CHIEF, None)
    for row in departments:
        head = hire(row, f"Head of {row['name']}", chief)
        leads = [hire(row, "Team Lead", head) for _ in range(int(row["size"]) // 9)] or [head]
        for number in range(int(row["size"]) - len(leads) - 1):
            hire(row, rng.choice(jobs[row["name"]]["jobs"].split(";")), leads[number % len(leads)])
    return staff, facts


def _person(
    rng: Random, person: Person, name: tuple[str, str], site: str, topics: Sequence[str]
) -> Iterator[ox.Triple]:
    given, family = name
    country, cities = HOMES[site]
    yield from NAMES.facts(
        person.iri,
        "Employee",
        givenName=given,
        familyName=family,
        email=f"{slug(given)}.{slug(family)}@brennholt.example",
        phone=f"+{rng.randint(30, 49)} {rng.randint(20, 99)} {rng.randint(200000, 999999)}",
        street=street(rng),
        postalCode=str(rng.randint(10000, 98999)),
        city=rng.choice(cities),
        country=country,
        jobTitle=person.job,
        areaOfExpertise=sorted(rng.sample(topics, rng.choice((0, 1, 1, 2, 2, 3)))),
        hiredOn=_some_day(rng),
        memberOf=[] if person.job == CHIEF else NAMES.thing("dept-" + slug(person.department)),
    )
    yield from _named(person.iri, f"{given} {family}")


def _departments(staff: Sequence[Person]) -> Iterator[ox.Triple]:
    for row in table(TABLES / "departments.tsv"):
        department, site = NAMES.thing("dept-" + slug(row["name"])), NAMES.thing("site-" + slug(row["site"]))
        head = next(person.iri for person in staff if person.job == f"Head of {row['name']}")
        yield from NAMES.facts(
            department,
            "Department",
            abbreviation=row["short"],
            costCentre=row["cost_centre"],
            annualBudget=Decimal(row["budget"]),
            head=head,
            locatedAt=site,
        )
        yield from _named(department, row["name"])
    for city, (country, _) in HOMES.items():
        site = NAMES.thing("site-" + slug(city))
        yield from NAMES.facts(site, "Site", city=city, country=country)
        yield from _named(site, f"{city} site")


def _categories() -> Iterator[ox.Triple]:
    for row in table(TABLES / "categories.tsv"):
        group, category = NAMES.thing("cat-" + slug(row["group"])), NAMES.thing("cat-" + slug(row["category"]))
        yield from NAMES.facts(group, "ProductCategory")
        yield from _named(group, row["group"])
        yield from NAMES.facts(category, "ProductCategory", partOfGroup=group)
        yield from _named(category, row["category"])


def _suppliers(rng: Random) -> tuple[list[ox.NamedNode], list[ox.Triple]]:
    suppliers: list[ox.NamedNode] = []
    facts: list[ox.Triple] = []
    for row in table(TABLES / "countries.tsv"):
        trades = row["trades"].split()
        for surname in row["surnames"].replace("De ", "De_").replace("Van ", "Van_").split():
            supplier = NAMES.thing(f"sup-{len(suppliers) + 301}")
            suppliers.append(supplier)
            name = f"{surname.replace('_', ' ')} {rng.choice(trades)} {row['form']}"
            facts.extend(_supplier(rng, supplier, row, name))
    return suppliers, facts


def _supplier(rng: Random, supplier: ox.NamedNode, row: Mapping[str, str], name: str) -> Iterator[ox.Triple]:
    city, latitude, longitude = rng.choice(row["cities"].split()).split(":")
    yield from NAMES.facts(
        supplier,
        "Supplier",
        street=street(rng),
        postalCode=str(rng.randint(10000, 98999)),
        city=city,
        country=row["country"],
        countryCode=row["code"],
        latitude=Decimal(latitude),
        longitude=Decimal(longitude),
        email=f"orders@{slug(name)}.example",
        leadTimeDays=rng.randint(3, 62),
        auditScore=[rng.randint(48, 99)] if rng.random() < 0.8 else [],
        partnerSince=typed(str(rng.randint(1994, 2024)), "gYear"),
    )
    yield from _named(supplier, name)


def _hardware(
    rng: Random, managers: Sequence[Person], suppliers: Sequence[ox.NamedNode]
) -> tuple[list[Piece], list[ox.Triple]]:
    pieces: list[Piece] = []
    facts: list[ox.Triple] = []
    for row in table(TABLES / "categories.tsv"):
        sellers, team = rng.sample(suppliers, 7), rng.sample(managers, 2)
        models = rng.sample(MODELS, rng.randint(*PER_CATEGORY))
        for series, size in sorted(models):
            piece = Piece(NAMES.thing(f"hw-{len(pieces) + 10001}"), row["group"], row["category"])
            pieces.append(piece)
            facts.extend(_piece(rng, piece, row, f"{series} {size} {row['singular']}"))
            facts.extend(triples(piece.iri, NAMES.term("suppliedBy"), rng.sample(sellers, rng.choice((1, 1, 1, 2)))))
            facts.extend(triples(piece.iri, NAMES.term("managedBy"), rng.choice(team).iri))
    return pieces, facts


def _piece(rng: Random, piece: Piece, row: Mapping[str, str], name: str) -> Iterator[ox.Triple]:
    share = rng.random()
    sides = [_between(rng, share, row["shortest_mm"], row["longest_mm"]) for _ in range(3)]
    yield from NAMES.facts(
        piece.iri,
        "Hardware",
        articleNumber=f"BH-{piece.iri.value[-5:]}-{rng.choice('ABCDEFX')}",
        description=f"{row['singular']} of the {name.split()[0]} series",
        inCategory=NAMES.thing("cat-" + slug(piece.category)),
        launchedOn=_some_day(rng),
        warrantyMonths=[rng.choice((12, 24, 24, 24, 36, 60))] if rng.random() < 0.9 else [],
        colour=rng.choice(COLOURS),
        weight_g=_between(rng, share, row["lightest_g"], row["heaviest_g"]),
        width_mm=sides[0],
        height_mm=sides[1],
        depth_mm=sides[2],
    )
    yield from _named(piece.iri, name)
    amount = _between(rng, share, row["cheapest"], row["dearest"]) + Decimal(rng.choice((0, 49, 50, 90, 95))) / 100
    yield from _price(piece.iri, amount, "USD" if rng.random() < 0.08 else "EUR")


def _between(rng: Random, share: float, low: str, high: str) -> int:
    """A number between two, near the given share of the way."""
    near = min(1.0, max(0.0, share + rng.uniform(-0.2, 0.2)))
    return round(int(low) + (int(high) - int(low)) * near)


def _price(product: ox.NamedNode, amount: Decimal, currency: str) -> Iterator[ox.Triple]:
    price = NAMES.thing("price-" + product.value.removeprefix(NAMES.things))
    yield from triples(product, NAMES.term("hasPrice"), price)
    yield from NAMES.facts(price, "Price", amount=round(amount, 2), currency=currency)


def _compatible(rng: Random, pieces: Sequence[Piece]) -> Iterator[ox.Triple]:
    """Some pairs from different categories, stated from both sides."""
    for piece in pieces:
        others = [other for other in rng.sample(pieces, 3) if other.category != piece.category]
        for other in others[: rng.choice((0, 1, 1, 2))]:
            yield from triples(piece.iri, NAMES.term("compatibleWith"), other.iri)
            yield from triples(other.iri, NAMES.term("compatibleWith"), piece.iri)


def _parts(rng: Random, pieces: Sequence[Piece]) -> Iterator[ox.Triple]:
    """Parts lists of the larger machines, which are built of smaller things."""
    machines = [piece for piece in pieces if piece.category in ("Heat Recovery Units", "Control Cabinets", "Gateways")]
    machines += [piece for piece in pieces if piece.group in ("Pumps", "Fans") and rng.random() < 0.5]
    small = [piece for piece in pieces if piece.group in ("Valves", "Sensors", "Filters", "Power", "Actuators")]
    for machine in machines:
        for number, part in enumerate(rng.sample(small, rng.randint(3, 8)), 1):
            line = NAMES.thing(f"bom-{machine.iri.value.rsplit('-', 1)[1]}-{number}")
            yield from triples(machine.iri, NAMES.term("hasPartsLine"), line)
            yield from NAMES.facts(line, "PartsLine", part=part.iri, quantity=rng.choice(QUANTITIES))


def _services(rng: Random, managers: Sequence[Person]) -> Iterator[ox.Triple]:
    rows = table(TABLES / "categories.tsv")
    offers = [(row, kind) for row in rows for kind in sorted(rng.sample(SERVICES, 2))]
    for number, (row, kind) in enumerate(offers):
        service = NAMES.thing(f"srv-{number + 701}")
        yield from NAMES.facts(
            service,
            "Service",
            articleNumber=f"BS-{number + 701}",
            description=f"{kind} for {row['category'].lower()}",
            inCategory=NAMES.thing("cat-" + slug(row["category"])),
            managedBy=rng.choice(managers).iri,
            durationMinutes=rng.choice((30, 45, 60, 90, 120, 180, 240, 480)),
            launchedOn=_some_day(rng),
        )
        yield from _named(service, f"{row['singular']} {kind}")
        yield from _price(service, Decimal(rng.randrange(60, 190)), "EUR")
