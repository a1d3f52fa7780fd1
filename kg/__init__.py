"""A knowledge graph that answers questions in plain language, with proof.

import kg
graph = kg.load("my-ontology/")      # an rdflib Graph on an Oxigraph store
engine = kg.Engine(graph)
answer = engine.ask("what IT does SMS marketing need?")
talk = engine.conversation()         # talk.ask("and what about MMS?") goes on from what was asked before
report = kg.validate("my-ontology/", shapes="shapes/")
difference = kg.diff("HEAD~1", "my-ontology/")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import diff, fmt, validate
    from kg.model import Answer
    from kg.qa.talk.conversation import Conversation
    from kg.wiring import Engine, load

__all__ = ["Answer", "Conversation", "Engine", "diff", "fmt", "load", "validate"]
_HOMES = {
    "Answer": "kg.model",
    "Conversation": "kg.qa.talk.conversation",
    "Engine": "kg.wiring",
    "diff": "kg.api",
    "fmt": "kg.api",
    "load": "kg.wiring",
    "validate": "kg.api",
}


def __getattr__(name: str) -> Any:
    """The public names, imported when first used: `import kg` itself loads nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
