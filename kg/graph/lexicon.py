"""The words by which a graph's things are known: names and values, found by their normal form."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import takewhile

from rdflib import Literal, URIRef

from kg.graph.schema import Edge, Schema, is_meta
from kg.graph.words import fold, normal_form, readable
from kg.model import Table, Term
from kg.protocols import QueryRunner
from kg.rdf import HIDDEN_LABELS, LABELS, OWL, RDF, SKOS, SYNONYMS, XSD, local_name

MAX_VALUE_LENGTH = 80
MAX_KEY_WORDS = 12
PAGE = 10_000
COMMON = 6
"""A word that ends the names of this many things may be left out of any of them."""
SHORT = 0.82
STRUCTURED = 0.9
NUMBERS = frozenset({XSD.integer, XSD.decimal, XSD.double, XSD.float, XSD.int, XSD.long})
PARTIAL = 0.7
"""What a part of a property's name is worth."""
AROUND_VERBS = frozenset({"is", "are", "has", "have", "be", "by", "to", "in", "of", "with", "from", "for", "on", "at"})
NAMED = "SELECT ?x ?name { ?x %s ?name FILTER(isIRI(?x) && isLiteral(?name)) } ORDER BY ?x ?name LIMIT %d OFFSET %d"
UNNAMED = """SELECT DISTINCT ?x { ?x ?p ?o FILTER(isIRI(?x) %s) } ORDER BY ?x LIMIT %d OFFSET %d"""
HEADERS = f"SELECT ?x {{ VALUES ?c {{ {OWL.Ontology.n3()} {SKOS.ConceptScheme.n3()} }} ?x a ?c }} ORDER BY ?x"
TEXTS = """SELECT DISTINCT ?o { ?s %s ?o FILTER(isLiteral(?o) && STRLEN(STR(?o)) <= %d) }
  ORDER BY ?o LIMIT %d OFFSET %d"""


class Kind(StrEnum):
    """What a lexical entry stands for."""

    ENTITY = "entity"
    CLASS = "class"
    PROPERTY = "property"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """A text that means a term; a value also has the property whose literal it is.

    `weight` is 1 for a preferred name and less for synonyms, hidden labels and local names.
    """

    text: str
    kind: Kind
    term: Term
    property: URIRef | None = None
    weight: float = 1.0


@dataclass(frozen=True)
class Lexicon:
    """All entries, the names of things, and a look-up by normal form in constant time."""

    entries: tuple[LexicalEntry, ...]
    names: dict[URIRef, str]

    @cached_property
    def by_key(self) -> dict[tuple[str, ...], tuple[LexicalEntry, ...]]:
        """Entries by normal form, heaviest first; a compound is also found written as one word."""
        found: dict[tuple[str, ...], list[LexicalEntry]] = defaultdict(list)
        common = self._common_words()
        for entry in self.entries:
            for key in keys(entry.text):
                found[key].append(entry)
            for key in _short_keys(entry, common):
                found[key].append(replace(entry, weight=round(entry.weight * SHORT, 4)))
        return {key: tuple(sorted(group, key=_rank)) for key, group in found.items()}

    def _common_words(self) -> frozenset[str]:
        """Words that so many names end with that a person leaves them out."""
        counts: dict[str, int] = defaultdict(int)
        for entry in self.entries:
            if entry.kind is Kind.ENTITY and entry.weight == 1.0 and (key := normal_form(entry.text)):
                counts[key[-1]] += 1
        return frozenset(word for word, count in counts.items() if count >= COMMON)

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Every folded word of the entries with the number of entries that have it."""
        counts: dict[str, int] = defaultdict(int)
        for entry in self.entries:
            for word in set(fold(entry.text).replace("-", " ").split()):
                counts[word] += 1
        return dict(counts)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every word of every key."""
        return frozenset(word for key in self.by_key for word in key)


def keys(text: str) -> tuple[tuple[str, ...], ...]:
    """The normal forms under which a text is found: its words, and its words joined when hyphens join them."""
    key = normal_form(text)
    if not 0 < len(key) <= MAX_KEY_WORDS:
        return ()
    joined = normal_form(text.replace("-", ""))
    return (key,) if joined == key or "-" not in text else (key, joined)


