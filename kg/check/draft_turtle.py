"""A draft written as Turtle, with advice above each gap."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from rdflib.namespace import NamespaceManager

from kg.check.escape import visible
from kg.check.notation import notation, written
from kg.check.skeleton import Draft, Line
from kg.model import Term
from kg.rdf import KG

__all__ = ["draft_turtle"]

WIDTH = 110
HEAD = "# A draft. Give a value for each kg:TODO, then remove these notes; kg validate says what is still missing."


def draft_turtle(drafts: Sequence[Draft], prefixes: Mapping[str, str]) -> str:
    """The nodes as Turtle with only the prefixes that are used, ending with a line end."""
    manager = notation(prefixes)
    blocks = [_block(draft, manager) for draft in drafts]
    body = "\n\n".join(blocks)
    used = sorted(prefix for prefix in prefixes if _mentions(body, prefix))
    head = [f"@prefix {prefix}: <{prefixes[prefix]}> ." for prefix in used]
    return "\n".join([*head, "", HEAD, "", body]) + "\n"


def _block(draft: Draft, manager: NamespaceManager) -> str:
    types = ", ".join(written(cls, manager) for cls in draft.types)
    said = [f"    a {types}", *(text for line in draft.lines for text in _said(line, manager))]
    return "\n".join([written(draft.iri, manager), *_joined(said)])


def _said(line: Line, manager: NamespaceManager) -> Iterator[str]:
    if line.value == KG.TODO:
        advice = [line.note, _listed("One of", line.choices, manager), _listed("Such as", line.examples, manager)]
        text = visible(" ".join(" ".join(advice).split()))
        yield from (f"    # {part}" for part in textwrap.wrap(text, WIDTH, break_on_hyphens=False))
    yield f"    {written(line.property, manager)} {written(line.value, manager)}"


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """The lines of one subject, each triple but the last with a semicolon; notes stay as they are."""
    last = max(number for number, line in enumerate(lines) if not line.startswith("    # "))
    for number, line in enumerate(lines):
        if line.startswith("    # "):
            yield line
        else:
            yield f"{line} {'.' if number == last else ';'}"


def _listed(word: str, terms: Sequence[Term], manager: NamespaceManager) -> str:
    return f"{word}: {', '.join(written(term, manager) for term in terms)}." if terms else ""


def _mentions(body: str, prefix: str) -> bool:
    return any(f"{before}{prefix}:" in body for before in (" ", "\n", "^^")) or body.startswith(f"{prefix}:")
