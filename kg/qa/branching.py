"""Branches: how a further thing that a question names hangs on a chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.qa.clues import Clue
from kg.qa.forms import Comparison, Pattern, is_variable
from kg.qa.patterns import branch_patterns
from kg.qa.reading import Analysis, Choice, Mention
from kg.qa.routes import Route, accepts
from kg.qa.steps import UNMATCHED, Chain
from kg.qa.terrain import LITERAL, Terrain

FAR = 0.03
"""What each word costs between a thing and what it is hung on."""
TWICE = 0.2
"""What it costs to use a word that the chain uses, besides what the word says."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A named thing, the chain from it, and the patterns that hang it on another chain."""

    choice: Choice
    chain: Chain
    patterns: tuple[Pattern, ...]
    comparisons: tuple[Comparison, ...]
    worth: float
    """What it adds to the score of the chain that it hangs on."""


@dataclass(frozen=True)
class Brancher:
    """Hangs one mention on chains, by the best of the chains that were found from each thing that it may name."""

    analysis: Analysis
    terrain: Terrain
    clues: Sequence[Clue]
    mention: Mention
    found: Mapping[Choice, Sequence[Chain]]

    def on(self, chain: Chain, patterns: Sequence[Pattern]) -> Branch | None:
        """The best branch on a chain whose steps have these patterns; None when nothing fits."""
        options = []
        for choice, branches in self.found.items():
            for branch in branches:
                twice = sum(TWICE + s.said.strength for s in branch.steps if s.said.clues & chain.used)
                for step, pattern in zip(chain.steps, patterns, strict=True):
                    spot = pattern.object if step.way.hop.forward else pattern.subject
                    place, end = step.way.place, branch.places[-1]
                    if is_variable(spot) and LITERAL not in (place, end) and accepts(self.terrain, end, place):
                        matched = UNMATCHED * sum(self.clues[n].content for n in branch.used - chain.used)
                        distance = self._distance(step.said.clues | branch.used)
                        score = branch.score + matched - twice - FAR * distance
                        options.append((-round(score, 6), branch.key, str(spot), choice, branch))
        if not options:
            return None
        worth, _, spot, choice, branch = min(options, key=lambda option: option[:3])
        names = {str(n) for p in patterns for n in (p.subject, p.object) if is_variable(n)}
        route = Route(branch.path, branch.places, 1.0, frozenset())
        laid, comparisons = branch_patterns(self.terrain.schema, [(choice, route)], spot, names)
        return Branch(choice, branch, tuple(laid), tuple(comparisons), -worth)

    def _distance(self, clues: frozenset[int]) -> int:
        said = [i for n in clues for i in self.clues[n].positions]
        ends = (self.mention.start, self.mention.end - 1)
        return min((abs(i - end) for i in said for end in ends), default=len(self.analysis.words))