def _short_keys(entry: LexicalEntry, common: frozenset[str]) -> Iterable[tuple[str, ...]]:
    """A preferred name without its last word, when many names end so: "Email marketing" as "email"."""
    key = normal_form(entry.text)
    if entry.kind is Kind.PROPERTY and entry.weight == 1.0:
        yield from _bare_verb(key)
    if entry.kind is Kind.ENTITY and entry.weight == 1.0:
        if 1 < len(key) <= MAX_KEY_WORDS and key[-1] in common and not common.issuperset(key[:-1]):
            yield key[:-1]
        if "and" in key[1:-1] and len(key[: key.index("and")]) > 1:
            yield key[: key.index("and")]


def _bare_verb(key: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """A relation of three words at most without its auxiliary and preposition: "is measured by" as "measured"."""
    bare = tuple(word for word in key if word not in AROUND_VERBS)
    if len(bare) == 1 < len(key) <= 3:
        yield bare


def read_lexicon(runner: QueryRunner, schema: Schema) -> Lexicon:
    """The lexicon of a graph: names of its things, classes and properties, and its short literal values."""
    names: dict[URIRef, str] = {}
    entries: dict[LexicalEntry, None] = {}
    label_properties = _label_properties(schema)
    headers = {row[0] for row in runner.run(HEADERS).rows}
    for prop, weight in label_properties:
        for term, text in _named(runner, prop):
            if term not in schema.names and term not in headers:
                names.setdefault(term, text)
                entries.setdefault(LexicalEntry(text, Kind.ENTITY, term, None, weight))
    for entry in (
        *_schema_entries(schema),
        *_local_names(runner, schema, names),
        *_values(runner, schema, label_properties),
    ):
        entries.setdefault(entry)
    return Lexicon(tuple(sorted(entries, key=_rank)), dict(sorted(names.items())))


def _label_properties(schema: Schema) -> tuple[tuple[URIRef, float], ...]:
    used = {edge.predicate for edge in schema.edges if edge.is_literal}
    hidden = (*HIDDEN_LABELS, SKOS.notation)
    ranked = [*((p, 1.0) for p in LABELS), *((p, 0.97) for p in SYNONYMS), *((p, 0.95) for p in hidden)]
    return tuple((prop, weight) for prop, weight in ranked if prop in used)


def _named(runner: QueryRunner, prop: URIRef) -> Iterable[tuple[URIRef, str]]:
    for row in _pages(runner, lambda offset: NAMED % (prop.n3(), PAGE, offset)):
        term, name = row
        if isinstance(term, URIRef) and isinstance(name, Literal) and (name.language or "en").startswith("en"):
            yield term, str(name)


def _local_names(runner: QueryRunner, schema: Schema, named: dict[URIRef, str]) -> Iterable[LexicalEntry]:
    known = {*named, *schema.names}
    exclusions = "".join(f" && !EXISTS {{ ?x {prop.n3()} ?name }}" for prop in LABELS)
    for (term,) in _pages(runner, lambda offset: UNNAMED % (exclusions, PAGE, offset)):
        if isinstance(term, URIRef) and term not in known and not is_meta(term):
            name = readable(local_name(term))
            if any(character.isalpha() for character in name):
                yield LexicalEntry(name, Kind.ENTITY, term, None, 0.9)


def _schema_entries(schema: Schema) -> Iterable[LexicalEntry]:
    properties = {edge.predicate for edge in schema.edges}
    yield from _without_class(schema)
    yield from _structured(schema)
    labels = [prop for prop in LABELS if prop in properties]
    yield from (LexicalEntry("name", Kind.PROPERTY, prop, None, 0.8) for prop in labels[:1])
    for term, names in schema.names.items():
        if term not in properties and term not in schema.classes:
            continue
        kind = Kind.PROPERTY if term in properties else Kind.CLASS
        yield LexicalEntry(names.preferred, kind, term)
        if kind is Kind.CLASS and len(names.preferred.split()) > 1:
            yield LexicalEntry(names.preferred.split()[-1], kind, term, None, PARTIAL)
        yield from (LexicalEntry(synonym, kind, term, None, 0.97) for synonym in names.synonyms)


def _structured(schema: Schema) -> Iterable[LexicalEntry]:
    """Names of classes of structured values, as names of their one number: "price" for the amount of a price."""
    labelled = {edge.start for edge in schema.edges if edge.predicate in LABELS}
    for cls in sorted({edge.end for edge in schema.edges if edge.end is not None} - labelled):
        own = [edge for edge in schema.edges if edge.start == cls]
        numbers = {edge.predicate for edge in own if edge.datatype in NUMBERS}
        if len(numbers) == 1 and all(edge.is_literal for edge in own if not is_meta(edge.predicate)):
            yield LexicalEntry(schema.name(cls), Kind.PROPERTY, numbers.pop(), None, STRUCTURED)


def _without_class(schema: Schema) -> Iterable[LexicalEntry]:
    """Names of properties that repeat the name of their class, without it: "document name" of documents as "name"."""
    for edge in schema.edges:
        words, own = schema.name(edge.predicate).split(), normal_form(schema.name(edge.start)) if edge.start else ()
        key = normal_form(" ".join(words))
        if own and len(words) == len(key) > len(own) and key[: len(own)] == own:
            yield LexicalEntry(" ".join(words[len(own) :]), Kind.PROPERTY, edge.predicate, None, 0.85)
        elif len(words) == 1 and edge.start and (rest := _after_prefix(words[0], schema.name(edge.start))):
            yield LexicalEntry(rest, Kind.PROPERTY, edge.predicate, None, 0.8)
        if edge.is_literal or len(words) == 2:
            yield from (LexicalEntry(part, Kind.PROPERTY, edge.predicate, None, PARTIAL) for part in _partial(words))


def _after_prefix(word: str, owner: str) -> str:
    """What follows in a run-together name that begins as the name of its class: "petid" of pets gives "id"."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word.lower(), owner.lower(), strict=False)))
    return word[shared:] if shared >= 3 and len(word) - shared >= 2 else ""


def _partial(words: list[str]) -> Iterable[str]:
    """The last words of a longer name, and the first one: "cost of treatment" as "cost"."""
    if len(words) > 1 and words[-1] not in AROUND_VERBS:
        yield words[-1]
        if words[0] not in AROUND_VERBS:
            yield words[0]
    if len(words) > 2:
        yield " ".join(words[-2:])


def _values(runner: QueryRunner, schema: Schema, labels: tuple[tuple[URIRef, float], ...]) -> Iterable[LexicalEntry]:
    known = {prop for prop, _ in labels}
    for prop in sorted({edge.predicate for edge in schema.edges if is_text(edge)} - known):
        for value in _texts(runner, prop):
            if isinstance(value, Literal) and any(character.isalpha() for character in str(value)):
                yield LexicalEntry(str(value), Kind.VALUE, value, prop, 0.96)


def _texts(runner: QueryRunner, prop: URIRef) -> Iterable[Term | None]:
    return (row[0] for row in _pages(runner, lambda offset: TEXTS % (prop.n3(), MAX_VALUE_LENGTH, PAGE, offset)))


def is_text(edge: Edge) -> bool:
    """Whether an edge ends in short texts, which a person may quote."""
    return edge.datatype in (XSD.string, RDF.langString) and edge.length <= MAX_VALUE_LENGTH


def _pages(runner: QueryRunner, query_at: Callable[[int], str]) -> Iterable[tuple[Term | None, ...]]:
    offset = 0
    while True:
        page: Table = runner.run(query_at(offset))
        yield from page.rows
        if len(page.rows) < PAGE:
            return
        offset += PAGE


def _rank(entry: LexicalEntry) -> tuple[float, str, str, str, str]:
    return (-entry.weight, entry.text, entry.kind, str(entry.term), str(entry.property or ""))
