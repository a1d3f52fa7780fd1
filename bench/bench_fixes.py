"""How often the first fix that is proposed for a seeded fault clears its finding, and adds none.

    python bench/bench_fixes.py [FAULTS OF EACH KIND]

Faults of fourteen kinds are put into the shipped data, one at a time, at places drawn with a fixed seed. A fault counts
as mended when carrying out the first proposed fix leaves its finding gone and no other new; one that is found and has
no fix, or is not found, does not.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from kg.check.carrying_out import Desk
from kg.check.files import Language, Source
from kg.check.fingerprints import fingerprints
from kg.check.validate import Checked, check_sources
from kg.shipped import built_in_places, built_in_shapes, shipped_root

EACH = 6
DATA = shipped_root() / "data"
Fault = Callable[[str, random.Random], str | None]


def misspelt(pattern: str) -> Fault:
    """A letter of a name doubled, dropped or swapped with its neighbour."""

    def spoil(text: str, chance: random.Random) -> str | None:
        found = list(re.finditer(pattern, text, re.MULTILINE))
        if not found:
            return None
        start, end = chance.choice(found).span(1)
        name = text[start:end]
        at = chance.randrange(1, len(name) - 1)
        other = chance.choice(
            [
                name[:at] + name[at] + name[at:],
                name[:at] + name[at + 1 :],
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            ]
        )
        return text[:start] + other + text[end:] if other != name else None

    return spoil


def rewritten(pattern: str, by: str) -> Fault:
    """One place that fits a pattern, written otherwise."""

    def spoil(text: str, chance: random.Random) -> str | None:
        found = list(re.finditer(pattern, text, re.MULTILINE))
        if not found:
            return None
        place = chance.choice(found)
        return text[: place.start()] + place.expand(by) + text[place.end() :]

    return spoil


FAULTS: dict[str, Fault] = {
    "misspelt property": misspelt(r"^    (?:mk|skos):(\w{6,}) "),
    "misspelt class": misspelt(r"^    a mk:(\w{5,})"),
    "misspelt reference": misspelt(r"^    mk:\w+ id:([a-z-]{8,})"),
    "misspelt value of a list": misspelt(r"^    mk:(?:strength|basis) mk:(\w+)"),
    "truth value in quotes": rewritten(r"mk:verified (true|false)", r'mk:verified "\1"'),
    "language tag missing": rewritten(r'(skos:prefLabel "[^"]+")@en', r"\1"),
    "full stop of a definition missing": rewritten(r'(skos:definition "[^"]+)\."', r'\1"'),
    "one type missing": rewritten(r", skos:Concept ;", " ;"),
    "facet missing": rewritten(r"^    skos:inScheme mk:\w+ ;\n", ""),
    "unused prefix": rewritten(r"\A", "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"),
    "prefix not declared": rewritten(r"^@prefix (?:mk|id|skos|dcterms): .*\n", ""),
    "full stop of a statement missing": rewritten(r" \.\n\n(?=id:)", "\n\n"),
    "required line missing": rewritten(r"^    (?:mk:basis|mk:strength|mk:inPillar|mk:componentKind) .*;\n", ""),
    "value given twice": rewritten(r"mk:verified true", "mk:verified true, false"),
}


def main() -> None:
    """Print the table."""
    each = int(sys.argv[1]) if len(sys.argv) > 1 else EACH
    chance = random.Random(7)  # noqa: S311
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(DATA.rglob("*.ttl"))}
    totals: Counter[str] = Counter()
    print(f"{'fault':36}  seeded  found  with a fix  mended")
    for kind, spoil in FAULTS.items():
        counts: Counter[str] = Counter()
        while counts["seeded"] < each:
            path = chance.choice(sorted(texts))
            spoilt = spoil(texts[path], chance)
            if spoilt is not None:
                counts.update(["seeded", *judge(path, texts[path], spoilt)])
        totals += counts
        print_row(kind, counts)
    print_row("all", totals)
    print(f"mended: {totals['mended'] / totals['seeded']:.0%}")


def judge(path: Path, text: str, spoilt: str) -> list[str]:
    """How far a fault gets: found, with a fix, mended."""
    before, after = checked(path, text), checked(path, spoilt)
    new = set(keys(after)) - set(keys(before))
    if not new:
        return []
    findings = [finding for key, finding in zip(keys(after), after.report.findings, strict=True) if key in new]
    fixable = next((finding for finding in findings if finding.fix is not None), None)
    if fixable is None:
        return ["found"]
    desk = Desk(after.readings)
    if not desk.carry_out(fixable):
        return ["found", "fix"]
    mended = checked(path, desk.texts().get(path, spoilt))
    cleared = not set(keys(mended)) - set(keys(before)) or (
        len(mended.report.findings) < len(after.report.findings) and not set(keys(mended)) - set(keys(after))
    )
    return ["found", "fix", *(["mended"] if cleared else [])]


def checked(path: Path, text: str) -> Checked:
    """One file of the shipped data, with another text, in the light of the others."""
    source = Source(path, text.encode("utf-8"), Language.TURTLE)
    return check_sources([source], [built_in_shapes()], [Path(place) for place in built_in_places()])


def keys(found: Checked) -> tuple[str, ...]:
    """By what the findings are known again."""
    return fingerprints(found.report.findings, DATA)


def print_row(kind: str, counts: Counter[str]) -> None:
    """One line of the table."""
    print(f"{kind:36}  {counts['seeded']:6}  {counts['found']:5}  {counts['fix']:10}  {counts['mended']:6}", flush=True)


if __name__ == "__main__":
    main()
