"""Chooses the implementations; the only place that does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Graph

from kg.build import ready_index
from kg.composers.markdown import MarkdownComposer
from kg.encoders.checkpoint import checkpoint
from kg.encoders.export import export, is_exported, onnx_folder
from kg.encoders.hashing import HashingEncoder
from kg.encoders.onnx import OnnxEncoder
from kg.errors import MissingDependency, UsageError
from kg.graph.questions import read_suggestions
from kg.indexes.exact import ExactIndex
from kg.model import Answer, Description
from kg.places import FileLocator
from kg.protocols import Composer, Encoder, Proposer, QueryRunner
from kg.qa.engine import Answerer, Parts
from kg.qa.talk.conversation import Conversation
from kg.rdf import DCTERMS, KG, OWL, RDFS
from kg.settings import Settings, read_settings
from kg.shipped import BUILT_IN, built_in_questions, places, shipped_root
from kg.stores.cache import cache_folder
from kg.stores.embedded import EmbeddedGraph, snapshot_graph
from kg.stores.runner import EmbeddedRunner, Limits
from kg.stores.snapshot import Snapshot, take_snapshot

if TYPE_CHECKING:
    from kg.qa.proposing import Advice

Note = Callable[[str], None]
TITLE = f"""SELECT ?title {{ ?ontology a {OWL.Ontology.n3()} ; {DCTERMS.title.n3()} ?title
  FILTER NOT EXISTS {{ ?other {OWL.imports.n3()} ?ontology }} }} ORDER BY ?title"""
"""The title of the one ontology that no other imports."""
LOADING = Limits(seconds=120.0, rows=1_000_000)
"""Reading a schema is our own query, so it may take longer than a person's."""


def silent(_message: str) -> None:
    """Notes go nowhere."""


def snapshot(settings: Settings) -> Snapshot:
    """The graph that the settings name, as a snapshot."""
    return take_snapshot(places(settings.graph))


def load(*names: str | Path) -> EmbeddedGraph:
    """Files, folders and globs (the built-in graph when there are none) as an rdflib Graph on an Oxigraph store."""
    return EmbeddedGraph(take_snapshot(places([str(name) for name in names] or [BUILT_IN])))


def open_encoder(name: str, note: Note = silent) -> Encoder:
    """`hashing`, the default model (""), or a sentence-transformers model folder, in ONNX Runtime."""
    if name == "hashing":
        return HashingEncoder()
    model = checkpoint(name)
    folder = onnx_folder(model, cache_folder())
    if not is_exported(folder):
        export(model, folder, note)
    return OnnxEncoder(folder)


def open_runner(found: Snapshot, settings: Settings) -> EmbeddedRunner:
    """A runner over a snapshot within the limits of the settings."""
    return EmbeddedRunner(found.quads, Limits(settings.seconds, settings.rows))


def open_proposer(settings: Settings, note: Note = silent) -> Proposer | None:
    """Who is asked where the engine is at a loss: nobody, unless the settings name a language model."""
    if not settings.llm_url:
        return None
    if not settings.llm_model:
        raise UsageError("The setting llm_url names a server, and no llm_model a model.", "Set KG_LLM_MODEL.")
    try:
        from kg.proposers.chat import ChatProposer
        from kg.proposers.forgiving import ForgivingProposer
    except ModuleNotFoundError as error:
        hint = "Run: pip install 'marketing-it-graph[llm]'"
        raise MissingDependency("A language model needs the package httpx2.", hint) from error
    return ForgivingProposer(ChatProposer(settings.llm_url, settings.llm_model, settings.llm_key), note)


def make_advice(proposer: Proposer, runner: QueryRunner) -> "Advice":
    """A proposer, whose queries run behind the check that they only read."""
    from kg.qa.proposing import Advice
    from kg.stores.checked import CheckedRunner

    return Advice(proposer, CheckedRunner(runner))


@dataclass(frozen=True, slots=True)
class Plugs:
    """Implementations of one's own for an Engine; None means the usual one."""

    encoder: Encoder | None = None
    composer: Composer | None = None
    proposer: Proposer | None = None


class Engine:
    """Answers questions over a graph; everything is loaded when the first question comes."""

    def __init__(
        self,
        graph: Graph,
        *,
        encoder: Encoder | None = None,
        composer: Composer | None = None,
        proposer: Proposer | None = None,
        settings: Settings | None = None,
        note: Note = silent,
    ) -> None:
        self._graph: Graph | None = graph
        self._plugs = Plugs(encoder, composer, proposer)
        self._settings = settings or read_settings()
        self._note = note

    @classmethod
    def open(cls, names: Sequence[str] = (), *, settings: Settings | None = None, note: Note = silent) -> "Engine":
        """An engine over files, folders and globs; without names over KG_GRAPH, else the built-in graph."""
        engine = cls.__new__(cls)
        engine._graph = None
        engine._plugs = Plugs()
        engine._settings = settings or read_settings(graph=tuple(names))
        engine._note = note
        return engine

    @cached_property
    def snapshot(self) -> Snapshot:
        """The graph's snapshot."""
        return snapshot(self._settings) if self._graph is None else snapshot_graph(self._graph)

    @cached_property
    def runner(self) -> QueryRunner:
        """What runs this graph's queries, within the limits of the settings."""
        return open_runner(self.snapshot, self._settings)

    @cached_property
    def answerer(self) -> Answerer:
        """The loaded engine; builds the index when there is none."""
        found = self.snapshot
        runner = self.runner
        if isinstance(runner, EmbeddedRunner):
            runner.start()
        encoder = self._plugs.encoder or open_encoder(self._settings.encoder, self._note)
        index, table = ready_index(found, encoder, EmbeddedRunner(found.quads, LOADING), self._note)
        locator = FileLocator(table, shipped_root() if self._is_built_in else Path.cwd())
        composer = self._plugs.composer or MarkdownComposer()
        proposer = self._plugs.proposer or open_proposer(self._settings, self._note)
        advice = None if proposer is None else make_advice(proposer, runner)
        return Answerer(Parts(index, runner, encoder, ExactIndex(index.name_vectors), composer, locator, advice))

    def ready(self) -> "Engine":
        """Load everything now, so that what is missing shows before the first question."""
        self.answerer  # noqa: B018
        return self

    def ask(self, question: str) -> Answer:
        """The answer to a question, with its evidence; raises InputError for an empty or overlong one."""
        return self.answerer.ask(question)

    def conversation(self) -> Conversation:
        """A new conversation, whose questions may go on from one another: "and what about …", "why?", "how many?"."""
        return Conversation(self.answerer)

    def describe(self, name: str) -> Description:
        """Everything said of what an IRI, a prefixed name or a label names; raises NotFound."""
        return self.answerer.describe(name)

    def suggestions(self) -> tuple[str, ...]:
        """Questions to begin with: those the ontology suggests for the built-in graph, else none."""
        if not self._is_built_in:
            return ()
        marks = self.answerer.index.schema.below(KG.suggested, RDFS.subPropertyOf)
        return read_suggestions(built_in_questions(), marks)

    @property
    def title(self) -> str:
        """What the graph calls itself, or the names of its files."""
        rows = self.runner.run(TITLE).rows
        names = [Path(name).name or name for name in self._settings.graph]
        return str(rows[0][0]) if len(rows) == 1 else ", ".join(names)

    @property
    def _is_built_in(self) -> bool:
        return self._graph is None and BUILT_IN in self._settings.graph
