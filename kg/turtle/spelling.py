"""How the words of Turtle are spelt: texts in double quotes with few escapes, numbers bare, the type as `a`."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from rdflib import Literal, URIRef

from kg.rdf import RDF, XSD
from kg.turtle.tokens import Kind, Token
from kg.turtle.tree import Leaf

__all__ = ["literal_text", "spelt", "spelt_verb"]

BARE: Final = {
    str(XSD.boolean): re.compile(r"true|false"),
    str(XSD.integer): re.compile(r"[+-]?[0-9]+"),
    str(XSD.decimal): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    str(XSD.double): re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+"),
}
"""What may stand without quotes and datatype, as it is written."""
PIECE: Final = re.compile(r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\.|.", re.DOTALL)
MEANING: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
SHORT: Final = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
PLAIN: Final = frozenset("LNPS")
"""Kinds of characters that need no escape: letters, numbers, punctuation, symbols."""


def spelt(term: Leaf, prefixes: Mapping[str, str]) -> str:
    """A term in its canonical spelling; IRIs and names stay as they are."""
    first, *rest = term.words
    if first.kind is not Kind.TEXT:
        return first.text
    form = BARE.get(_iri(rest[1], prefixes)) if len(rest) > 1 else None
    content = _content(first.text)
    if form is not None and form.fullmatch(content):
        return content
    return _quoted(first.text) + "".join(word.text for word in rest)


def spelt_verb(term: Leaf, prefixes: Mapping[str, str]) -> str:
    """The same for a verb, where rdf:type is `a`."""
    return "a" if _iri(term.words[0], prefixes) == str(RDF.type) else term.words[0].text


def literal_text(literal: Literal, name: Callable[[URIRef], str]) -> str:
    """A literal in its canonical spelling on one line; `name` writes its datatype."""
    datatype = literal.datatype
    form = BARE.get(str(datatype)) if datatype is not None else None
    if form is not None and form.fullmatch(literal):
        return str(literal)
    text = "".join(SHORT.get(character, character) for character in literal)
    if literal.language:
        return f'"{text}"@{literal.language}'
    return f'"{text}"' if datatype is None else f'"{text}"^^{name(datatype)}'


def _iri(word: Token, prefixes: Mapping[str, str]) -> str:
    if word.kind is Kind.IRI:
        return word.text[1:-1]
    prefix, _, local = word.text.partition(":")
    return prefixes.get(prefix, "") + local


def _content(text: str) -> str:
    return text[3:-3] if _is_long(text) else text[1:-1]


def _is_long(text: str) -> bool:
    return len(text) >= 6 and text[:3] in ('"""', "'" * 3)


def _quoted(text: str) -> str:
    """A text over several lines keeps its lines; any other becomes one in single double quotes."""
    content = _content(text)
    if _is_long(text) and ("\n" in content or "\r" in content):
        pieces = [_piece(found[0], long=True) for found in PIECE.finditer(content)]
        return f'"""{_guarded("".join(pieces))}"""'
    return '"' + "".join(_piece(found[0], long=False) for found in PIECE.finditer(content)) + '"'


def _piece(piece: str, *, long: bool) -> str:
    """One character of a text; what was escaped stays so unless it is plain to see."""
    if len(piece) == 1:
        return SHORT.get(piece, piece) if not long and piece in '"\n\r\t' else piece
    character = MEANING.get(piece[1:]) or chr(int(piece[2:], 16))
    if character == '"':
        return '"' if long else '\\"'
    if character in SHORT:
        return SHORT[character]
    return character if unicodedata.category(character)[0] in PLAIN else piece


def _guarded(content: str) -> str:
    """Double quotes that could end a long text are escaped: the third of three, and one at its end."""
    content = content.replace('"""', '""\\"')
    return content[:-1] + '\\"' if content.endswith('"') and not _escaped(content) else content


def _escaped(content: str) -> bool:
    """Whether the last character has a backslash of its own before it."""
    body = content[:-1]
    return (len(body) - len(body.rstrip("\\"))) % 2 == 1
