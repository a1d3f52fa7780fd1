"""What shapes do not judge and a person would: mistakes that can be told in any ontology, whatever it is about."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from kg.check.findings import Finding
from kg.check.pitfalls.hierarchies import find_circles
from kg.check.pitfalls.inverses import find_inverses, find_one_sided
from kg.check.pitfalls.judged import Judged
from kg.check.pitfalls.kinds import find_kinds
from kg.check.pitfalls.labels import find_collisions, find_nameless
from kg.check.pitfalls.naming import find_odd_names
from kg.check.pitfalls.prefixes import find_unused_prefixes
from kg.check.pitfalls.properties import find_open, find_overloaded
from kg.check.pitfalls.references import find_dangling, find_deprecated
from kg.check.pitfalls.terms import find_idle, find_unknown
from kg.check.pitfalls.types import find_untyped

__all__ = ["Judged", "find_pitfalls"]

FINDERS: Final[tuple[Callable[[Judged], Iterable[Finding]], ...]] = (
    find_unknown,
    find_dangling,
    find_deprecated,
    find_kinds,
    find_circles,
    find_overloaded,
    find_open,
    find_inverses,
    find_one_sided,
    find_untyped,
    find_nameless,
    find_collisions,
    find_odd_names,
    find_unused_prefixes,
    find_idle,
)


def find_pitfalls(judged: Judged) -> Iterator[Finding]:
    """All pitfalls in the judged files."""
    for find in FINDERS:
        yield from find(judged)
