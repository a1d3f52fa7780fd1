"""Files to quads, by Oxigraph's parsers, with blank nodes that keep apart from file to file."""

import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError, SyntaxErrorsFound

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}


BYTE_ORDER_MARK = b"\xef\xbb\xbf"
UNFOLDING = re.compile(rb"<!ENTITY\s+(?:%\s*)?\S+\s+(?:SYSTEM|PUBLIC|\"[^\"]*&(?!#)|'[^']*&(?!#))")
"""Entities that name a file, or another entity, as in the "billion laughs"; plain ones, as OWL files use, are read."""


def read_bytes(path: Path) -> bytes:
    """The content of a file, gzip undone; raises InputError when it cannot be read."""
    try:
        content = path.read_bytes()
        return gzip.decompress(content) if path.name.endswith(".gz") else content
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{path} cannot be read: {reason}.") from error


def parse(content: bytes, path: Path) -> Iterator[ox.Quad]:
    """The quads of one file, relative IRIs resolved against the file's own place.

    Nothing but `content` is read: no imports, no remote contexts. Raises SyntaxErrorsFound at the first error.
    """
    suffix = Path(path.name.removesuffix(".gz")).suffix.lower()
    form = FORMATS.get(suffix, ox.RdfFormat.TURTLE)
    base = path.resolve().as_uri() if path.name != "-" else "urn:x-stdin:"
    if form == ox.RdfFormat.RDF_XML and UNFOLDING.search(content):
        raise SyntaxErrorsFound(f"{path} declares XML entities that unfold or open a file.", "Write the text out.")
    try:
        yield from ox.parse(content.removeprefix(BYTE_ORDER_MARK), format=form, base_iri=base, rename_blank_nodes=True)
    except SyntaxError as error:
        place = f"{path}:{error.lineno or 0}:{error.offset or 0}"
        raise SyntaxErrorsFound(f"{place}: {error.msg}.", f"Run `kg validate {path}` to see every error.") from error
    except ValueError as error:
        raise SyntaxErrorsFound(f"{path}: {error}.") from error
