"""Rules explained: those of the rulebook, and each shape with a name as the rule that it is."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from rdflib import Graph, Literal, URIRef

from kg.check.escape import as_json
from kg.check.names import Names
from kg.check.notation import notation
from kg.check.rulebook import ALWAYS_ON, Rule
from kg.model import Term
from kg.rdf import KG, RDF, RDFS, SH, SKOS, local_name

__all__ = ["example_files", "explain_json", "explain_markdown", "list_json", "list_markdown", "shape_rules"]

SEVERITIES: Final[dict[Term, str]] = {SH.Warning: "warning", SH.Info: "info"}
TARGETS: Final = {
    SH.targetClass: "each {}",
    SH.targetNode: "{}",
    SH.targetSubjectsOf: "whatever “{}” leads from",
    SH.targetObjectsOf: "whatever “{}” leads to",
}
EXAMPLES: Final = "examples/*/{}.ttl"
"""Where a shape's example lies, beside the folder of shapes."""


def shape_rules(shapes: Graph, examples: Mapping[str, str]) -> dict[str, Rule]:
    """The rules that shapes with a name are, with their examples; of two shapes with one local name the first."""
    kinds = (SH.NodeShape, SH.PropertyShape)
    named = {shape for kind in kinds for shape in shapes.subjects(RDF.type, kind) if isinstance(shape, URIRef)}
    found: dict[str, Rule] = {}
    for shape in sorted(named):
        found.setdefault(local_name(shape), _rule(shape, shapes, examples))
    return found


def example_files(places: Iterable[Path], name: str) -> list[Path]:
    """The examples of a rule beside these folders of shapes."""
    folders = {place.parent if place.is_dir() else place.parent.parent for place in places}
    return sorted(path for folder in folders for path in folder.glob(EXAMPLES.format(name)))


def explain_markdown(rule: Rule) -> str:
    """A rule as a person reads it."""
    parts = [f"# {rule.name}", f"Severity: {rule.severity}.", rule.about]
    parts += [f"## An example that fails\n\n{_fenced(rule.fails)}"] if rule.fails else []
    parts += [f"## How to mend it\n\n{rule.mend}"]
    parts += [_fenced(rule.mended)] if rule.mended else []
    parts += [rule.fixes] if rule.fixes else []
    return "\n\n".join([*parts, f"## How to switch it off\n\n{_switch(rule)}"]) + "\n"


def list_markdown(rules: Sequence[Rule]) -> str:
    """All rules, each with its severity and the first sentence of what it means."""
    rows = [f"| {rule.name} | {rule.severity} | {_cell(_first(rule.about))} |" for rule in rules]
    return "\n".join(["| rule | severity | means |", "| --- | --- | --- |", *rows]) + "\n"


def explain_json(rule: Rule) -> str:
    """A rule as one JSON object."""
    return as_json({"schema_version": 1, **_as_json(rule)})


def list_json(rules: Sequence[Rule]) -> str:
    """All rules as one JSON object."""
    return as_json({"schema_version": 1, "rules": [_as_json(rule) for rule in rules]})


def _rule(shape: URIRef, shapes: Graph, examples: Mapping[str, str]) -> Rule:
    name = local_name(shape)
    severity = next((word for said, word in SEVERITIES.items() if (shape, SH.severity, said) in shapes), "error")
    messages = _texts(shapes, shape, (SH.message,))
    about = [*(_texts(shapes, shape, (SH.description, RDFS.comment, SKOS.definition))), *_targets(shape, shapes)]
    mendable = any((shape, mark, None) in shapes for mark in (KG.fixAdds, KG.fixRemoves))
    return Rule(
        name,
        severity,
        " ".join([*messages, *about]) or "A shape without a message.",
        " ".join(messages) or "The finding says what the shape asks for.",
        examples.get(name, ""),
        fixes="`kg validate --fix` can mend it." if mendable else "",
    )


def _targets(shape: URIRef, shapes: Graph) -> list[str]:
    """One sentence about what the shape is applied to, if it says so."""
    names, manager = Names((shapes,)), notation()
    said = []
    for prop, wording in TARGETS.items():
        for target in sorted(shapes.objects(shape, prop), key=str):
            label = names.label(target)  # type: ignore[arg-type]
            said.append(wording.format(label or target.n3(manager)))
    return [f"It is applied to {', '.join(said)}."] if said else []


def _texts(shapes: Graph, shape: URIRef, props: Iterable[URIRef]) -> list[str]:
    """What a shape says in English or no language, else in any."""
    texts = [text for prop in props for text in shapes.objects(shape, prop) if isinstance(text, Literal)]
    english = [text for text in texts if not text.language or text.language.lower().startswith("en")]
    return sorted(map(str, english or texts))


def _switch(rule: Rule) -> str:
    if rule.name in ALWAYS_ON:
        return "It cannot be switched off: a file with such an error cannot be read."
    return (
        f'`ignore = ["{rule.name}"]` in kg.toml, or under `[tool.kg]` in pyproject.toml; `per-file-ignores` for some '
        f"files only, and `--ignore {rule.name}` for one call."
    )


def _fenced(turtle: str) -> str:
    return f"```turtle\n{turtle.rstrip()}\n```"


def _first(text: str) -> str:
    """The first sentence."""
    end = text.find(". ")
    return text if end < 0 else text[: end + 1]


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _as_json(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.name,
        "severity": rule.severity,
        "means": rule.about,
        "fails": rule.fails or None,
        "mend": rule.mend,
        "mended": rule.mended or None,
        "fix": rule.fixes or None,
        "can_be_ignored": rule.name not in ALWAYS_ON,
    }
