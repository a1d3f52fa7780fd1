"""Logical forms as SPARQL 1.1; the only place that writes queries for questions."""

import re

from rdflib import Literal, URIRef

from kg.qa.forms import Ask, Comparison, LogicalForm, Node, Order, Pattern
from kg.rdf import PREFIXES, XSD

NUMBER = f"<{XSD.decimal}>"
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*")
NUMERIC = (XSD.integer, XSD.decimal, XSD.double)


def write_query(form: LogicalForm, limit: int | None = None) -> str:
    """The query that answers a form; every term stands in its own serialisation."""
    query = _query(form)
    return _with_prefixes(query + (f"\nLIMIT {limit}" if limit and not _limited(form) else ""))


def write_evidence_query(form: LogicalForm, limit: int) -> str:
    """A query whose solutions bind every variable of a form, so that each answer can be proved."""
    names = " ".join(f"?{name}" for name in form.variables) or "*"
    return _with_prefixes(f"SELECT DISTINCT {names} WHERE {{\n{_body(form)}\n}}\nLIMIT {limit}")


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
    aggregates = [
        f"({a.function.upper()}({_argument(a.function, a.variable)}) AS ?{a.function})" for a in form.aggregates
    ]
    keys = _keys(form)
    distinct = "" if keys or aggregates else "DISTINCT "
    query = f"SELECT {distinct}{' '.join([*columns, *aggregates])} WHERE {{\n{body}\n}}"
    if keys:
        query += f"\nGROUP BY {' '.join(keys)}"
    return query + _order(form)


def _keys(form: LogicalForm) -> list[str]:
    """The variables for each of whose values there is one row; none where rows are merely distinct."""
    if form.aggregates:
        return [f"?{name}" for name in form.shown]
    by_hidden = form.order is not None and form.order.variable not in form.shown
    if form.per is None and not by_hidden:
        return []
    names = [*form.shown, *([form.per] if form.per else [])]
    if form.order is not None and not form.order.counted:
        names.append(form.order.variable)
    return [f"?{name}" for name in dict.fromkeys(names)]


def _argument(function: str, variable: str) -> str:
    return f"DISTINCT ?{variable}" if function == "count" else f"{NUMBER}(?{variable})"


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
    lines = [f"  VALUES ?{name} {{ {' '.join(_term(term) for term in terms)} }}" for name, terms in form.choices]
    lines += [f"  ?{name} a {_term(cls)} ." for name, cls in form.types]
    lines += [f"  {_pattern(pattern)}" for pattern in form.patterns]
    lines += [f"  FILTER NOT EXISTS {{ {' '.join(map(_pattern, group))} }}" for group in form.excluded]
    lines += [f"  {_comparison(comparison)}" for comparison in form.comparisons]
    return "\n".join(lines)


def _pattern(pattern: Pattern) -> str:
    return f"{_node(pattern.subject)} {_term(pattern.property)} {_node(pattern.object)} ."


def _node(node: Node) -> str:
    return _term(node) if isinstance(node, (URIRef, Literal)) else f"?{node}"


def _comparison(comparison: Comparison) -> str:
    value = _term(comparison.value)
    if isinstance(comparison.value, Literal) and comparison.value.datatype in NUMERIC:
        return f"FILTER({NUMBER}(STR(?{comparison.variable})) {comparison.operator} {value})"
    return f"FILTER(?{comparison.variable} {comparison.operator} {value})"
