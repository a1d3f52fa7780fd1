"""What the steps pass on: the analysed question, mentions, choices, evidence of likeness, candidate queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rdflib import URIRef

from kg.graph.lexicon import LexicalEntry
from kg.graph.words import Token
from kg.qa.forms import Ask, LogicalForm


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question's tokens, what it asks for, and where its content is.

    `content` holds the positions of words that something in the graph has to explain; `language` is the name of
    another language when the words say so, else None.
    """

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    ask: Ask
    content: frozenset[int]
    negated: frozenset[int]
    language: str | None

    def surface(self, start: int, end: int) -> str:
        """The question's own text from token `start` up to token `end`."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing a mention may name, with the likelihood of the naming in [0, 1]."""

    entry: LexicalEntry
    score: float


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `[start, end)` of the question, and what they may name, likeliest first."""

    start: int
    end: int
    surface: str
    candidates: tuple[Candidate, ...]

    @property
    def width(self) -> int:
        """How many tokens it has."""
        return self.end - self.start


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

    `whole` compares the question as it stands with each class and property; `words` each content word with them, and
    `frame` each word that frames the question.
    """

    whole: Mapping[URIRef, float]
    words: Mapping[str, Mapping[URIRef, float]] = field(default_factory=dict)
    frame: Mapping[str, Mapping[URIRef, float]] = field(default_factory=dict)

    def of(self, word: str) -> Mapping[URIRef, float]:
        """The likeness of one word, empty when it was not compared."""
        return self.words.get(word) or self.frame.get(word) or {}


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
    told: Choices = ()
    """Mentions of classes and relations that the reading follows without resting on them."""

    @property
    def named(self) -> Choices:
        """Every mention that the reading takes for something, in order of place."""
        return tuple(sorted((*self.choices, *self.told), key=lambda choice: choice.mention.start))
