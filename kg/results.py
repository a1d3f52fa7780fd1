"""Query results in the formats that people and programs read."""

from collections.abc import Callable, Iterable
from typing import Any

from rdflib import BNode, Graph, Literal, URIRef, Variable
from rdflib.query import Result

from kg.model import ResultForm, Table, Term
from kg.rdf import PREFIXES

TABLES = ("table", "json", "xml", "csv", "tsv", "md")
GRAPHS = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "xml": "xml"}


def write_result(table: Table, form: str) -> str:
    """The result of a SELECT or ASK as table, json, xml, csv, tsv or md; of a CONSTRUCT as ttl, nt, jsonld or xml."""
    if table.form is ResultForm.GRAPH:
        return _graph(table).serialize(format=GRAPHS[form])
    if form in ("json", "xml") or (form == "csv" and table.form is ResultForm.SELECT):
        return _result(table).serialize(format=form).decode("utf-8")  # type: ignore[union-attr]
    return _PLAIN[form](table)


def _graph(table: Table) -> Graph:
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for row in table.rows:
        graph.add(row)  # type: ignore[arg-type]
    return graph


def _result(table: Table) -> Result:
    if table.form is ResultForm.ASK:
        result = Result("ASK")
        result.askAnswer = table.boolean
        return result
    result = Result("SELECT")
    result.vars = [Variable(name) for name in table.variables]
    result.bindings = [_binding(result.vars, row) for row in table.rows]
    return result


def _binding(variables: list[Variable], row: tuple[Term | None, ...]) -> dict[Any, Any]:
    return {variable: term for variable, term in zip(variables, row, strict=True) if term is not None}


def _tsv(table: Table) -> str:
    """SPARQL 1.1 Query Results TSV: variables with a question mark, terms as in Turtle; a yes or no as one word."""
    if table.form is ResultForm.ASK:
        return f"{str(table.boolean).lower()}\n"
    rows = (
        ["" if term is None else term.n3().replace("\t", "\\t").replace("\n", "\\n") for term in row]
        for row in table.rows
    )
    lines = ["\t".join(f"?{name}" for name in table.variables), *("\t".join(row) for row in rows)]
    return "\n".join(lines) + "\n"


def _markdown(table: Table) -> str:
    if table.form is ResultForm.ASK:
        return "**yes**\n" if table.boolean else "**no**\n"
    lines = [_pipes(table.variables), _pipes("---" for _ in table.variables)]
    lines += [_pipes(shorten(term).replace("|", "\\|") for term in row) for row in table.rows]
    return "\n".join(lines) + "\n"


def _pipes(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _columns(table: Table) -> str:
    """Columns padded to their width, with a line that counts."""
    if table.form is ResultForm.ASK:
        return "yes\n" if table.boolean else "no\n"
    rows = [list(table.variables), *([shorten(term) for term in row] for row in table.rows)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.variables))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("─" * width for width in widths))
    count = "1 row" if len(table.rows) == 1 else f"{len(table.rows):,} rows"
    return "\n".join([*lines, f"({count})"]) + "\n"


_PLAIN: dict[str, Callable[[Table], str]] = {"csv": _tsv, "tsv": _tsv, "md": _markdown, "table": _columns}


def shorten(term: Term | None) -> str:
    """A term for the eye: prefixed where a prefix is known, text without its datatype, on one line."""
    if term is None:
        return ""
    if isinstance(term, URIRef):
        return _prefixed(str(term))
    text = f"_:{term}" if isinstance(term, BNode) else str(term)
    flat = "".join(character if character.isprintable() else " " for character in text)
    return f"{flat}@{term.language}" if isinstance(term, Literal) and term.language else flat


def _prefixed(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        rest = iri.removeprefix(namespace)
        if rest != iri and rest.replace("-", "").replace("_", "").replace(".", "").isalnum():
            return f"{prefix}:{rest}"
    return f"<{iri}>"
