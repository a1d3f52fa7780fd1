"""What a validation result says, in words that name things by their labels."""

import re
from dataclasses import dataclass
from typing import Final

from rdflib import BNode, Graph, Literal, URIRef

from kg.check.names import Names
from kg.check.shapes import Result
from kg.model import Term
from kg.rdf import RDF, SH, XSD, local_name

__all__ = ["Wording"]

PLACEHOLDER: Final = re.compile(r"\{[$?](this|value|path|PATH)\}")
LANGUAGE_ORDER: Final = ("en", None)
ITEMS: Final = 7

SENTENCES: Final = {
    "AndConstraintComponent": "{value} is not everything that it must be.",
    "ClassConstraintComponent": "{value} is not of class “{parameter}”.",
    "ClosedConstraintComponent": "“{path}” is not expected here.",
    "DatatypeConstraintComponent": "“{path}” must be of type {parameter}, not {value}.",
    "DisjointConstraintComponent": "“{path}” and “{parameter}” must not share a value, but share {value}.",
    "EqualsConstraintComponent": "“{path}” and “{parameter}” must have the same values, but not {value}.",
    "HasValueConstraintComponent": "“{path}” must have the value {parameter}.",
    "InConstraintComponent": "{value} is not one of: {parameter}.",
    "LanguageInConstraintComponent": "{value} is not in one of these languages: {parameter}.",
    "LessThanConstraintComponent": "“{path}” must be less than “{parameter}”, but is {value}.",
    "LessThanOrEqualsConstraintComponent": "“{path}” must not be more than “{parameter}”, but is {value}.",
    "MaxCountConstraintComponent": "There are too many values for “{path}”: at most {parameter} allowed.",
    "MaxExclusiveConstraintComponent": "{value} must be less than {parameter}.",
    "MaxInclusiveConstraintComponent": "{value} must be at most {parameter}.",
    "MaxLengthConstraintComponent": "{value} is longer than {parameter} characters.",
    "MinCountConstraintComponent": "“{path}” is missing: at least {parameter} needed.",
    "MinExclusiveConstraintComponent": "{value} must be more than {parameter}.",
    "MinInclusiveConstraintComponent": "{value} must be at least {parameter}.",
    "MinLengthConstraintComponent": "{value} is shorter than {parameter} characters.",
    "NodeConstraintComponent": "{value} does not have the form “{parameter}”.",
    "NodeKindConstraintComponent": "{value} must be {parameter}.",
    "NotConstraintComponent": "{value} is what it must not be.",
    "OrConstraintComponent": "{value} has none of the allowed forms.",
    "PatternConstraintComponent": "{value} does not match the pattern {parameter}.",
    "QualifiedMaxCountConstraintComponent": "“{path}” has too many values of the required form.",
    "QualifiedMinCountConstraintComponent": "“{path}” has too few values of the required form.",
    "UniqueLangConstraintComponent": "“{path}” has more than one value in the same language.",
    "XoneConstraintComponent": "{value} must have exactly one of the allowed forms.",
}
"""For results whose shape brings no message; after what the components mean (SHACL, section 4)."""

