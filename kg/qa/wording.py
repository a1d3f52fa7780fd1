"""Readings in words: a logical form as a phrase that a person can agree or disagree with."""

from collections.abc import Callable

from rdflib import URIRef

from kg.graph.schema import Schema
from kg.model import Term
from kg.qa.forms import Ask, LogicalForm, Node, Pattern, is_variable
from kg.rdf import RDF, local_name

Name = Callable[[Term], str]


def verbalise(form: LogicalForm, schema: Schema, name: Name) -> str:
    """The form as an English phrase, such as "IT components that SMS marketing requires"."""
    if form.ask is Ask.DEFINITION:
        return f"what {_text(form.patterns[0].subject, name, {})} is"
    if form.ask is Ask.YES_NO:
        return "whether " + " and ".join(_clause(p, schema, name, {}) for p in form.patterns)
    if form.ask is Ask.WHY:
        thing = {form.choices[0][0]: name(form.choices[0][1][0])}
        return "why " + " and ".join(_clause(p, schema, name, thing) for p in form.patterns)
    return _listing(form, schema, name)


def _listing(form: LogicalForm, schema: Schema, name: Name) -> str:
    types = dict(form.types)
    root = form.types[0][0] if form.types else (form.shown[0] if form.shown else form.variables[0])
    nouns = {variable: _noun(variable, types, schema) for variable in form.variables}
    phrase, told = _phrase(root, form.patterns, schema, name, nouns)
    rest = [_clause(p, schema, name, nouns) for p in form.patterns if p not in told]
    phrase += f", where {' and '.join(dict.fromkeys(rest))}" if rest else ""
    for group in form.excluded:
        phrase += _without(root, tuple(p for p in group if isinstance(p, Pattern)), schema, name, nouns)
    shown = [nouns.get(variable, variable) for variable in form.shown if variable != root]
    prefix = {Ask.COUNT: "the number of "}.get(form.ask, "")
    if form.aggregates:
        prefix = ", ".join(f"the {a.function} of {nouns.get(a.variable, a.variable)} for " for a in form.aggregates)
    return prefix + (f"{', '.join(shown)} of " if shown else "") + phrase + _ordering(form)


def _without(root: str, group: tuple[Pattern, ...], schema: Schema, name: Name, nouns: dict[str, str]) -> str:
    """What is left out, as "but not those that require Website"."""
    phrase, _ = _phrase(root, group, schema, name, {**nouns, root: "those"})
    return f", but not {phrase}"


def _phrase(
    variable: str, patterns: tuple[Pattern, ...], schema: Schema, name: Name, nouns: dict[str, str]
) -> tuple[str, frozenset[Pattern]]:
    """A variable as a noun with its relative clauses, and the patterns that these tell."""
    own = [pattern for pattern in patterns if variable in (pattern.subject, pattern.object)]
    told = frozenset(own)
    clauses = []
    for pattern in own:
        other = pattern.object if pattern.subject == variable else pattern.subject
        text = name(other) if not is_variable(other) else nouns.get(str(other), str(other))  # type: ignore[arg-type]
        if is_variable(other):
            rest = tuple(p for p in patterns if p not in told)
            text, more = _phrase(str(other), rest, schema, name, nouns)
            told |= more
        clauses.append(_relative(pattern, variable, schema, text, is_variable(other)))
    noun = nouns.get(variable, "things")
    return noun + (f" that {' and '.join(dict.fromkeys(clauses))}" if clauses else ""), told


def _ordering(form: LogicalForm) -> str:
    if form.order is None:
        return ""
    what = f"number of {form.order.variable}" if form.order.counted else form.order.variable.replace("_", " ")
    direction = "highest" if form.order.descending else "lowest"
    first = f", the first {form.order.limit}" if form.order.limit else ""
    return f", by {direction} {what}{first}"


def _relative(pattern: Pattern, root: str, schema: Schema, other: str, several: bool) -> str:
    label = schema.name(pattern.property)
    if pattern.subject == root:
        return f"{plural_verb(label)} {other}"
    inverse = schema.inverses.get(pattern.property)
    if inverse is not None and _is_passive(label) and not _is_passive(schema.name(inverse)):
        return f"{plural_verb(schema.name(inverse))} {other}"
    return f"{other} {plural_verb(label) if several else label}"


def _is_passive(label: str) -> bool:
    return label.startswith(("is ", "are ", "was ", "were "))


def _clause(pattern: Pattern, schema: Schema, name: Name, nouns: dict[str, str]) -> str:
    subject, target = _text(pattern.subject, name, nouns), _text(pattern.object, name, nouns)
    label = "is a" if pattern.property == RDF.type else schema.name(pattern.property)
    return f"{subject} {label} {target}"


def _text(node: Node, name: Name, nouns: dict[str, str]) -> str:
    return nouns.get(str(node), str(node)) if is_variable(node) else name(node)  # type: ignore[arg-type]


def _noun(variable: str, types: dict[str, URIRef], schema: Schema) -> str:
    """A variable as a plural noun: its class, or the property that it is a value of."""
    if variable in types:
        return plural(schema.name(types[variable]))
    matching = [cls for cls in schema.classes if _is_named(variable, cls)]
    if matching:
        return plural(schema.name(matching[0]))
    text = variable.rstrip("0123456789_").replace("_", " ")
    return "things" if text in ("x", "answer", "") or text.endswith((" by", " to", " of", " with")) else text


def _is_named(variable: str, cls: URIRef) -> bool:
    return local_name(cls).lower() == variable.rstrip("0123456789").replace("_", "")


def plural(noun: str) -> str:
    """The plural of a noun phrase, by the regular rules of English."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun if noun.endswith("s") else f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun if noun.endswith("data") else f"{noun}s"


def plural_verb(label: str) -> str:
    """A verb phrase for a plural subject: "requires" gives "require", "is part of" gives "are part of"."""
    first, _, rest = label.partition(" ")
    irregular = {"is": "are", "has": "have", "does": "do", "was": "were"}
    verb = irregular.get(first, first[:-1] if first.endswith("s") and not first.endswith("ss") else first)
    return f"{verb} {rest}".strip()
