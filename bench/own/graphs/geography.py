"""An atlas of Europe in two languages: countries, states, cities, rivers, lakes, seas and mountains."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from bench.own.terms import RDFS_LABEL, SKOS, Namespaces, table, triples, typed

NAMES = Namespaces("geo", "https://atlas.example/terms#", "https://atlas.example/place/", {"skos": SKOS})
TABLES = Path(__file__).parents[1] / "geography"
ALIAS = ox.NamedNode(SKOS + "altLabel")
GERMAN_RANGES = {
    "Alps": "Alpen",
    "Apennines": "Apennin",
    "Black Forest": "Schwarzwald",
    "Carpathians": "Karpaten",
    "Caucasus": "Kaukasus",
    "Dinaric Alps": "Dinarisches Gebirge",
    "Harz": "Harz",
    "Ore Mountains": "Erzgebirge",
    "Pirin": "Pirin",
    "Pyrenees": "Pyrenäen",
    "Rila": "Rila",
    "Scandinavian Mountains": "Skandinavisches Gebirge",
    "Sierra Nevada": "Sierra Nevada",
    "Sudetes": "Sudeten",
}

Row = Mapping[str, str]
Places = Mapping[str, ox.NamedNode]


def build() -> Iterator[ox.Triple]:
    """All triples but those of the ontology."""
    countries, seas, states = _places("countries", "code"), _places("seas", "code"), _places("states", "code")
    cities, rivers = _places("cities", "en"), _places("rivers", "en")
    for row in table(TABLES / "countries.tsv"):
        yield from _country(row, countries, seas, cities)
    for row in table(TABLES / "states.tsv"):
        yield from _state(row, states, countries, cities)
    for row in table(TABLES / "cities.tsv"):
        yield from _city(row, cities, countries, states, rivers)
    for row in table(TABLES / "seas.tsv"):
        yield from NAMES.facts(seas[row["code"]], "Sea", maximumDepth=int(row["depth"]))
        yield from _named(seas[row["code"]], row["en"], row["de"])
    waters = {**rivers, **{row["en"]: seas[row["code"]] for row in table(TABLES / "seas.tsv")}}
    for row in table(TABLES / "rivers.tsv"):
        yield from _river(row, waters, countries)
    yield from _lakes(countries)
    yield from _mountains(countries)


def _places(kind: str, key: str) -> dict[str, ox.NamedNode]:
    """The things of a table, by the column that tells them apart; their IRIs say nothing."""
    rows = table(TABLES / f"{kind}.tsv")
    return {row[key]: NAMES.thing(f"{kind[:2]}{number}") for number, row in enumerate(rows, 101)}


def _named(place: ox.NamedNode, english: str, german: str) -> Iterator[ox.Triple]:
    return triples(place, RDFS_LABEL, [ox.Literal(english, language="en"), ox.Literal(german, language="de")])


def _all(places: Places, keys: str) -> list[ox.NamedNode]:
    return [places[key] for key in keys.split()]


def _year(text: str) -> list[ox.Literal]:
    return [typed(text, "gYear")] if text else []


def _country(row: Row, countries: Places, seas: Places, cities: Places) -> Iterator[ox.Triple]:
    country = countries[row["code"]]
    yield from NAMES.facts(
        country,
        "Country",
        capital=[cities[row["capital"]]] if row["capital"] else [],
        population=int(row["population"]),
        area=Decimal(row["area"]),
        currency=row["currency"],
        officialLanguage=row["languages"].split(";"),
        memberOfEUSince=_year(row["eu_since"]),
        borders=_all(countries, row["borders"]),
        hasCoastOn=_all(seas, row["coasts"]),
    )
    yield from _named(country, row["en"], row["de"])
    yield from triples(country, ALIAS, [ox.Literal(name, language="en") for name in row["alias"].split(";") if name])


def _state(row: Row, states: Places, countries: Places, cities: Places) -> Iterator[ox.Triple]:
    state = states[row["code"]]
    yield from NAMES.facts(
        state,
        "FederalState",
        capital=cities[row["capital"]],
        population=int(row["population"]),
        area=Decimal(row["area"]),
        locatedIn=countries[row["country"]],
        borders=_all(states, row["borders"]),
    )
    yield from _named(state, row["en"], row["de"])


def _city(row: Row, cities: Places, countries: Places, states: Places, rivers: Places) -> Iterator[ox.Triple]:
    city = cities[row["en"]]
    yield from NAMES.facts(
        city,
        "City",
        locatedIn=countries[row["country"]],
        inState=_all(states, row["state"]),
        population=int(row["population"]),
        elevation=int(row["elevation"]),
        liesOn=[rivers[name] for name in row["rivers"].split(";") if name],
    )
    yield from _named(city, row["en"], row["de"])


def _river(row: Row, waters: Places, countries: Places) -> Iterator[ox.Triple]:
    river = waters[row["en"]]
    yield from NAMES.facts(
        river,
        "River",
        length=int(row["length"]),
        flowsThrough=_all(countries, row["countries"]),
        flowsInto=waters[row["into"]],
    )
    yield from _named(river, row["en"], row["de"])


def _lakes(countries: Places) -> Iterator[ox.Triple]:
    lakes = _places("lakes", "en")
    for row in table(TABLES / "lakes.tsv"):
        yield from NAMES.facts(
            lakes[row["en"]],
            "Lake",
            area=Decimal(row["area"]),
            maximumDepth=int(row["depth"]),
            locatedIn=_all(countries, row["countries"]),
        )
        yield from _named(lakes[row["en"]], row["en"], row["de"])


def _mountains(countries: Places) -> Iterator[ox.Triple]:
    ranges = {name: NAMES.thing(f"ra{number}") for number, name in enumerate(GERMAN_RANGES, 101)}
    for name, iri in ranges.items():
        yield from NAMES.facts(iri, "MountainRange")
        yield from _named(iri, name, GERMAN_RANGES[name])
    mountains = _places("mountains", "en")
    for row in table(TABLES / "mountains.tsv"):
        yield from NAMES.facts(
            mountains[row["en"]],
            "Mountain",
            elevation=int(row["elevation"]),
            locatedIn=_all(countries, row["countries"]),
            partOfRange=[ranges[row["range"]]] if row["range"] else [],
            firstAscent=_year(row["first_ascent"]),
        )
        yield from _named(mountains[row["en"]], row["en"], row["de"])
