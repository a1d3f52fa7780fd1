"""A draft of a new thing: what the shapes demand of it, filled in as far as that is known."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef

from kg.check.demands import Demand, demands_of
from kg.errors import NotFound, UsageError
from kg.graph.words import readable
from kg.model import Term
from kg.protocols import QueryRunner
from kg.rdf import DCAT, HIDDEN_LABELS, KG, LABELS, OWL, PREFIXES, RDFS, SH, SKOS, SYNONYMS, local_name

__all__ = ["Draft", "Line", "draft", "find_class", "header"]

CLASSES = f"""SELECT DISTINCT ?class ?name {{ VALUES ?kind {{ {OWL.Class.n3()} {RDFS.Class.n3()} }} ?class a ?kind .
  OPTIONAL {{ VALUES ?p {{ {RDFS.label.n3()} {SKOS.prefLabel.n3()} {SKOS.altLabel.n3()} }} ?class ?p ?name }} }}
  ORDER BY ?class ?name"""
ABOVE = f"SELECT DISTINCT ?class {{ %s {RDFS.subClassOf.n3()}* ?class FILTER(isIRI(?class)) }} ORDER BY ?class"
USED = "SELECT ?value (COUNT(?x) AS ?n) { ?x a %s ; %s ?value } GROUP BY ?value ORDER BY DESC(?n) ?value LIMIT 4"
TOTAL = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a %s }"
SOME = "SELECT ?x { ?x a %s FILTER(isIRI(?x)) } ORDER BY ?x LIMIT 200"
LEADING = f"""SELECT ?class {{ {{ %(p)s {RDFS.domain.n3()} ?class BIND(1000000 AS ?n) }} UNION
  {{ SELECT ?class (COUNT(?x) AS ?n) {{ ?x %(p)s ?y ; a ?class }} GROUP BY ?class }} }}
  ORDER BY DESC(?n) ?class LIMIT 1"""
KNOWN = "ASK { %s ?p ?o }"
BEARERS = f"""SELECT ?name {{ VALUES ?p {{ {" ".join(prop.n3() for prop in (*LABELS, *SYNONYMS, *HIDDEN_LABELS))} }}
  ?x ?p ?label FILTER(LCASE(STR(?label)) = %s) VALUES ?q {{ {" ".join(prop.n3() for prop in LABELS)} }} ?x ?q ?name }}
  ORDER BY ?name LIMIT 1"""
NAMESPACE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*[/#:]")
LONGEST = 120
UNANIMOUS = 3
"""What at least so many things of a class say, all of them alike, a new one says too."""
NEARLY_ALL = 0.9
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A property of the draft; `value` is kg:TODO where it has to be chosen, and `note` then says how."""

    property: URIRef
    value: Term
    note: str = ""
    choices: tuple[Term, ...] = ()
    examples: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A node of the draft."""

    iri: URIRef
    types: tuple[URIRef, ...]
    lines: tuple[Line, ...]


def find_class(name: str, shapes: Graph, runner: QueryRunner) -> URIRef:
    """The class that a local name, a label or an IRI names; raises NotFound with the classes that shapes speak of."""
    targets = {cls for cls in shapes.objects(None, SH.targetClass) if isinstance(cls, URIRef)}
    rows = [(cls, str(label or "")) for cls, label in runner.run(CLASSES).rows if isinstance(cls, URIRef)]
    rows += [(cls, "") for cls in targets]
    asked = name.strip().casefold()
    by_name = {cls for cls, _ in rows if asked in _spellings(cls)}
    by_label = {cls for cls, label in rows if label.casefold() == asked}
    for found in (by_name & targets, by_name, by_label & targets, by_label):
        if len(found) == 1:
            return next(iter(found))
    found = by_name or by_label
    known = ", ".join(sorted(str(cls) if found else local_name(str(cls)) for cls in found or targets))
    problem = "names several classes" if found else "is no class of the graph"
    raise NotFound(f"{name!r} {problem}.", f"Name one of: {known}.", tuple(sorted(map(str, found))))


def draft(cls: URIRef, name: str, namespace: str | None, shapes: Graph, runner: QueryRunner) -> tuple[Draft, ...]:
    """The nodes of a new thing of a class, sorted by IRI: itself, and those that have to lead to it.

    The namespace is that of the other things of the class unless one is given; raises UsageError when the name makes
    no IRI or one that is taken.
    """
    slug = _require_slug(name)
    base = _require_namespace(namespace) if namespace else _namespace(cls, runner)
    drafter = _Drafter(shapes, runner, name, base, slug)
    iri = drafter.iri(cls)
    if runner.run(KNOWN % iri.n3()).boolean:
        raise UsageError(f"The graph has {iri} already.", "Choose another name, or edit what is there.")
    bearers = runner.run(BEARERS % Literal(name.casefold()).n3()).rows
    if bearers:
        raise UsageError(f"{bearers[0][0]} is called {name!r} already.", "Choose another name, or edit what is there.")
    return tuple(sorted(drafter.nodes(cls, iri, ()), key=lambda node: str(node.iri)))


def header(name: str, namespace: str, shapes: Graph, runner: QueryRunner) -> Draft:
    """The header of a file of data about a new thing, as the shapes of data sets demand it (DCAT 3)."""
    slug = _require_slug(name)
    drafter = _Drafter(shapes, runner, f"Data about {name}", namespace, slug)
    (node,) = drafter.nodes(DCAT.Dataset, URIRef(f"{namespace}{slug}-data"), ())
    return node


@dataclass(frozen=True, slots=True)
class _Drafter:
    """Drafts nodes of one new thing."""

    shapes: Graph
    runner: QueryRunner
    name: str
    namespace: str
    slug: str

    def iri(self, cls: URIRef, mark: str = "") -> URIRef:
        """The name of a node of the class, begun as those of its like are."""
        return URIRef(f"{self.namespace}{_beginning(cls, self.runner)}{self.slug}{mark}")

    def nodes(self, cls: URIRef, iri: URIRef, given: tuple[Line, ...], above: tuple[URIRef, ...] = ()) -> list[Draft]:
        """A node of a class, and the nodes that have to lead to it, unless such a one is being drafted above."""
        classes = [row[0] for row in self.runner.run(ABOVE % cls.n3()).rows if isinstance(row[0], URIRef)]
        demands = demands_of(sorted({cls, *classes}), self.shapes)
        told = {line.property for line in given}
        lines = [*given, *(self._line(cls, demand) for demand in demands.own if demand.property not in told)]
        found = [Draft(iri, (cls, *demands.types), tuple(sorted(lines, key=_order)))]
        for demand in demands.inverse:
            found += self._leading(demand, iri, (*above, cls))
        return found

    def _leading(self, demand: Demand, iri: URIRef, above: tuple[URIRef, ...]) -> list[Draft]:
        cls = next((row[0] for row in self.runner.run(LEADING % {"p": demand.property.n3()}).rows), None)
        if not isinstance(cls, URIRef) or cls in above:
            return []
        kind = "" if _beginning(cls, self.runner) else f"-{_slug(readable(local_name(str(cls))))}"
        marks = [""] if demand.count == 1 else [f"-{number + 1}" for number in range(demand.count)]
        given = (Line(demand.property, iri),)
        return [node for mark in marks for node in self.nodes(cls, self.iri(cls, kind + mark), given, above)]

    def _line(self, cls: URIRef, demand: Demand) -> Line:
        if demand.property in LABELS:
            return Line(demand.property, Literal(self.name, lang="en"))
        if demand.value is not None:
            return Line(demand.property, demand.value)
        used = self.runner.run(USED % (cls.n3(), demand.property.n3())).rows
        total = int(str(self.runner.run(TOTAL % cls.n3()).rows[0][0]))
        if len(used) == 1 and used[0][0] is not None and int(str(used[0][1])) == total >= UNANIMOUS:
            return Line(demand.property, used[0][0])
        usual = tuple(row[0] for row in used if isinstance(row[0], URIRef))[:EXAMPLES]
        return Line(demand.property, KG.TODO, demand.message, demand.choices, () if demand.choices else usual)


def _namespace(cls: URIRef, runner: QueryRunner) -> str:
    """The namespace of most things of the class."""
    spaces = [str(x)[: -len(local_name(str(x)))] for (x,) in runner.run(SOME % cls.n3()).rows]
    if not spaces:
        raise UsageError(f"The graph has no {readable(local_name(str(cls)))} yet.", "Give a --namespace for its IRI.")
    return max(sorted(set(spaces)), key=spaces.count)


def _beginning(cls: URIRef, runner: QueryRunner) -> str:
    """The word with which the local names of nearly all things of the class begin, as "req-" does; else empty."""
    words = [local_name(str(x)).partition("-")[0] for (x,) in runner.run(SOME % cls.n3()).rows]
    usual = max(sorted(set(words)), key=words.count, default="")
    return f"{usual}-" if words.count(usual) >= max(UNANIMOUS, NEARLY_ALL * len(words)) else ""


def _spellings(cls: URIRef) -> tuple[str, ...]:
    """How a class may be named: its IRI, its prefixed name, its local name as it is or in words."""
    local = local_name(str(cls))
    space = str(cls)[: -len(local)]
    prefixed = [f"{prefix}:{local}" for prefix, namespace in PREFIXES.items() if namespace == space]
    return tuple(text.casefold() for text in (str(cls), local, readable(local), *prefixed))


def _require_namespace(text: str) -> str:
    if not NAMESPACE.fullmatch(text):
        raise UsageError(
            f"{text!r} is no namespace.", "Give an IRI that ends with / or #, as https://example.org/id/ does."
        )
    return text


def _require_slug(name: str) -> str:
    if not name.isprintable() or len(name) > LONGEST:
        raise UsageError("The name has control characters, or is too long.", f"Give one line of at most {LONGEST}.")
    slug = _slug(name)
    if not slug:
        raise UsageError(f"{name!r} makes no IRI.", "Give a name with Latin letters or digits.")
    return slug


def _slug(name: str) -> str:
    """Lower case, letters and digits with hyphens between."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _order(line: Line) -> tuple[int, str]:
    """Names first, then what defines, then the rest as it comes in the alphabet."""
    first: Sequence[URIRef] = (*LABELS, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition, SKOS.inScheme)
    rank = first.index(line.property) if line.property in first else len(first)
    return rank, local_name(str(line.property))
