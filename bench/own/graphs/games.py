"""Video games with their makers, platforms and releases, named with schema:name or skos:prefLabel."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pyoxigraph as ox

from bench.own.graphs.words import chance, people
from bench.own.terms import SCHEMA, SKOS, Namespaces, slug, table, triples, typed

SEED = 4711
NAMES = Namespaces("gm", "https://arcade.example/ns#", "https://arcade.example/item/", {"schema": SCHEMA, "skos": SKOS})
TABLES = Path(__file__).parents[1] / "games"
NAME, PREFERRED, OTHER = (ox.NamedNode(name) for name in (SCHEMA + "name", SKOS + "prefLabel", SKOS + "altLabel"))
DESIGNERS = 42
NUMERALS = ("", " II", " III", " IV", " V", " VI", " VII", " VIII")
SUBTITLES = ("", "", ": The Return", ": Homecoming", ": Afterlight", ": Second Wind", ": Out of Time", ": Embers")
REGIONS = ("Europe", "Japan", "North America")
LAST_YEAR = 2024
LIFE_OF_A_PLATFORM = 9

Row = Mapping[str, str]
Things = Mapping[str, ox.NamedNode]


@dataclass(frozen=True, slots=True)
class Game:
    """A game of a series, before it gets its facts."""

    iri: ox.NamedNode
    name: str
    year: int
    before: ox.NamedNode | None
    genres: tuple[str, ...]


def build() -> Iterator[ox.Triple]:
    """All triples but those of the ontology."""
    rng = chance(SEED)
    rows = table(TABLES / "companies.tsv")
    companies = {row["name"]: NAMES.thing(f"company-{number}") for number, row in enumerate(rows, 301)}
    yield from _companies(rng, rows, companies)
    platforms = {row["name"]: NAMES.thing("platform-" + slug(row["short"])) for row in table(TABLES / "platforms.tsv")}
    yield from _platforms(platforms, companies)
    genres = {
        row["name"]: NAMES.thing(f"genre-{number}") for number, row in enumerate(table(TABLES / "genres.tsv"), 11)
    }
    yield from _genres(genres)
    designers = {NAMES.thing(f"designer-{number}"): rng.randint(1948, 1996) for number in range(501, 501 + DESIGNERS)}
    yield from _designers(rng, designers)
    publishers = _of_kind(rows, companies, "publisher")[:8]
    for series in _series(rng):
        team, publisher = _team(rng, rows, companies, series), rng.choice(publishers)
        for game in series:
            yield from _game(rng, game, genres)
            yield from triples(game.iri, NAMES.term("developedBy"), _makers(rng, team))
            yield from triples(game.iri, NAMES.term("publishedBy"), publisher)
            grown = [designer for designer, born in designers.items() if game.year - born > 20]
            yield from triples(game.iri, NAMES.term("designedBy"), rng.sample(grown, rng.choice((0, 1, 1, 2))))
            yield from _releases(rng, game, platforms)


def _of_kind(rows: Sequence[Row], companies: Things, kind: str) -> list[ox.NamedNode]:
    return [companies[row["name"]] for row in rows if row["kind"] == kind]


def _team(rng: Random, rows: Sequence[Row], companies: Things, series: Sequence[Game]) -> list[ox.NamedNode]:
    """Two studios that were there from the first game of a series to its last."""
    there = [
        companies[row["name"]]
        for row in rows
        if row["kind"] == "studio"
        if int(row["founded"]) <= series[0].year and series[-1].year <= int(row["closed"] or LAST_YEAR)
    ]
    return rng.sample(there, 2)


def _makers(rng: Random, team: Sequence[ox.NamedNode]) -> list[ox.NamedNode]:
    """Mostly the studio that made the series, sometimes another, sometimes both."""
    return list(rng.choice((team[:1], team[:1], team[:1], team[1:], team)))


def _companies(rng: Random, rows: Sequence[Row], companies: Things) -> Iterator[ox.Triple]:
    publishers = _of_kind(rows, companies, "publisher")
    for row in rows:
        company, founded = companies[row["name"]], typed(row["founded"], "gYear")
        yield from triples(company, NAME, row["name"])
        if row["kind"] == "publisher":
            yield from NAMES.facts(company, "Publisher", country=row["country"], foundedIn=founded)
            continue
        yield from NAMES.facts(
            company,
            "Studio",
            country=row["country"],
            foundedIn=founded,
            closedIn=[typed(row["closed"], "gYear")] if row["closed"] else [],
            numberOfEmployees=rng.randint(6, 640),
            ownedBy=[rng.choice(publishers[:8])] if rng.random() < 0.45 else [],
        )


def _platforms(platforms: Things, companies: Things) -> Iterator[ox.Triple]:
    for row in table(TABLES / "platforms.tsv"):
        platform = platforms[row["name"]]
        yield from NAMES.facts(
            platform,
            "Platform",
            launchedIn=typed(row["launched"], "gYear"),
            handheld=typed(row["handheld"], "boolean"),
            madeBy=[companies[row["maker"]]] if row["maker"] else [],
        )
        yield from triples(platform, PREFERRED, ox.Literal(row["name"], language="en"))
        yield from triples(platform, OTHER, ox.Literal(row["short"], language="en"))


def _genres(genres: Things) -> Iterator[ox.Triple]:
    for row in table(TABLES / "genres.tsv"):
        yield from NAMES.facts(genres[row["name"]], "Genre")
        yield from triples(genres[row["name"]], PREFERRED, ox.Literal(row["name"], language="en"))
        yield from triples(
            genres[row["name"]], OTHER, [ox.Literal(row["alias"], language="en")] if row["alias"] else []
        )


def _designers(rng: Random, designers: Mapping[ox.NamedNode, int]) -> Iterator[ox.Triple]:
    for (designer, born), (given, family) in zip(designers.items(), people(rng, len(designers)), strict=True):
        yield from NAMES.facts(designer, "Designer", bornIn=typed(str(born), "gYear"))
        yield from triples(designer, NAME, f"{given} {family}")


def _series(rng: Random) -> Iterator[list[Game]]:
    """The games of each series, one after another."""
    count = 0
    for row in table(TABLES / "titles.tsv"):
        year, games = int(row["first_year"]), list[Game]()
        for part in range(int(row["parts"])):
            count += 1
            before = games[-1].iri if games else None
            name = _title(rng, row["title"], part, year)
            games.append(Game(NAMES.thing(f"game-{count + 2000}"), name, year, before, tuple(row["genres"].split(";"))))
            year = min(LAST_YEAR, year + rng.randint(2, 4))
        yield games


def _title(rng: Random, title: str, part: int, year: int) -> str:
    if title.endswith("Football"):
        return f"{title} {year}"
    return title + NUMERALS[part] + (rng.choice(SUBTITLES) if part else "")


def _game(rng: Random, game: Game, genres: Things) -> Iterator[ox.Triple]:
    score = rng.randint(41, 97)
    yield from NAMES.facts(
        game.iri,
        "VideoGame",
        genre=[genres[name] for name in game.genres],
        sequelTo=[game.before] if game.before else [],
        minimumAge=rng.choice((3, 7, 12, 12, 16, 18)),
        criticScore=score,
        userScore=Decimal(min(98, max(20, score + rng.randint(-24, 14)))) / 10,
        copiesSold=round(rng.lognormvariate(13, 1.2), -3),
        maximumPlayers=rng.choice((1, 1, 1, 2, 2, 4, 8, 16, 64)),
        playingTimeHours=[rng.randint(2, 95)] if rng.random() < 0.9 else [],
    )
    yield from triples(game.iri, NAME, game.name)


def _releases(rng: Random, game: Game, platforms: Things) -> Iterator[ox.Triple]:
    """First on one platform, on some others later; everywhere or in one region."""
    sold = [row for row in table(TABLES / "platforms.tsv") if _is_sold(row, game.year)]
    for number, row in enumerate(rng.sample(sold, min(len(sold), rng.choice((1, 1, 2, 3))))):
        first = date(min(LAST_YEAR, game.year + (number > 1)), rng.randint(1, 12), rng.randint(1, 28))
        price = Decimal(rng.choice((999, 1499, 1999, 2999, 3999, 4999, 5999, 6999))) / 100
        for region in sorted(rng.sample(REGIONS, rng.choice((1, 1, 2, 3)))):
            release = NAMES.thing(f"release-{game.iri.value[-4:]}-{row['short'].lower()}-{region[0].lower()}")
            yield from NAMES.facts(
                release,
                "Release",
                releaseOf=game.iri,
                onPlatform=platforms[row["name"]],
                region=region,
                releaseDate=first.replace(day=rng.randint(1, 28)),
                launchPrice=price,
            )


def _is_sold(row: Row, year: int) -> bool:
    launched = int(row["launched"])
    return launched <= year and (not row["maker"] or year < launched + LIFE_OF_A_PLATFORM)
