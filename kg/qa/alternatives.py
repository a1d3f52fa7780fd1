"""Alternatives: things of which any will do, as in "pumps or valves"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from rdflib import URIRef

from kg.model import Term
from kg.qa.forms import LogicalForm, Node, Pattern
from kg.qa.reading import Analysis, Choice
from kg.qa.variables import fresh

BETWEEN = frozenset("or a an the either".split())

Alternatives = Mapping[URIRef, tuple[URIRef, ...]]
"""For the first of some things the others that will do as well."""


def read_alternatives(
    analysis: Analysis, things: Sequence[Choice], types: Mapping[Term, frozenset[URIRef]]
) -> tuple[Alternatives, frozenset[Choice]]:
    """The things of one class that "or" or commas join, under the first of them; and those that are not the first."""
    found: dict[URIRef, tuple[URIRef, ...]] = {}
    spare: set[Choice] = set()
    ordered = sorted(things, key=lambda choice: choice.mention.start)
    for first, second in pairwise(ordered):
        if _joined(analysis, first, second) and types.get(first.term, frozenset()) & types.get(
            second.term, frozenset()
        ):
            head = next((head for head, others in found.items() if first.term in others), first.term)
            found[head] = (*found.get(head, ()), second.term)
            spare.add(second)
    return found, frozenset(spare)


def with_alternatives(form: LogicalForm, alternatives: Alternatives) -> LogicalForm:
    """The form in which each thing that has alternatives stands for any of them."""
    for thing, others in alternatives.items():
        if any(thing in (pattern.subject, pattern.object) for pattern in form.patterns):
            name = fresh("any_of", form.variables)
            patterns = tuple(
                Pattern(_instead(p.subject, thing, name), p.property, _instead(p.object, thing, name))
                for p in form.patterns
            )
            form = replace(form, patterns=patterns, choices=(*form.choices, (name, (thing, *others))))
    return form


def _instead(node: Node, thing: URIRef, name: str) -> Node:
    return name if node == thing else node


def _joined(analysis: Analysis, first: Choice, second: Choice) -> bool:
    between = analysis.words[first.mention.end : second.mention.start]
    later = analysis.words[first.mention.end : second.mention.end + 3]
    listed = not between and "or" in later and "," in analysis.text[_end(analysis, first) : _start(analysis, second)]
    return ("or" in between and BETWEEN.issuperset(between)) or listed


def _end(analysis: Analysis, choice: Choice) -> int:
    return analysis.tokens[choice.mention.end - 1].end


def _start(analysis: Analysis, choice: Choice) -> int:
    return analysis.tokens[choice.mention.start].start
