"""What the steps after linking pass on: choices of candidates, evidence of likeness, candidate queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rdflib import URIRef

from kg.qa.forms import LogicalForm
from kg.qa.linking import Candidate, Mention


@dataclass(frozen=True, slots=True)
class Choice:
    """A mention read as one of its candidates."""

    mention: Mention
    candidate: Candidate

    @property
    def term(self) -> URIRef:
        """The chosen term (for values, use the entry)."""
        return self.candidate.entry.term  # type: ignore[return-value]


Choices = tuple[Choice, ...]
"""One candidate for each mention that is kept, in order of place, never overlapping."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike the question and the schema are, by an encoder: similarities in [-1, 1].

    `whole` compares the question as it stands with each class and property; `words` each content word with them.
    """

    whole: Mapping[URIRef, float]
    words: Mapping[str, Mapping[URIRef, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CandidateQuery:
    """One way to read the question: its logical form, the choices it rests on, and what speaks for it.

    `explained` are the positions of content words that the reading accounts for; `features` are named numbers in
    about [0, 1]; `words` is the reading verbalised.
    """

    form: LogicalForm
    choices: Choices
    explained: frozenset[int]
    features: Mapping[str, float]
    words: str = ""
