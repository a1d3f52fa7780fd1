"""Readings in words: a logical form as a phrase that a person can agree or disagree with."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rdflib import Literal, URIRef

from kg.graph.schema import Schema
from kg.model import Term
from kg.qa.forms import Aggregate, Ask, Comparison, Contrast, Having, LogicalForm, Nested, Node, Pattern, is_variable
from kg.rdf import RDF, local_name

Name = Callable[[Term], str]
OPENINGS = {Ask.WHY: "why these are ", Ask.YES_NO: "whether there are ", Ask.COUNT: "the number of "}
NAMED = 4
"""Of several terms so many are told by name."""
FUNCTIONS = {"avg": "average ", "sum": "total ", "max": "highest ", "min": "lowest ", "count": "number of "}
COMPARED = {
    ">": "above", ">=": "of at least", "<": "below", "<=": "of at most", "=": "of", "!=": "other than",
    "contains": "containing", "starts": "beginning with", "ends": "ending with",
}  # fmt: skip


def verbalise(form: LogicalForm, schema: Schema, name: Name, literals: Collection[URIRef] = ()) -> str:
    """The form as an English phrase, such as "IT components that SMS marketing requires".

    `literals` are the properties that end in literals: they are worded as what things have.
    """
    if form.contrasts:
        return "whether " + " and ".join(_contrast(contrast, schema, name) for contrast in form.contrasts)
    form, computed = _as_kept(form)
    if form.ask is Ask.DEFINITION:
        return f"what {_text(form.patterns[0].subject, name, {})} is"
    if form.ask is Ask.YES_NO and not form.variables:
        return "whether " + " and ".join(_clause(p, schema, name, {}) for p in form.patterns)
    if form.ask is Ask.WHY and _states_fact(form):
        thing = {form.choices[0][0]: name(form.choices[0][1][0])}
        return "why " + " and ".join(_clause(p, schema, name, thing) for p in form.patterns)
    speaker = _Speaker(form, schema, name, frozenset(literals) | computed)
    return OPENINGS.get(form.ask, "") + speaker.listing()


def _as_kept(form: LogicalForm) -> tuple[LogicalForm, frozenset[URIRef]]:
    """The form as if the graph kept what is computed from the values of one thing, and the properties it would have."""
    patterns, made = list(form.patterns), set()
    for derived in form.derived:
        feeding = [p for p in form.patterns if p.object in derived.operands]
        if len({p.subject for p in feeding}) == 1:
            prop = URIRef(f"urn:x-kg:computed:{derived.name.rstrip('0123456789')}")
            patterns = [p for p in patterns if p not in feeding]
            patterns.append(Pattern(feeding[0].subject, prop, derived.name))
            made.add(prop)
    return (replace(form, patterns=tuple(patterns)) if made else form), frozenset(made)


def _contrast(contrast: Contrast, schema: Schema, name: Name) -> str:
    """Two numbers set against each other: "more often A requires things than B requires things"."""
    one, other = (
        " and ".join(_clause(p, schema, name, {side.variable: "things"}) for p in side.patterns)
        for side in (contrast.one, contrast.other)
    )
    more = "more" if contrast.operator == ">" else "less"
    return f"{more} often {one} than {other}"


def _states_fact(form: LogicalForm) -> bool:
    """Whether a form is about one thing that stands at one end of a fact."""
    return len(form.choices) == 1 and form.shown == form.choices[0][:1] and len(form.choices[0][1]) == 1


@dataclass(frozen=True)
class _Speaker:
    """Puts one form that lists or counts into words."""

    form: LogicalForm
    schema: Schema
    name: Name
    literals: frozenset[URIRef]

    @cached_property
    def nouns(self) -> dict[str, str]:
        """Each variable as a noun: the few terms that it may be, its class, or the property that it is a value of."""
        types = dict(self.form.types)
        nouns = {each: _noun(each, types, self.schema) for each in self.form.variables}
        for variable, terms in self.form.choices:
            many = len(terms) > NAMED and variable in types
            nouns[variable] = f"{len(terms):,} {nouns[variable]}" if many else _either(terms, self.name)
        return nouns

    def listing(self) -> str:
        """What is listed, counted or summed up."""
        form, nouns = self.form, self.nouns
        root = form.types[0][0] if form.types else (form.shown[0] if form.shown else form.variables[0])
        phrase, told = self._phrase(root, form.patterns)
        rest = [
            _clause(p, self.schema, self.name, nouns) for p in form.patterns if p not in told and not self._is_column(p)
        ]
        phrase += f", where {' and '.join(dict.fromkeys(rest))}" if rest else ""
        for group in form.excluded:
            phrase += self._without(root, tuple(p for p in group if isinstance(p, Pattern)))
        unlike = tuple(c.value for c in form.comparisons if c.variable == root and isinstance(c.value, URIRef))
        phrase += f", other than {_either(unlike, self.name)}" if unlike else ""
        phrase += "".join(f", where {_held(h, nouns)}" for h in form.having)
        shown = [nouns.get(variable, variable) for variable in form.shown if variable != root]
        prefix = ""
        if form.aggregates:
            prefix = ", ".join(f"the {_function(a)}{nouns.get(a.variable, a.variable)} for " for a in form.aggregates)
        return prefix + (f"{', '.join(shown)} of " if shown else "") + phrase + _ordering(form)

    def _without(self, root: str, group: tuple[Pattern, ...]) -> str:
        """What is left out, as "but not those that require Website"."""
        phrase, _ = self._phrase(root, group, noun="those")
        return f", but not {phrase}"

    def _phrase(self, variable: str, patterns: tuple[Pattern, ...], noun: str = "") -> tuple[str, frozenset[Pattern]]:
        """A variable as a noun with what it is of, what it has and what is said of it; the patterns that this tells."""
        own = [pattern for pattern in patterns if variable in (pattern.subject, pattern.object)]
        told = frozenset(own)
        owners: list[str] = []
        values: list[str] = []
        clauses: dict[str, bool] = {}
        for pattern in own:
            other = pattern.object if pattern.subject == variable else pattern.subject
            text = _text(other, self.name, self.nouns)
            if is_variable(other):
                text, more = self._phrase(str(other), tuple(p for p in patterns if p not in told))
                told |= more
            if pattern.property in self.literals and pattern.subject != variable:
                owners.append(text)
            elif pattern.property in self.literals:
                values += [] if self._is_column(pattern) else [self._having(pattern)]
            else:
                clause = _relative(pattern, variable, self.schema, text, is_variable(other))
                clauses[clause] = clause.startswith(text)
        joint = " and " if len(set(clauses.values())) < 2 else " and that "
        said = (
            (noun or self.nouns.get(variable, "things"))
            + (f" of {' and '.join(dict.fromkeys(owners))}" if owners else "")
            + (f" with {' and '.join(dict.fromkeys(values))}" if values else "")
            + (f" that {joint.join(clauses)}" if clauses else "")
        )
        return said, told

    def _having(self, pattern: Pattern) -> str:
        """A value that things have: "the name Oslo", "a depth below 100"."""
        label = self.schema.name(pattern.property).removeprefix("has ")
        if not is_variable(pattern.object):
            return f"the {label} {_text(pattern.object, self.name, {})}"
        article = "an" if label[:1] in "aeiou" else "a"
        held = [_either(terms, self.name) for variable, terms in self.form.choices if variable == pattern.object]
        inside = [c for group in self.form.excluded for c in group if isinstance(c, Comparison)]
        every = (*self.form.comparisons, *inside)
        compared = [_compared(c, self.name) for c in every if c.variable == pattern.object]
        return " ".join([f"the {label} {held[0]}" if held else f"{article} {label}", " and ".join(compared)]).strip()

    def _is_column(self, pattern: Pattern) -> bool:
        """Whether a pattern only brings a value that is shown, summed up or sorted by, which is said elsewhere."""
        form, value = self.form, pattern.object
        used = {*form.shown, *(a.variable for a in form.aggregates), *([form.order.variable] if form.order else [])}
        others = [p for p in form.patterns if p != pattern and value in (p.subject, p.object)]
        limited = any(c.variable == value for c in form.comparisons) or any(v == value for v, _ in form.choices)
        return pattern.property in self.literals and value in used and not others and not limited


def _function(aggregate: Aggregate) -> str:
    return FUNCTIONS.get(aggregate.function, f"{aggregate.function} of ")


def _held(having: Having, nouns: dict[str, str]) -> str:
    """A condition on a group: "the number of workers is at least 2"."""
    what = f"the {FUNCTIONS.get(having.function, having.function)}{nouns.get(having.variable, having.variable)}"
    return f"{what} is {COMPARED.get(having.operator, having.operator).removeprefix('of ')} {having.value}"


def _compared(comparison: Comparison, name: Name) -> str:
    words = COMPARED.get(comparison.operator, comparison.operator)
    value = comparison.value
    if isinstance(value, Nested):
        return f"{words} the {FUNCTIONS.get(value.function, value.function).strip()}"
    if not isinstance(value, (URIRef, Literal)):
        return f"{words} the {value.replace('_', ' ')}"
    return f"{words} {_either((value, *comparison.others), name)}"


def _either(terms: Sequence[Term], name: Name) -> str:
    """Several terms as one noun, the first few by name."""
    names = [name(term) for term in terms[:NAMED]]
    more = len(terms) - len(names)
    if more:
        return f"{', '.join(names)} or {more} more"
    return " or ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _ordering(form: LogicalForm) -> str:
    if form.order is None:
        return ""
    what = f"number of {form.order.variable}" if form.order.counted else form.order.variable.replace("_", " ")
    direction = "highest" if form.order.descending else "lowest"
    first = f", the first {form.order.limit}" if form.order.limit else ""
    return f", by {direction} {what}{first}"


def _relative(pattern: Pattern, root: str, schema: Schema, other: str, several: bool) -> str:
    label = schema.name(pattern.property)
    if pattern.property == RDF.type and pattern.subject == root:
        return f"are {plural(other)}"
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
    singular = first.endswith("s") and not first.endswith("ss")
    regular = f"{first[:-3]}y" if first.endswith("ies") and len(first) > 4 else first[:-1]
    verb = irregular.get(first, regular if singular else first)
    return f"{verb} {rest}".strip()
