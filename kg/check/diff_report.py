"""What changed between two versions, as people and programs read it."""

import difflib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from rdflib import Literal, URIRef

from kg.check.contents import Nested, Value, text_of
from kg.check.diff import Change, Inside, Kind, Said
from kg.check.escape import as_json, visible
from kg.check.notation import notation, written
from kg.check.versions import Comparison
from kg.model import Term
from kg.rdf import PREFIXES

__all__ = ["difference_json", "difference_markdown", "difference_text"]

COLOURS: Final = {"-": "31", "+": "32", "~": "33"}
ROOTLESS: Final = "blank nodes that nothing leads to"


def difference_text(comparison: Comparison, *, colour: bool = False) -> str:
    """Each subject with what went and what came, and a last line that counts."""
    telling = _Telling(comparison)
    blocks = [line for change in comparison.difference.changes for line in _block(telling, change)]
    lines = [_painted(visible(line)) if colour else visible(line) for line in blocks]
    return "\n".join([*lines, _summary(comparison)]) + "\n"


def difference_markdown(comparison: Comparison) -> str:
    """The same as Markdown, each subject's lines in a block that GitHub colours."""
    telling = _Telling(comparison)
    parts = [f"**{_summary(comparison)}**\n"]
    for change in comparison.difference.changes:
        lines = [visible(line) for line in telling.lines(change)]
        fence = "```" if not any("```" in line for line in lines) else "~" * 8
        parts.append(f"{change.kind}: {telling.title(change, markdown=True)}\n\n{fence}diff\n{_joined(lines)}{fence}\n")
    return "\n".join(parts)


def difference_json(comparison: Comparison) -> str:
    """One JSON object, `schema_version` 1, with every change."""
    telling, difference = _Telling(comparison), comparison.difference
    before, after = comparison.triples
    kinds = Counter(change.kind for change in difference.changes)
    counts = {
        "triples_before": before,
        "triples_after": after,
        "triples_removed": difference.removed,
        "triples_added": difference.added,
        **{f"subjects_{kind.value}": kinds[kind] for kind in Kind},
    }
    changes = [telling.change_json(change) for change in difference.changes]
    return as_json({"schema_version": 1, "changed": bool(changes), "counts": counts, "changes": changes})


