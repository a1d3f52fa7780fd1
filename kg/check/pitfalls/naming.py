"""Names of classes and properties that are written unlike the others of their vocabulary."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from rdflib import URIRef

from kg.check.findings import Finding, Severity
from kg.check.pitfalls.judged import CLASSES, PROPERTIES, Judged, namespace
from kg.rdf import RDF, local_name

__all__ = ["STYLE", "find_odd_names"]

STYLE: Final = "naming-style"
USUAL: Final = 0.75
FEW: Final = 3
"""So many other names of a kind have to be alike before one is odd."""
WORDS: Final = {
    "Aa": "CapitalisedWords", "aA": "wordsRunTogether", "A_a": "Capitalised_words", "a_a": "words_with_underscores",
    "A-a": "Capitalised-words", "a-a": "words-with-hyphens",
}  # fmt: skip


def find_odd_names(judged: Judged) -> Iterator[Finding]:
    """A note for each class or property whose local name has another style than three in four of its like."""
    for things, kinds, word in ((judged.classes, CLASSES, "class"), (judged.properties, PROPERTIES, "property")):
        usual = _usual(judged, kinds)
        for thing in things:
            most = usual.get(namespace(thing))
            if most is not None and not _has_style(local_name(thing), most):
                message = f"The {word} {judged.written(thing)} is not written like the others here: {WORDS[most]}."
                declared = next(triple for triple in judged.said[RDF.type] if triple[0] == thing)
                yield judged.finding(STYLE, Severity.INFO, message, declared, "subject")


def _usual(judged: Judged, kinds: Sequence[URIRef]) -> dict[str, str]:
    """For each vocabulary the style of most of its names, where there is one."""
    declared = {thing for kind in kinds for thing in judged.data.subjects(RDF.type, kind) if isinstance(thing, URIRef)}
    styles: dict[str, Counter[str]] = defaultdict(Counter)
    for thing in declared:
        style = _style(local_name(thing))
        if style is not None:
            styles[namespace(thing)][style] += 1
    found = {}
    for space, counts in styles.items():
        (style, number), *_ = counts.most_common(1)
        if number >= FEW and number >= USUAL * counts.total():
            found[space] = style
    return found


def _style(name: str) -> str | None:
    """`Aa`, `aA`, `a_a` and so on; None for a name that does not begin with a letter."""
    if not re.match(r"[A-Za-z]", name):
        return None
    mark = next((sign for sign in "_-" if sign in name), "")
    if mark:
        return f"{'A' if name[0].isupper() else 'a'}{mark}a"
    return "Aa" if name[0].isupper() else "aA"


def _has_style(name: str, style: str) -> bool:
    """Whether a name has a style; one of a single word shows no mark, and need only begin as the style does."""
    own = _style(name)
    one_word = re.fullmatch(r"[A-Za-z]?[a-z0-9]*", name) is not None
    return own is None or own == style or (one_word and name[0].isupper() == style[0].isupper())