PARAMETERS: Final = {
    "AndConstraintComponent": SH["and"],
    "InConstraintComponent": SH["in"],
    "NotConstraintComponent": SH["not"],
    "OrConstraintComponent": SH["or"],
}
KINDS: Final = {
    SH.IRI: "an IRI",
    SH.BlankNode: "a blank node",
    SH.Literal: "a text, number or other literal",
    SH.BlankNodeOrIRI: "a blank node or an IRI",
    SH.BlankNodeOrLiteral: "a blank node or a literal",
    SH.IRIOrLiteral: "an IRI or a literal",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts results into words; `shapes` is the graph in which their shapes are defined."""

    names: Names
    shapes: Graph

    def sentence(self, result: Result) -> str:
        """The message of a result, led by the label of what it is about unless that stands in it already."""
        text = self._filled(self._template(result), result)
        about = result.value if result.speaks_of_value else result.focus
        if about is None:
            return text
        name = self.names.of(about)
        return text if name in text else f"{name}: {text}"

    def rule(self, result: Result) -> str:
        """The local name of the shape, or of the nearest named one around it, or of the constraint."""
        for node in (result.shape, result.constraint):
            named = _named_around(self.shapes, node)
            if named:
                return local_name(named)
        return local_name(result.component) if result.component else "shape"

    def path(self, path: Term | None) -> str:
        """A path by the labels of its properties."""
        if path is None:
            return ""
        if not isinstance(path, BNode):
            return self.names.of(path)
        return self._compound(path)

    def _compound(self, path: Term) -> str:
        steps = list(self.shapes.items(path))
        if steps:
            return " / ".join(self.path(step) for step in steps)  # type: ignore[arg-type]
        for predicate, inner in self.shapes.predicate_objects(path):
            if predicate == SH.alternativePath:
                return " or ".join(self.path(step) for step in self.shapes.items(inner))  # type: ignore[arg-type]
            if predicate == SH.inversePath:
                return f"{self.path(inner)} (backwards)"  # type: ignore[arg-type]
            return self.path(inner)  # type: ignore[arg-type]
        return "a path"

    def _template(self, result: Result) -> str:
        written = (result.shape, SH.message, None) in self.shapes
        name = local_name(result.component) if result.component else ""
        if not written and name in SENTENCES:
            return self._own(name, result)
        general = set(map(str, self.shapes.objects(result.shape, SH.message))) if result.constraint else set()
        messages = [message for message in result.messages if str(message) not in general] or result.messages
        return str(min(messages, key=_preference)) if messages else f"{name} does not hold."

    def _own(self, name: str, result: Result) -> str:
        stem = name.removesuffix("ConstraintComponent")
        predicate = PARAMETERS.get(name, SH[stem[0].lower() + stem[1:]])
        parameter = next(iter(self.shapes.objects(result.shape, predicate)), None)
        value = "This" if result.value is None else self._value(result.value)
        return SENTENCES[name].format(
            value=value, path=self.path(result.path), parameter=self._parameter(name, parameter)
        )

    def _parameter(self, name: str, parameter: object) -> str:
        if name == "DatatypeConstraintComponent":
            return local_name(str(parameter))
        if isinstance(parameter, URIRef) and parameter in KINDS:
            return KINDS[parameter]
        if isinstance(parameter, BNode):
            items = [self._value(item) for item in self.shapes.items(parameter)]  # type: ignore[arg-type]
            return ", ".join(items[:ITEMS]) + (" …" if len(items) > ITEMS else "")
        if isinstance(parameter, Literal) and parameter.datatype == XSD.integer:
            return str(parameter)
        return self.names.of(parameter) if isinstance(parameter, URIRef | Literal) else ""

    def _value(self, value: Term) -> str:
        return self.names.of(value)

    def _filled(self, template: str, result: Result) -> str:
        """Puts labels where a placeholder or an IRI stands."""
        words = {"this": result.focus, "value": result.value}

        def fill(found: re.Match[str]) -> str:
            name = found[1]
            if name in ("path", "PATH"):
                return self.path(result.path)
            term = words[name]
            return found[0] if term is None else self.names.of(term)

        text = PLACEHOLDER.sub(fill, template)
        for term in words.values():
            if isinstance(term, BNode):
                text = text.replace(str(term), self.names.of(term))
        return self.names.readable(text)


def _preference(message: Literal) -> tuple[int, str]:
    language = message.language.split("-")[0].lower() if message.language else None
    rank = LANGUAGE_ORDER.index(language) if language in LANGUAGE_ORDER else len(LANGUAGE_ORDER)
    return rank, str(message)


def _named_around(shapes: Graph, node: object) -> str:
    """The IRI of a node, or of the first named node that leads to it."""
    seen: set[object] = set()
    here = node
    while isinstance(here, BNode) and here not in seen:
        seen.add(here)
        here = next((s for s, p, _ in sorted(shapes.triples((None, None, here))) if p != RDF.type), None)
    return str(here) if isinstance(here, URIRef) else ""
