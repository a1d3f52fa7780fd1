"""Logical forms as SPARQL 1.1; the only place that writes queries for questions."""

import re
from collections.abc import Collection

from rdflib import Literal, URIRef

from kg.qa.forms import (
    Aggregate,
    Ask,
    Comparison,
    Condition,
    Contrast,
    Derived,
    Having,
    LogicalForm,
    Nested,
    Node,
    Order,
    Pattern,
)
from kg.rdf import PREFIXES, XSD

NUMBER = f"<{XSD.decimal}>"
NARROWER = "a/rdfs:subClassOf*"
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*")
NUMERIC = (XSD.integer, XSD.decimal, XSD.double)
TEXTUAL = {"contains": "CONTAINS", "starts": "STRSTARTS", "ends": "STRENDS"}


def write_query(form: LogicalForm, limit: int | None = None, inferred: Collection[URIRef] = ()) -> str:
    """The query that answers a form; every term stands in its own serialisation.

    Things of the `inferred` classes are also those that are only stated to be of a narrower class.
    """
    query = _narrowing(_query(form), form, inferred)
    return _with_prefixes(query + (f"\nLIMIT {limit}" if limit and not _limited(form) else ""))


def write_evidence_query(form: LogicalForm, limit: int, inferred: Collection[URIRef] = ()) -> str:
    """A query whose solutions bind every variable of a form, so that each answer can be proved."""
    names = " ".join(f"?{name}" for name in form.variables) or "*"
    query = f"SELECT DISTINCT {names} WHERE {{\n{_body(form)}\n}}\nLIMIT {limit}"
    return _with_prefixes(_narrowing(query, form, inferred))


def _narrowing(query: str, form: LogicalForm, inferred: Collection[URIRef]) -> str:
    """The query with things of narrower classes among those of the inferred ones."""
    asides = [c.value for c in form.comparisons if isinstance(c.value, Nested)]
    asides += [aside for contrast in form.contrasts for aside in (contrast.one, contrast.other)]
    nested = [t for aside in asides for t in aside.types]
    for name, cls in (*form.types, *nested):
        if cls in inferred:
            query = query.replace(_type(name, cls), f"?{name} {NARROWER} {_term(cls)} .")
    return query


def _query(form: LogicalForm) -> str:
    body = _body(form)
    if form.ask is Ask.YES_NO:
        return f"ASK {{\n{body}\n}}"
    if form.ask is Ask.COUNT and not form.aggregates:
        return f"SELECT (COUNT(DISTINCT ?{form.shown[0]}) AS ?count) WHERE {{\n{body}\n}}"
    return _select(form, body)


def _with_prefixes(query: str) -> str:
    """The query with the declarations of the prefixes that its terms use."""
    used = [prefix for prefix in PREFIXES if re.search(rf"(?<![\w:/?<\"]){prefix}:[A-Za-z]", query)]
    declarations = [f"PREFIX {prefix}: <{PREFIXES[prefix]}>" for prefix in used]
    return "\n".join([*declarations, query])


def _term(term: URIRef | Literal) -> str:
    """A term by its own serialisation, or prefixed when it is an IRI with a plain local name."""
    if isinstance(term, URIRef):
        for prefix, namespace in PREFIXES.items():
            if term.startswith(namespace) and PLAIN.fullmatch(str(term)[len(namespace) :]):
                return f"{prefix}:{str(term)[len(namespace) :]}"
    return term.n3()


def _select(form: LogicalForm, body: str) -> str:
    columns = [f"?{name}" for name in form.shown]
    aggregates = [f"({_call(a.function, a.variable)} AS ?{name})" for a, name in _named(form)]
    keys = _keys(form)
    distinct = "" if keys or aggregates else "DISTINCT "
    query = f"SELECT {distinct}{' '.join([*columns, *aggregates])} WHERE {{\n{body}\n}}"
    if keys:
        query += f"\nGROUP BY {' '.join(keys)}"
    if form.having:
        query += f"\nHAVING({' && '.join(map(_having, form.having))})"
    return query + _order(form)


def _named(form: LogicalForm) -> list[tuple[Aggregate, str]]:
    """Aggregates with the names of their columns: the function, with the variable where two have the same."""
    functions = [aggregate.function for aggregate in form.aggregates]
    return [
        (a, a.function if functions.count(a.function) == 1 else f"{a.function}_{a.variable}") for a in form.aggregates
    ]


def _keys(form: LogicalForm) -> list[str]:
    """The variables for each of whose values there is one row; none where rows are merely distinct."""
    grouped = bool(form.aggregates or form.having)
    by_hidden = form.order is not None and form.order.variable not in form.shown
    if form.per is None and not by_hidden and not grouped:
        return []
    summed = {having.variable for having in form.having} | {aggregate.variable for aggregate in form.aggregates}
    summed |= {form.order.variable} if form.order is not None and form.order.aggregated else set()
    names = [*form.shown, *([form.per] if form.per and form.per not in summed else [])]
    if not grouped and form.order is not None and not form.order.aggregated:
        names.append(form.order.variable)
    return [f"?{name}" for name in dict.fromkeys(names)]


