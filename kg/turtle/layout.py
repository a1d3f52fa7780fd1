"""Turtle laid out in one way: a subject on its own line, its properties below, and every comment where it was."""

from collections.abc import Sequence
from typing import Final

from kg.turtle.page import Page
from kg.turtle.spelling import spelt, spelt_verb
from kg.turtle.tokens import Token
from kg.turtle.tree import Block, Collection, Directive, Leaf, Node, Property, Statement, Value, read_tree, words_of

__all__ = ["lay_out"]

WIDTH: Final = 102
"""What does not fit on a line of so many characters is set one item a line."""
STEP: Final = 4


def lay_out(text: str) -> str:
    """The text in canonical layout, with the line ends it has; raises SyntaxErrorsFound for what is not Turtle 1.1.

    The order of statements, properties and values stays, and so does every comment.
    """
    document = read_tree(text)
    layout = _Layout()
    for sentence in document.sentences:
        if isinstance(sentence, Directive):
            layout.directive(sentence)
        else:
            layout.statement(sentence)
    end = text.find("\n")
    return layout.ended(document.end, "\r\n" if end > 0 and text[end - 1] == "\r" else "\n")


class _Layout:
    """Writes sentences on a page, with the prefixes declared so far."""

    def __init__(self) -> None:
        self._page = Page()
        self._prefixes: dict[str, str] = {}
        self._among_directives = True

    def directive(self, directive: Directive) -> None:
        """A declaration; groups of them stay apart as they are."""
        word, *names = directive.words
        apart = word.before[0].apart if word.before else word.apart
        self._begin(apart=apart or not self._among_directives)
        self._word(word, "@" + word.text.lower().removeprefix("@"), apart=word.apart)
        for name in names:
            self._word(name, name.text)
        if len(names) > 1:
            self._prefixes[names[0].text[:-1]] = names[1].text[1:-1]
        self._stop(directive.stop)
        self._among_directives = True

    def statement(self, statement: Statement) -> None:
        """A subject with its properties, set off by a blank line."""
        self._begin(apart=True)
        self._node(statement.subject, apart=True)
        self._properties(statement.properties)
        self._stop(statement.stop)
        self._among_directives = False

    def ended(self, end: Token, line_end: str) -> str:
        """The whole page, with the comments at its end."""
        self._page.below(end.before)
        return self._page.text(line_end)

    def _begin(self, *, apart: bool) -> None:
        self._page.new_line(0)
        if apart:
            self._page.blank()

    def _stop(self, stop: Token | None) -> None:
        """A full stop, on a line of its own where comments before it would come behind it."""
        page = self._page
        if stop is None:
            page.glue(" .")
            return
        page.below(stop.before)
        if page.has_below or (page.ends_in_comment and stop.after):
            page.new_line(STEP)
            page.word(".")
        else:
            page.glue(" .")
        page.behind(stop.after)

    def _properties(self, properties: Sequence[Property]) -> None:
        indent = self._page.indent + STEP
        for prop in properties:
            self._page.new_line(indent)
            self._property(prop)
            if prop is not properties[-1]:
                self._page.glue(" ;")
            for semicolon in prop.semicolons:
                self._remarks(semicolon)

    def _property(self, prop: Property) -> None:
        page, indent = self._page, self._page.indent
        verb, values = prop.verb.words[0], prop.values
        self._word(verb, spelt_verb(prop.verb, self._prefixes))
        words = [word for value in values for word in _words_with_comma(value)]
        if page.breaks or words[0].before:
            page.new_line(indent + STEP)
        if len(values) > 1 and not self._fits(words, self._listed(values)):
            self._one_a_line(values, indent + STEP)
        else:
            self._on_one_line(values)

    def _one_a_line(self, values: Sequence[Value], indent: int) -> None:
        for value in values:
            self._page.new_line(indent)
            self._node(value.node)
            if value.comma is not None:
                self._page.glue(",")
                self._remarks(value.comma)

    def _on_one_line(self, values: Sequence[Value]) -> None:
        for value in values:
            self._node(value.node)
            if value.comma is not None:
                self._page.glue(",")

    def _node(self, node: Node, *, apart: bool = False) -> None:
        words = words_of(node)
        if isinstance(node, Leaf):
            self._word(words[0], spelt(node, self._prefixes), apart=apart and words[0].apart)
            for word in words[1:]:
                for comment in word.before:
                    self._page.behind(comment.text)
                self._page.behind(word.after)
            return
        self._page.below(words[0].before)
        if self._fits(words, self._inline(node)):
            self._page.word(self._inline(node), apart=apart and words[0].apart)
        else:
            self._opened(node, apart=apart and words[0].apart)
        self._page.behind(words[-1].after)

    def _opened(self, node: Block | Collection, *, apart: bool) -> None:
        """Something in brackets over several lines."""
        page = self._page
        page.word(node.opening.text, apart=apart)
        page.behind(node.opening.after)
        indent = page.indent
        if isinstance(node, Block):
            self._properties(node.properties)
        else:
            for item in node.items:
                page.new_line(indent + STEP)
                self._node(item)
        page.below(node.closing.before)
        page.new_line(indent + STEP)
        page.new_line(indent)
        page.word(node.closing.text)

    def _fits(self, words: Sequence[Token], text: str) -> bool:
        """Whether words go on this line as a text, with no comment among them and room for a mark behind."""
        quiet = not any(word.before for word in words[1:]) and not any(word.after for word in words[:-1])
        return quiet and "\n" not in text and self._page.column + len(text) + 3 <= WIDTH

    def _inline(self, node: Node) -> str:
        if isinstance(node, Leaf):
            return spelt(node, self._prefixes)
        if isinstance(node, Collection):
            return _bracketed("(", [self._inline(item) for item in node.items], " ", ")")
        said = [f"{spelt_verb(p.verb, self._prefixes)} {self._listed(p.values)}" for p in node.properties]
        return _bracketed("[", said, " ; ", "]")

    def _listed(self, values: Sequence[Value]) -> str:
        return ", ".join(self._inline(value.node) for value in values)

    def _word(self, word: Token, text: str, *, apart: bool = False) -> None:
        self._page.below(word.before)
        self._page.word(text, apart=apart)
        self._page.behind(word.after)

    def _remarks(self, mark: Token) -> None:
        """The comments around a mark that is on the page already."""
        self._page.below(mark.before)
        self._page.behind(mark.after)


def _words_with_comma(value: Value) -> tuple[Token, ...]:
    return (*words_of(value.node), *((value.comma,) if value.comma else ()))


def _bracketed(opening: str, items: Sequence[str], between: str, closing: str) -> str:
    return f"{opening} {between.join(items)} {closing}" if items else opening + closing
