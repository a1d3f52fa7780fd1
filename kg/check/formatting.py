"""Turtle files in canonical layout, after a check that they say the same and keep their comments."""

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph
from rdflib import BNode

from kg.check.files import Language, Source
from kg.check.positions import parse_turtle
from kg.check.reading import quiet
from kg.check.syntax import check_syntax, decode
from kg.errors import InputError, SyntaxErrorsFound
from kg.turtle.layout import lay_out
from kg.turtle.rewrite import Rewrite
from kg.turtle.tokens import read_tokens

__all__ = ["formatted", "says_the_same"]

BASE: Final = "http://base.example/"
BLANK: Final = (pyoxigraph.BlankNode, BNode)


def formatted(source: Source) -> Rewrite:
    """A Turtle file before and after.

    Raises SyntaxErrorsFound when it is not valid Turtle 1.1, and InputError when it is another language or when
    its layout could not be changed without changing what it says.
    """
    if source.language is not Language.TURTLE:
        raise InputError(f"{source.path} is {source.language}; only Turtle is laid out.", "Name .ttl files or folders.")
    text = decode(source.content)
    faults = check_syntax(source, text)
    if faults:
        place = faults[0].position
        where = f"{source.path}:{place.line}:{place.column}" if place else str(source.path)
        hint = f"Run kg validate {source.path} to see every error." if source.path.is_file() else ""
        raise SyntaxErrorsFound(f"{where}: {faults[0].message}", hint)
    laid_out = _laid_out(source, text)
    if not says_the_same(text, laid_out):
        raise InputError(f"{source.path} would say something else in another layout, so it stays as it is.")
    return Rewrite(source.path, source.content, laid_out.encode("utf-8"))


def says_the_same(one: str, other: str) -> bool:
    """Whether two Turtle texts state the same triples in the same order, with the same comments."""
    same = _numbered(_triples(one)) == _numbered(_triples(other)) or _same_to_rdflib(one, other)
    return same and _comments(one) == _comments(other)


def _laid_out(source: Source, text: str) -> str:
    try:
        return lay_out(text)
    except SyntaxErrorsFound as error:
        raise SyntaxErrorsFound(f"{source.path} cannot be laid out: {error.message}", error.hint) from error
    except RecursionError as error:
        raise InputError(f"{source.path} is nested too deeply to be laid out.") from error


def _triples(text: str) -> Iterator[tuple[object, ...]]:
    for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE, base_iri=BASE):
        yield quad.subject, quad.predicate, quad.object


def _same_to_rdflib(one: str, other: str) -> bool:
    """The same by rdflib's parser, whose order does not depend on how a literal in a list is spelt, as Oxigraph's does.

    False for what that parser cannot read.
    """
    try:
        with quiet():
            mine, theirs = (_numbered(parse_turtle(text, BASE).places) for text in (one, other))
    except Exception:  # it raises what it likes
        return False
    return mine == theirs


def _numbered(triples: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The triples with their blank nodes as numbers, in the order in which they come."""
    numbers: dict[object, int] = {}
    return [
        tuple(numbers.setdefault(term, len(numbers)) if isinstance(term, BLANK) else term for term in triple)
        for triple in triples
    ]


def _comments(text: str) -> list[str]:
    return [
        comment
        for word in read_tokens(text)
        for comment in (*(found.text for found in word.before), word.after)
        if comment
    ]
