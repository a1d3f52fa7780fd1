"""A Turtle text as statements, properties and values that keep every word, and so every comment and every place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.errors import SyntaxErrorsFound
from kg.turtle.tokens import Kind, Token, read_tokens

__all__ = [
    "Block", "Collection", "Directive", "Document", "Leaf", "Node", "Property", "Statement", "Value", "read_tree",
    "words_of",
]  # fmt: skip

DIRECTIVES: Final = frozenset({"@prefix", "@base", "prefix", "base"})
TERMS: Final = frozenset({Kind.IRI, Kind.NAME, Kind.BLANK, Kind.TEXT, Kind.NUMBER, Kind.WORD})


@dataclass(frozen=True, slots=True)
class Leaf:
    """A term in one or, as a literal, in up to three words."""

    words: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """`( … )`"""

    opening: Token
    items: tuple["Node", ...]
    closing: Token


@dataclass(frozen=True, slots=True)
class Block:
    """`[ … ]`"""

    opening: Token
    properties: tuple["Property", ...]
    closing: Token


Node = Leaf | Collection | Block


@dataclass(frozen=True, slots=True)
class Value:
    """An object of a property, and the comma behind it unless it is the last."""

    node: Node
    comma: Token | None = None


@dataclass(frozen=True, slots=True)
class Property:
    """A verb with its objects, and the semicolons behind it."""

    verb: Leaf
    values: tuple[Value, ...]
    semicolons: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A subject with all that one sentence says of it."""

    subject: Node
    properties: tuple[Property, ...]
    stop: Token


@dataclass(frozen=True, slots=True)
class Directive:
    """The declaration of a prefix or base; the way of SPARQL has no full stop."""

    words: tuple[Token, ...]
    stop: Token | None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text; comments at its end stand at the last, empty word."""

    sentences: tuple[Statement | Directive, ...]
    end: Token


def read_tree(text: str) -> Document:
    """The sentences of a Turtle text; raises SyntaxErrorsFound where it is not RDF 1.1 Turtle."""
    return _Reader(read_tokens(text), text).document()


def words_of(node: Node) -> tuple[Token, ...]:
    """All words of a node, in their order."""
    if isinstance(node, Leaf):
        return node.words
    if isinstance(node, Collection):
        inner = [word for item in node.items for word in words_of(item)]
    else:
        inner = [word for prop in node.properties for word in _words_of_property(prop)]
    return (node.opening, *inner, node.closing)


def _words_of_property(prop: Property) -> tuple[Token, ...]:
    said = [word for value in prop.values for word in (*words_of(value.node), value.comma) if word is not None]
    return (*prop.verb.words, *said, *prop.semicolons)


class _Reader:
    """Goes through the words once, from the first to the last."""

    def __init__(self, words: Sequence[Token], text: str) -> None:
        self._words, self._text = words, text
        self._next = 0

    def document(self) -> Document:
        sentences = []
        while self._here.kind is not Kind.END:
            sentences.append(self._directive() if self._is_directive() else self._statement())
        return Document(tuple(sentences), self._here)

    @property
    def _here(self) -> Token:
        return self._words[self._next]

    def _is_directive(self) -> bool:
        return self._here.kind in (Kind.LANGUAGE, Kind.WORD) and self._here.text.lower() in DIRECTIVES

    def _directive(self) -> Directive:
        word = self._take()
        names = (self._expect(Kind.NAME),) if word.text.lower().endswith("prefix") else ()
        words = (word, *names, self._expect(Kind.IRI))
        return Directive(words, self._mark(".") if word.text.startswith("@") else None)

    def _statement(self) -> Statement:
        subject = self._node()
        properties = self._properties()
        if not properties and not isinstance(subject, Block):
            self._refuse()
        return Statement(subject, properties, self._mark("."))

    def _properties(self) -> tuple[Property, ...]:
        found = []
        while self._here.kind in (Kind.IRI, Kind.NAME) or self._here.text == "a":
            found.append(self._property())
            if not found[-1].semicolons:
                break
        return tuple(found)

    def _property(self) -> Property:
        verb = Leaf((self._take(),))
        values = [self._value()]
        while values[-1].comma is not None:
            values.append(self._value())
        semicolons = []
        while self._is_mark(";"):
            semicolons.append(self._take())
        return Property(verb, tuple(values), tuple(semicolons))

    def _value(self) -> Value:
        node = self._node()
        return Value(node, self._take() if self._is_mark(",") else None)

    def _node(self) -> Node:
        if self._is_mark("["):
            return Block(self._take(), self._properties(), self._mark("]"))
        if self._is_mark("("):
            return self._collection()
        if self._here.kind not in TERMS:
            self._refuse()
        return self._leaf()

    def _collection(self) -> Collection:
        opening, items = self._take(), []
        while not self._is_mark(")"):
            items.append(self._node())
        return Collection(opening, tuple(items), self._take())

    def _leaf(self) -> Leaf:
        word = self._take()
        if word.kind is not Kind.TEXT:
            return Leaf((word,))
        if self._here.kind is Kind.LANGUAGE:
            return Leaf((word, self._take()))
        if self._is_mark("^^"):
            return Leaf((word, self._take(), self._take()))
        return Leaf((word,))

    def _is_mark(self, mark: str) -> bool:
        return self._here.kind is Kind.MARK and self._here.text == mark

    def _mark(self, mark: str) -> Token:
        if not self._is_mark(mark):
            self._refuse()
        return self._take()

    def _expect(self, kind: Kind) -> Token:
        if self._here.kind is not kind:
            self._refuse()
        return self._take()

    def _take(self) -> Token:
        word = self._here
        if word.kind is Kind.END:
            self._refuse()
        self._next += 1
        return word

    def _refuse(self) -> None:
        line = self._text.count("\n", 0, self._here.start) + 1
        what = repr(self._here.text) if self._here.text else "the end of the text"
        raise SyntaxErrorsFound(f"Line {line}: {what} is not expected here.", "Write it as RDF 1.1 Turtle.")
