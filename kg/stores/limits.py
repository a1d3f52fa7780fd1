"""What a query may do: read, here, and nothing else; decided on the parsed query."""

import re
from typing import Any

from pyparsing import ParseException
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import QueryError, QueryRefused

LINE_END = re.compile(r"\r\n?")
"""What ends a comment in SPARQL beside a line feed; rdflib's parser knows the line feed only."""
ESCAPED_ASCII = re.compile(r"\\u00[0-7][0-9A-Fa-f]|\\U000000[0-7][0-9A-Fa-f]")
"""A quote or bracket as its number: to rdflib's parser it is the sign itself, to Oxigraph's a character."""


def require_read_only(query: str) -> None:
    """Raise QueryRefused when a query updates or asks another server, QueryError when it cannot be parsed.

    What two parsers may read in two ways is refused too, so that what is decided on is what is run.
    """
    try:
        parsed = parseQuery(LINE_END.sub("\n", query))
    except ParseException as error:
        raise _explain(query, error) from error
    except (RecursionError, ValueError, TypeError, AttributeError) as error:
        raise QueryError("The query cannot be parsed.", "Simplify it or check its brackets.") from error
    if _calls_service(parsed):
        raise QueryRefused("SERVICE asks another server, and queries here never leave this machine.", "Remove it.")
    if ESCAPED_ASCII.search(query):
        raise QueryRefused("The query writes an ASCII character as its number.", "Write the character itself.")


def _explain(query: str, error: ParseException) -> QueryError:
    if _is_update(query):
        return QueryRefused("This is an update, and queries here only read.", "Use SELECT, ASK, CONSTRUCT or DESCRIBE.")
    return QueryError(
        f"The query is not SPARQL: line {error.lineno}, column {error.column}: {_near(query, error.loc)}."
    )


def _is_update(query: str) -> bool:
    try:
        return len(parseUpdate(query).request) > 0
    except (ParseException, RecursionError, ValueError, TypeError, AttributeError):
        return False


def _near(query: str, position: int) -> str:
    rest = query[position : position + 40].split("\n")[0].strip()
    return f"unexpected {rest!r}" if rest else "unexpected end"


def _calls_service(parsed: Any) -> bool:
    stack = [parsed]
    while stack:
        node = stack.pop()
        if isinstance(node, CompValue):
            if node.name == "ServiceGraphPattern":
                return True
            stack.extend(node.values())
        elif isinstance(node, (list, tuple)) or hasattr(node, "as_list"):
            stack.extend(node)
    return False
