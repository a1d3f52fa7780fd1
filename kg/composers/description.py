"""Descriptions as Markdown: what is said of a thing, property by property."""

from collections.abc import Iterator

from rdflib import Literal

from kg.composers.markdown import details, escape
from kg.model import Description, Evidence, NamedTerm
from kg.rdf import HIDDEN_LABELS, LABELS, SYNONYMS

MAX_FACTS = 40
TOLD_IN_HEAD = frozenset(map(str, (*LABELS, *SYNONYMS, *HIDDEN_LABELS)))
"""Names are told in the first lines, without a source each."""


def describe(description: Description) -> str:
    """The facts of a description, each property once, with reason and source; everything escaped."""
    lines = [*_head(description)]
    for (label, outward), facts in sorted(_by_property(description).items(), key=lambda item: not _is_text(item[1][0])):
        heading = label if outward else f"… {label} {description.thing.label}"
        lines += ["", f"**{escape(heading)}**", ""]
        lines += [f"- {escape(_other(fact, outward).label)}{details(fact)}" for fact in facts[:MAX_FACTS]]
        if len(facts) > MAX_FACTS:
            lines.append(f"- … and {len(facts) - MAX_FACTS} more")
    return "\n".join(lines)


def _head(description: Description) -> Iterator[str]:
    yield f"**{escape(description.thing.label)}** ({escape(str(description.thing.term))})"
    synonyms = {fact.triple[2].label for fact in description.facts if fact.triple[1].term in SYNONYMS}
    if synonyms:
        yield ""
        yield f"Also called {escape(', '.join(sorted(synonyms, key=str.casefold)))}."


def _by_property(description: Description) -> dict[tuple[str, bool], list[Evidence]]:
    found: dict[tuple[str, bool], list[Evidence]] = {}
    for fact in description.facts:
        subject, prop, _ = fact.triple
        if str(prop.term) not in TOLD_IN_HEAD:
            found.setdefault((prop.label, subject.term == description.thing.term), []).append(fact)
    return found


def _is_text(fact: Evidence) -> bool:
    return isinstance(fact.triple[2].term, Literal)


def _other(fact: Evidence, outward: bool) -> NamedTerm:
    return fact.triple[2] if outward else fact.triple[0]