def _call(function: str, variable: str) -> str:
    if function == "count":
        return f"COUNT(DISTINCT ?{variable})"
    if function in ("min", "max"):
        return f"{function.upper()}({_value(variable)})"
    return f"{function.upper()}({NUMBER}(STR(?{variable})))"


def _having(having: Having) -> str:
    return f"{_call(having.function, having.variable)} {having.operator} {_term(having.value)}"


def _order(form: LogicalForm) -> str:
    if form.order is None:
        return f"\nORDER BY {' '.join(f'?{name}' for name in form.shown)}" if form.shown else ""
    direction = "DESC" if form.order.descending else "ASC"
    limit = f"\nLIMIT {form.order.limit}" if form.order.limit else ""
    return f"\nORDER BY {direction}({_key(form.order)}){limit}"


def _key(order: Order) -> str:
    return _call(order.aggregated, order.variable) if order.aggregated else _value(order.variable)


def _value(variable: str) -> str:
    """A variable's value as a number where it is one, else as it stands."""
    return f"COALESCE({NUMBER}(STR(?{variable})), ?{variable})"


def _limited(form: LogicalForm) -> bool:
    return form.order is not None and form.order.limit is not None


def _body(form: LogicalForm) -> str:
    lines = [f"  VALUES ?{name} {{ {' '.join(_term(term) for term in terms)} }}" for name, terms in form.choices]
    lines += [f"  {_type(name, cls)}" for name, cls in form.types]
    lines += [f"  {_pattern(pattern)}" for pattern in form.patterns]
    lines += [f"  FILTER NOT EXISTS {{ {' '.join(map(_condition, group))} }}" for group in form.excluded]
    lines += [f"  {_derived(derived)}" for derived in form.derived]
    lines += [f"  {_comparison(comparison)}" for comparison in form.comparisons]
    lines += [f"  {_contrast(contrast)}" for contrast in form.contrasts]
    return "\n".join(lines)


def _derived(derived: Derived) -> str:
    operands = [_term(o) if isinstance(o, Literal) else f"{NUMBER}(STR(?{o}))" for o in derived.operands]
    return f"BIND({f' {derived.operator} '.join(operands)} AS ?{derived.name})"


def _contrast(contrast: Contrast) -> str:
    one, other = _subselect(contrast.one, "one"), _subselect(contrast.other, "other")
    return f"{one} {other} FILTER(?one {contrast.operator} ?other)"


def _subselect(nested: Nested, name: str) -> str:
    inner = [*(_type(variable, cls) for variable, cls in nested.types), *map(_pattern, nested.patterns)]
    return f"{{ SELECT ({_call(nested.function, nested.variable)} AS ?{name}) WHERE {{ {' '.join(inner)} }} }}"


def _type(name: str, cls: URIRef) -> str:
    return f"?{name} a {_term(cls)} ."


def _condition(condition: Condition) -> str:
    return _comparison(condition) if isinstance(condition, Comparison) else _pattern(condition)


def _pattern(pattern: Pattern) -> str:
    return f"{_node(pattern.subject)} {_term(pattern.property)} {_node(pattern.object)} ."


def _node(node: Node) -> str:
    return _term(node) if isinstance(node, (URIRef, Literal)) else f"?{node}"


def _comparison(comparison: Comparison) -> str:
    variable, operator = comparison.variable, comparison.operator
    if isinstance(comparison.value, Nested):
        return _nested(variable, operator, comparison.value)
    if not isinstance(comparison.value, (URIRef, Literal)):
        return f"FILTER({_value(variable)} {operator} {_value(comparison.value)})"
    tests = [_test(variable, operator, value) for value in (comparison.value, *comparison.others)]
    return f"FILTER({' || '.join(tests)})"


def _test(variable: str, operator: str, value: URIRef | Literal) -> str:
    if operator in TEXTUAL:
        return f"{TEXTUAL[operator]}(LCASE(STR(?{variable})), LCASE({_term(value)}))"
    if isinstance(value, Literal) and value.datatype == XSD.gYear:
        year = Literal(str(value), datatype=XSD.integer)
        return f"<{XSD.integer}>(SUBSTR(STR(?{variable}), 1, 4)) {operator} {_term(year)}"
    if isinstance(value, Literal) and value.datatype in NUMERIC:
        return f"{NUMBER}(STR(?{variable})) {operator} {_term(value)}"
    return f"?{variable} {operator} {_term(value)}"


def _nested(variable: str, operator: str, nested: Nested) -> str:
    computed = f"{nested.function}_{nested.variable}"
    return f"{_subselect(nested, computed)} FILTER({NUMBER}(STR(?{variable})) {operator} ?{computed})"
