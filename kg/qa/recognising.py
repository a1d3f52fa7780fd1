"""Recognising: the mentions of a question, with those that take a second look: quantities that follow, full names."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.graph.lexicon import Lexicon
from kg.graph.marks import Marks
from kg.protocols import QueryRunner
from kg.qa.attributes import Attributes
from kg.qa.formulas import Formulas, formula_mentions
from kg.qa.full_names import full_names, full_names_query
from kg.qa.guessing import is_thing
from kg.qa.linking import Linker
from kg.qa.reading import Analysis, Mention


@dataclass(frozen=True)
class Recogniser:
    """Finds what a question names in one graph, by a lexicon and at most one query."""

    linker: Linker
    lexicon: Lexicon
    marks: Marks
    attributes: Attributes
    formulas: Formulas
    runner: QueryRunner

    def link(self, analysis: Analysis) -> tuple[Mention, ...]:
        """All mentions, overlapping ones too, in order of place; none inside the full name of a thing."""
        mentions = formula_mentions(analysis, self.linker.link(analysis), self.formulas)
        query = full_names_query(mentions, self.attributes)
        if query is None:
            return mentions
        whole = full_names(analysis, mentions, self.attributes, self.runner.run(query))
        parts = [m for m in mentions if not any(w.start <= m.start and m.end <= w.end for w in whole)]
        return tuple(sorted((*parts, *whole), key=lambda m: (m.start, m.end)))

    def strengths(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions that surely name strengths, but for the strongest, which is meant where none is named."""
        ranks = self.marks.ranks
        weaker = {s for s in self.marks.states if ranks.get(s, 0) > min(ranks.values(), default=0)}
        return [m for m in mentions if m.candidates[0].entry.term in weaker and m.candidates[0].score >= 1.0]

    def things(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions that surely name things or values, but for strengths, which name relations."""
        names, states = len(self.lexicon.names), self.marks.states
        return [m for m in mentions if is_thing(m, names) and m.candidates[0].entry.term not in states]
