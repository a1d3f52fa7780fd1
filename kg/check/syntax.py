"""The syntax gate: everything in a file that is not its language, each with its place, in one pass."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final
from xml.parsers import expat

import pyoxigraph

from kg.check.files import Language, Source
from kg.check.findings import Finding, Severity
from kg.check.lines import Lines, lines_of
from kg.check.syntax_fixes import UNDECLARED, fix_of_fault
from kg.errors import InputError
from kg.model import Position

__all__ = ["RULE", "check_syntax", "decode", "fault_finding", "parse_quads"]

RULE: Final = "syntax"
SHOWN: Final = 25
COUNTED: Final = 500

FORMATS: Final = {
    Language.TURTLE: pyoxigraph.RdfFormat.TURTLE,
    Language.TRIG: pyoxigraph.RdfFormat.TRIG,
    Language.N_TRIPLES: pyoxigraph.RdfFormat.N_TRIPLES,
    Language.N_QUADS: pyoxigraph.RdfFormat.N_QUADS,
    Language.JSON_LD: pyoxigraph.RdfFormat.JSON_LD,
    Language.RDF_XML: pyoxigraph.RdfFormat.RDF_XML,
}
WORDS: Final = tuple(
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        (r"A dot is expected at the end of statements", "A '.', ';' or ',' is missing here."),
        (
            r"Line jumps are not allowed in string literals.*",
            "The text does not end on its line: a closing quote is missing.",
        ),
        (r"Unexpected end( of file)?", "The file ends before what begins here does."),
        (r"The prefix (\S*:) has not been declared", r"The prefix \1 is not declared."),
        (r"(.*) is not a valid subject or graph name", r"A statement cannot start with \1"),
        (r"(.*) is not a valid (RDF )?object", r"A value is missing or misspelt before \1"),
        (r"(.*) is not a valid (predicate|verb).*", r"A property is missing or misspelt before \1"),
    )
)
STATEMENT: Final = re.compile(r"[^\s#.;,\])}]")
DIRECTIVE: Final = re.compile(r"\s*@?[A-Za-z]+\s+([A-Za-z][A-Za-z0-9_-]*|):\s*(?:<|$)")
ENTITY: Final = re.compile(r"<!ENTITY\s+(?:[^\s%\"'>]+)\s+(\"[^\"&%]{0,1000}\"|'[^'&%]{0,1000}')\s*>")
ENTITY_START: Final = re.compile(r"<!ENTITY")
WHOLE_TEXT: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|<[^<>\"{}|^`\\\s]*>")
ENDS: Final = re.compile(r"\.\s*(#.*)?$")


@dataclass(frozen=True, slots=True)
class Fault:
    """One syntax error: where it starts and ends, lines and columns from 1 (0: not known), and what it is."""

    message: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


def check_syntax(source: Source, text: str) -> tuple[Finding, ...]:
    """All syntax errors of a file, in its order; after 25 the rest is one finding that counts them.

    Raises InputError for what is refused rather than wrong: a remote JSON-LD context, XML entities.
    """
    if "\0" in text:
        return (fault_finding(source, lines_of(""), Fault("This is not a text file.", 1, 1)),)
    lines = lines_of(text)
    faults = list(islice(_distinct(_bytes(source)), COUNTED))
    faults += islice(_distinct(_faults(source, lines)), COUNTED)
    faults.sort(key=lambda fault: (fault.line, fault.column))
    shown = [fault_finding(source, lines, fault) for fault in faults[:SHOWN]]
    if rest := faults[SHOWN:]:
        count = f"At least {len(rest)}" if len(faults) >= COUNTED else str(len(rest))
        more = Fault(f"{count} more syntax errors from here on.", rest[0].line, rest[0].column)
        shown.append(fault_finding(source, lines, more))
    return tuple(shown)


def decode(content: bytes) -> str:
    """The text of a file, without a byte order mark; bytes that are not UTF-8 become U+FFFD."""
    return content.decode("utf-8", errors="replace").removeprefix("\ufeff")


def fault_finding(source: Source, lines: Lines, fault: Fault) -> Finding:
    """The finding that a syntax error is reported as."""
    turtle = source.language is Language.TURTLE
    return Finding(
        rule=RULE,
        severity=Severity.ERROR,
        message=_plain(fault.message),
        position=Position(source.path, fault.line, fault.column),
        end_column=fault.end_column if fault.end_line == fault.line else 0,
        excerpt=lines.line(fault.line),
        fix=fix_of_fault(lines, fault.message, fault.line, fault.column) if turtle else None,
    )


def parse_quads(source: Source, text: str) -> pyoxigraph.QuadParser:
    """pyoxigraph's parser over a file, which opens nothing but this text."""
    if source.language is Language.RDF_XML:
        _refuse_entities(source, text)
    return pyoxigraph.parse(text, format=FORMATS[source.language], base_iri=source.path.resolve().as_uri())


def _faults(source: Source, lines: Lines) -> Iterator[Fault]:
    if source.language is Language.TURTLE:
        yield from _turtle(source, lines)
    elif source.language is Language.JSON_LD:
        yield from _json(source, lines.text)
    elif source.language is Language.RDF_XML:
        yield from _xml(source, lines.text)
    else:
        yield from _all(parse_quads(source, lines.text))