class _Telling:
    """Puts terms, contents and changes into words."""

    def __init__(self, comparison: Comparison) -> None:
        self._names = comparison.names
        self._manager = notation({**PREFIXES, **comparison.prefixes})

    def title(self, change: Change, *, markdown: bool = False) -> str:
        """What changed, by its name and its IRI."""
        if change.subject is None:
            return ROOTLESS
        label, iri = self._names.label(change.subject), visible(self._turtle(change.subject))
        if not markdown:
            return f"{label} ({iri})" if label else iri
        return f"{_plain(visible(label))} (`{iri}`)" if label else f"`{iri}`"

    def lines(self, change: Change) -> list[str]:
        """What went and what came of one subject, a line each."""
        return list(self._lines(change.removed, change.added, change.inside, ""))

    def change_json(self, change: Change) -> dict[str, object]:
        """A change as JSON."""
        return {
            "subject": None if change.subject is None else self._value_json(change.subject),
            "kind": change.kind.value,
            **self._said_json(change),
        }

    def _lines(
        self, removed: Sequence[Said], added: Sequence[Said], inside: Sequence[Inside], indent: str
    ) -> Iterator[str]:
        texts = _changed_texts(removed, added)
        for sign, said in (("-", removed), ("+", added)):
            yield from (f"{sign} {indent}{self._told(*pair)}" for pair in said if pair[0] not in texts)
        for predicate, patch in texts.items():
            yield f"~ {indent}{self._names.of(predicate)}:"
            yield from (f"{line[0]} {indent}    {line[1:]}" for line in patch)
        for found in inside:
            yield f"~ {indent}{self._told(found.predicate, Nested(found.same))}"
            yield from self._lines(found.removed, found.added, found.inside, f"{indent}    ")

    def _told(self, predicate: URIRef | None, value: Value) -> str:
        name = "" if predicate is None else f"{self._names.of(predicate)}: "
        return f"{name}{self._value(value)}"

    def _value(self, value: Value) -> str:
        turtle = text_of(value, self._turtle)
        label = self._names.label(value) if isinstance(value, URIRef) else ""
        return f"{label} ({turtle})" if label else turtle

    def _turtle(self, term: Term) -> str:
        """A term on one line."""
        turtle = written(term, self._manager)
        if not isinstance(term, Literal) or "\n" not in term:
            return turtle
        return json.dumps(str(term), ensure_ascii=False) + turtle[turtle.rindex('"') + 1 :]

    def _said_json(self, said: Change | Inside) -> dict[str, object]:
        return {
            "removed": [self._pair_json(pair) for pair in said.removed],
            "added": [self._pair_json(pair) for pair in said.added],
            "inside": [self._inside_json(found) for found in said.inside],
        }

    def _inside_json(self, inside: Inside) -> dict[str, object]:
        return {
            "predicate": self._predicate_json(inside.predicate),
            "same": [self._pair_json(pair) for pair in inside.same],
            **self._said_json(inside),
        }

    def _pair_json(self, said: Said) -> dict[str, object]:
        return {"predicate": self._predicate_json(said[0]), "value": self._value_json(said[1])}

    def _predicate_json(self, predicate: URIRef | None) -> dict[str, object] | None:
        return None if predicate is None else self._value_json(predicate)

    def _value_json(self, value: Value) -> dict[str, object]:
        """W3C SPARQL JSON terms; the content of a blank node is its Turtle."""
        if isinstance(value, URIRef):
            return {"type": "uri", "value": str(value), "label": self._names.label(value) or None}
        if isinstance(value, Literal):
            kind = {"xml:lang": value.language} if value.language else {"datatype": str(value.datatype)}
            return {"type": "literal", "value": str(value), **(kind if value.language or value.datatype else {})}
        return {"type": "bnode", "value": text_of(value, self._turtle)}


def _changed_texts(removed: Sequence[Said], added: Sequence[Said]) -> dict[URIRef, list[str]]:
    """The lines that differ, for each property whose one text of several lines changed."""
    found = {}
    for predicate, old in removed:
        news = [value for prop, value in added if prop == predicate]
        olds = [value for prop, value in removed if prop == predicate]
        if len(olds) == len(news) == 1 and all(
            isinstance(value, Literal) and "\n" in value for value in (old, news[0])
        ):
            patch = difflib.unified_diff(str(old).splitlines(), str(news[0]).splitlines(), n=1, lineterm="")
            found[predicate] = [line for line in list(patch)[2:] if not line.startswith("@@")]
    return found


def _block(telling: _Telling, change: Change) -> Iterator[str]:
    yield f"{change.kind}: {telling.title(change)}"
    yield from (f"  {line}" for line in telling.lines(change))


def _summary(comparison: Comparison) -> str:
    difference, (before, after) = comparison.difference, comparison.triples
    if not difference.changes:
        return f"nothing changed: {_plural(after, 'triple')}"
    kinds = Counter(change.kind for change in difference.changes)
    said = ", ".join(f"{kinds[kind]:,} {kind}" for kind in (Kind.CHANGED, Kind.ADDED, Kind.REMOVED) if kinds[kind])
    return f"{said}: {_plural(difference.removed, 'triple')} out, {difference.added:,} in ({before:,} → {after:,})"


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _painted(line: str) -> str:
    code = COLOURS.get(line[2:3]) if line.startswith("  ") else "1"
    return f"\x1b[{code}m{line}\x1b[0m" if code else line


def _plain(text: str) -> str:
    """A label in which Markdown and HTML mean nothing."""
    return "".join(f"\\{character}" if character in "\\`*_[]<>#|~&!@" else character for character in text)
