"""Logical forms as SPARQL 1.1; the only place that writes queries for questions."""

from rdflib import Literal

from kg.qa.forms import Ask, Comparison, LogicalForm, Node, Order, Pattern
from kg.rdf import XSD

NUMBER = f"<{XSD.decimal}>"
NUMERIC = (XSD.integer, XSD.decimal, XSD.double)


def write_query(form: LogicalForm, limit: int | None = None) -> str:
    """The query that answers a form; every term stands in its own serialisation."""
    body = _body(form)
    if form.ask is Ask.YES_NO:
        return f"ASK {{\n{body}\n}}"
    if form.ask is Ask.COUNT and not form.aggregates:
        return f"SELECT (COUNT(DISTINCT ?{form.shown[0]}) AS ?count) WHERE {{\n{body}\n}}"
    return _select(form, body) + (f"\nLIMIT {limit}" if limit and not _limited(form) else "")


def write_evidence_query(form: LogicalForm, limit: int) -> str:
    """A query whose solutions bind every variable of a form, so that each answer can be proved."""
    names = " ".join(f"?{name}" for name in form.variables) or "*"
    return f"SELECT DISTINCT {names} WHERE {{\n{_body(form)}\n}}\nLIMIT {limit}"


def _select(form: LogicalForm, body: str) -> str:
    columns = [f"?{name}" for name in form.shown]
    counted = form.order is not None and form.order.counted
    aggregates = [f"({a.function.upper()}({_argument(a.function, a.variable)}) AS ?{a.function})" for a in form.aggregates]
    grouped = bool(columns and (aggregates or counted))
    distinct = "" if grouped or (aggregates and not columns) or _ordered_by_hidden(form) else "DISTINCT "
    query = f"SELECT {distinct}{' '.join([*columns, *aggregates])} WHERE {{\n{body}\n}}"
    if grouped:
        query += f"\nGROUP BY {' '.join(columns)}"
    return query + _order(form)


def _argument(function: str, variable: str) -> str:
    return f"DISTINCT ?{variable}" if function == "count" else f"{NUMBER}(?{variable})"


def _ordered_by_hidden(form: LogicalForm) -> bool:
    return form.order is not None and form.order.variable not in form.shown


def _order(form: LogicalForm) -> str:
    if form.order is None:
        return f"\nORDER BY {' '.join(f'?{name}' for name in form.shown)}" if form.shown else ""
    direction = "DESC" if form.order.descending else "ASC"
    limit = f"\nLIMIT {form.order.limit}" if form.order.limit else ""
    return f"\nORDER BY {direction}({_key(form.order)}){limit}"


def _key(order: Order) -> str:
    if order.counted:
        return f"COUNT(DISTINCT ?{order.variable})"
    return f"COALESCE({NUMBER}(STR(?{order.variable})), ?{order.variable})"


def _limited(form: LogicalForm) -> bool:
    return form.order is not None and form.order.limit is not None


def _body(form: LogicalForm) -> str:
    lines = [f"  VALUES ?{name} {{ {' '.join(term.n3() for term in terms)} }}" for name, terms in form.choices]
    lines += [f"  ?{name} a {cls.n3()} ." for name, cls in form.types]
    lines += [f"  {_pattern(pattern)}" for pattern in form.patterns]
    lines += [f"  FILTER NOT EXISTS {{ {' '.join(map(_pattern, group))} }}" for group in form.excluded]
    lines += [f"  {_comparison(comparison)}" for comparison in form.comparisons]
    return "\n".join(lines)


def _pattern(pattern: Pattern) -> str:
    return f"{_node(pattern.subject)} {pattern.property.n3()} {_node(pattern.object)} ."


def _node(node: Node) -> str:
    return node.n3() if hasattr(node, "n3") else f"?{node}"


def _comparison(comparison: Comparison) -> str:
    value = comparison.value.n3()
    if isinstance(comparison.value, Literal) and comparison.value.datatype in NUMERIC:
        return f"FILTER({NUMBER}(STR(?{comparison.variable})) {comparison.operator} {value})"
    return f"FILTER(?{comparison.variable} {comparison.operator} {value})"
