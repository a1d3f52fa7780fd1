"""Changes of single places in a Turtle text: a value out, a value in, a prefix declared; no other line changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.turtle.layout import STEP
from kg.turtle.tree import Block, Collection, Directive, Document, Node, Property, Statement, Value, words_of

__all__ = ["Edit", "declaration", "insertion", "removal"]

Holder = Statement | Block


@dataclass(frozen=True, slots=True)
class Edit:
    """A text to put in the place of what stands at `[start, end)`."""

    start: int
    end: int
    text: str = ""


def removal(text: str, document: Document, start: int) -> list[Edit] | None:
    """What takes the value at an offset out of the text; None when no value of a property starts there.

    Its property goes with its last value, and its statement with the last property; a comment on a line that goes, too.
    """
    for holder in _holders(document):
        for prop in holder.properties:
            for value in prop.values:
                if _start(value.node) == start:
                    return _without(text, _sentence_of(document, holder), prop, value)
    return None


def insertion(text: str, document: Document, subject: int, verb: str, value: str) -> list[Edit] | None:
    """What says one thing more of the subject at an offset; None when nothing is said of it there."""
    holder = next((found for found in _holders(document) if _subject_start(found) == subject), None)
    if holder is None:
        return None
    same = next((prop for prop in holder.properties if prop.verb.words[0].text == verb), None)
    if same is not None:
        return [_value_behind(text, same, value)]
    if not holder.properties:
        return [Edit(subject + 1, subject + 1, f" {verb} {value} ")]
    return [_property_behind(text, holder, f"{verb} {value}")]


def declaration(text: str, document: Document, prefix: str, namespace: str) -> Edit:
    """What declares a prefix, below the declarations that the text begins with."""
    line = f"@prefix {prefix}: <{namespace}> .\n"
    last = None
    for sentence in document.sentences:
        if not isinstance(sentence, Directive):
            break
        last = sentence
    if last is None:
        return Edit(0, 0, f"{line}\n")
    end = (last.stop or last.words[-1]).end
    if not _is_line_end(text, end):
        return Edit(end, end, f" {line.strip()}")
    end = _line_end(text, end)
    return Edit(end, end, line if text[:end].endswith("\n") else f"\n{line}")


def _sentence_of(document: Document, holder: Holder) -> Holder:
    """The statement that is nothing but these brackets when nothing would be left in them, else the holder itself."""
    if isinstance(holder, Statement) or sum(len(prop.values) for prop in holder.properties) > 1:
        return holder
    statements = (found for found in document.sentences if isinstance(found, Statement) and not found.properties)
    return next((found for found in statements if found.subject is holder), holder)


def _without(text: str, holder: Holder, prop: Property, value: Value) -> list[Edit]:
    if len(prop.values) > 1:
        return _without_value(text, holder, prop, value)
    if len(holder.properties) > 1:
        return _without_property(text, holder, prop)
    if isinstance(holder, Block):
        return [Edit(holder.opening.end, holder.closing.start)]
    if holder.properties and isinstance(holder.subject, Block) and holder.subject.properties:
        return [Edit(_end(holder.subject), _end(value.node))]
    return [_with_blank_line(text, _piece(text, _start(holder.subject), holder.stop.end))]


def _without_value(text: str, holder: Holder, prop: Property, value: Value) -> list[Edit]:
    start, end = _start(value.node), _end(value.node)
    if value.comma is not None:
        return [_piece(text, start, value.comma.end)]
    comma = prop.values[prop.values.index(value) - 1].comma
    assert comma is not None
    mark = prop.semicolons[0] if prop.semicolons else holder.stop if isinstance(holder, Statement) else None
    if mark is None or "\n" in text[end : mark.start] or text[_line_start(text, start) : start].strip():
        return [Edit(comma.start, comma.end), _piece(text, start, end)]
    return [Edit(comma.start, comma.end, f" {mark.text}"), _piece(text, start, mark.end)]


def _without_property(text: str, holder: Holder, prop: Property) -> list[Edit]:
    start = prop.verb.words[0].start
    end = prop.semicolons[-1].end if prop.semicolons else _end(prop.values[-1].node)
    if prop is not holder.properties[-1]:
        return [_piece(text, start, end)]
    first, *more = holder.properties[holder.properties.index(prop) - 1].semicolons
    dropped = [Edit(_before_space(text, mark.start), mark.end) for mark in more]
    if isinstance(holder, Block) or "\n" in text[end : holder.stop.start]:
        return [Edit(_before_space(text, first.start), first.end), *dropped, _piece(text, start, end)]
    return [Edit(first.start, first.end, "."), *dropped, _piece(text, start, holder.stop.end)]


def _value_behind(text: str, prop: Property, value: str) -> Edit:
    """One value more, on a line of its own if the last has one."""
    last = prop.values[-1].node
    gap = text[_line_start(text, _start(last)) : _start(last)]
    return Edit(_end(last), _end(last), f", {value}" if gap.strip() else f",\n{gap}{value}")


def _property_behind(text: str, holder: Holder, said: str) -> Edit:
    """One property more, on a line of its own but in brackets that have one line."""
    last = holder.properties[-1]
    verb = last.verb.words[0].start
    gap = text[_line_start(text, verb) : verb]
    own = "\n" + (gap if not gap.strip() else " " * (len(gap) - len(gap.lstrip()) + STEP))
    space = " " if gap.strip() and isinstance(holder, Block) else own
    if last.semicolons:
        return Edit(last.semicolons[-1].end, last.semicolons[-1].end, f"{space}{said}")
    end = _end(last.values[-1].node)
    return Edit(end, end, f" ;{space}{said}")


def _piece(text: str, start: int, end: int) -> Edit:
    """What takes a piece out, with its lines where nothing is left on them but a comment behind it."""
    first, last = _line_start(text, start), _line_end(text, end)
    alone = not text[first:start].strip()
    if alone and _is_line_end(text, end):
        return Edit(first, last)
    if alone:
        return Edit(start, end + len(text[end:last]) - len(text[end:last].lstrip(" \t")))
    return Edit(_before_space(text, start), end)


def _with_blank_line(text: str, edit: Edit) -> Edit:
    """The same with the blank line below, or the one above at the end of the text."""
    below = _line_end(text, edit.end)
    if edit.end < len(text) and not text[edit.end : below].strip():
        return Edit(edit.start, below)
    above = _line_start(text, max(0, edit.start - 1))
    if edit.end == len(text) and edit.start and not text[above : edit.start].strip():
        return Edit(above, edit.end)
    return edit


def _is_line_end(text: str, offset: int) -> bool:
    rest = text[offset : _line_end(text, offset)].strip()
    return not rest or rest.startswith("#")


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    """The offset after the line end."""
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1


def _before_space(text: str, offset: int) -> int:
    return len(text[:offset].rstrip(" \t"))


def _start(node: Node) -> int:
    return words_of(node)[0].start


def _end(node: Node) -> int:
    return words_of(node)[-1].end


def _subject_start(holder: Holder) -> int:
    return holder.opening.start if isinstance(holder, Block) else _start(holder.subject)


def _holders(document: Document) -> Iterator[Holder]:
    for sentence in document.sentences:
        if isinstance(sentence, Statement):
            if sentence.properties:
                yield sentence
            yield from _blocks(sentence.subject)
            yield from _blocks_below(sentence)


def _blocks_below(holder: Holder) -> Iterator[Block]:
    for prop in holder.properties:
        for value in prop.values:
            yield from _blocks(value.node)


def _blocks(node: Node) -> Iterator[Block]:
    if isinstance(node, Collection):
        for item in node.items:
            yield from _blocks(item)
    elif isinstance(node, Block):
        yield node
        yield from _blocks_below(node)