def _bytes(source: Source) -> Iterator[Fault]:
    for number, line in enumerate(source.content.split(b"\n"), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            column = len(line[: error.start].decode("utf-8")) + 1
            message = f"The byte 0x{line[error.start]:02X} is not UTF-8 text."
            yield Fault(message, number, column, number, column + 1)


def _turtle(source: Source, lines: Lines) -> Iterator[Fault]:
    """Starts anew at the next statement after each error, with the prefixes known so far."""
    line, prefixes, base = 1, dict[str, str](), source.path.resolve().as_uri()
    while line <= len(lines.starts):
        parser = pyoxigraph.parse(_rest(lines, line, prefixes), FORMATS[Language.TURTLE], base_iri=base)
        fault = _first(_all(parser, shift=-1))
        if fault is None or fault.line < line:
            return
        prefixes |= dict(parser.prefixes)
        undeclared = UNDECLARED.fullmatch(fault.message)
        if undeclared and undeclared[1] in prefixes:
            return
        yield fault if undeclared else _at_quote(lines, _at_gap(lines, fault))
        if undeclared:
            prefixes[undeclared[1]] = f"urn:undeclared:{len(prefixes)}#"
            continue
        prefixes = _promised(lines.line(fault.line)) | prefixes
        line = max(line + 1, _resume(lines, fault, line))


def _first(faults: Iterator[Fault]) -> Fault | None:
    """The first error; of two at one place the second, which says what is missing."""
    pair = list(islice(faults, 2))
    same = len(pair) == 2 and (pair[0].line, pair[0].column) == (pair[1].line, pair[1].column)
    return pair[same] if pair else None


def _rest(lines: Lines, line: int, prefixes: Mapping[str, str]) -> str:
    declared = " ".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in prefixes.items())
    return declared + "\n" * line + lines.text[lines.starts[line - 1] :]


def _promised(line: str) -> dict[str, str]:
    """The prefix that a broken declaration means, so that its uses are not reported too."""
    found = DIRECTIVE.match(line)
    return {found[1]: "urn:undeclared:#"} if found else {}


def _at_gap(lines: Lines, fault: Fault) -> Fault:
    """A missing full stop is reported where it is missing, not at the next statement."""
    first = not lines.line(fault.line)[: fault.column - 1].strip()
    if not (first and fault.message.startswith("A dot is expected")):
        return fault
    number = fault.line - 1
    while number > 0 and not _code(lines.line(number)):
        number -= 1
    end = len(_code(lines.line(number))) + 1
    return Fault(fault.message, number, end, number, end + 1) if number else fault


def _at_quote(lines: Lines, fault: Fault) -> Fault:
    """A text that does not end is reported where it begins."""
    if not fault.message.startswith("Line jumps"):
        return fault
    line = lines.line(fault.line)
    rest = WHOLE_TEXT.sub(lambda found: " " * len(found[0]), line)
    opening = re.search("[\"']", rest)
    if opening is None:
        return fault
    return Fault(fault.message, fault.line, opening.start() + 1, fault.line, len(line) + 1)


def _resume(lines: Lines, fault: Fault, started: int) -> int:
    """The line at which the next statement starts."""
    here = lines.line(fault.line)
    gap = fault.message.startswith("A dot is expected") and fault.column == 1
    if gap and fault.line > started:
        return fault.line
    ended = bool(ENDS.search(here))
    for number in range(fault.line + 1, len(lines.starts) + 1):
        text = lines.line(number)
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        if ended or (STATEMENT.match(text) and text.lower().startswith(("@", "prefix", "base"))):
            return number
        ended = bool(ENDS.search(text))
    return len(lines.starts) + 1


def _code(line: str) -> str:
    """A line without a comment at its end; a `#` that may belong to an IRI or a text stays."""
    return re.sub(r"(^|\s)#[^\"'>]*$", "", line).rstrip()


def _all(parser: pyoxigraph.QuadParser, shift: int = 0) -> Iterator[Fault]:
    """The errors that the parser itself finds as it goes on."""
    while True:
        try:
            next(parser)
        except StopIteration:
            return
        except SyntaxError as error:
            yield _fault(error, shift)
            if error.lineno is None:
                return


def _fault(error: SyntaxError, shift: int) -> Fault:
    message = re.sub(r"^Parser error (at|between) .*?: ", "", error.msg, count=1, flags=re.DOTALL)
    if error.lineno is None:
        return Fault(message)
    end_line, end_column = error.end_lineno or error.lineno, error.end_offset or 0
    return Fault(message, error.lineno + shift, error.offset or 0, end_line + shift, end_column)


def _json(source: Source, text: str) -> Iterator[Fault]:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        yield Fault(f"This is not JSON: {error.msg}.", error.lineno, error.colno)
        return
    except RecursionError:
        yield Fault("This is nested too deeply.", 1, 1)
        return
    for fault in _all(parse_quads(source, text)):
        if "LoadDocumentCallback" in fault.message:
            raise InputError(
                f"{source.path} names a JSON-LD context elsewhere, which is not fetched.",
                "Write the context into the file.",
            )
        yield fault


def _xml(source: Source, text: str) -> Iterator[Fault]:
    _refuse_entities(source, text)
    parser = expat.ParserCreate()
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        message = f"This is not XML: {expat.ErrorString(error.code)}."
        yield Fault(message, error.lineno, error.offset + 1)
        return
    yield from _all(parse_quads(source, text))


def _refuse_entities(source: Source, text: str) -> None:
    """Short plain abbreviations pass; what opens files or unfolds into more of itself does not."""
    if len(ENTITY_START.findall(text)) != len(ENTITY.findall(text)):
        raise InputError(f"{source.path} declares XML entities that are not plain text.", "Write them out.")


def _distinct(faults: Iterator[Fault]) -> Iterator[Fault]:
    """One error for each place: what follows from it at the same place is left out."""
    seen: set[tuple[int, int]] = set()
    for fault in faults:
        if (fault.line, fault.column) not in seen:
            seen.add((fault.line, fault.column))
            yield fault


def _plain(message: str) -> str:
    for pattern, sentence in WORDS:
        found = pattern.fullmatch(message)
        if found:
            return found.expand(sentence)
    return message if message.endswith(".") else f"{message}."
