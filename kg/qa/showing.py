"""Showing: which columns an answer has, and for what there is one row each."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.graph.lexicon import Kind
from kg.qa.attributes import Attributes
from kg.qa.drafting import Draft
from kg.qa.forms import Ask
from kg.qa.operators import Act
from kg.qa.parts import Part, same_things
from kg.qa.placing import Placer
from kg.qa.reading import Analysis
from kg.qa.regions import Region

NOMINAL = frozenset("the a an their its his her of s which what".split())


@dataclass(frozen=True)
class Showing:
    """Decides what is shown of a draft whose operators are placed."""

    attributes: Attributes
    placer: Placer

    def show(self, parts: Sequence[Part]) -> Ask:
        """Give the draft its columns; what kind of answer it then is."""
        draft, placer = self.placer.draft, self.placer
        regions = placer.regions
        free = [p for p in parts if p not in placer.used and self._may_show(p)]
        grouped = [p for p in free if regions[p.start] is Region.GROUP and p.kind in (Kind.CLASS, Kind.PROPERTY)]
        summed = bool(draft.aggregates) or (draft.order is not None and bool(draft.order.aggregated))
        keys = grouped if summed else []
        heads = [p for p in free if regions[p.start] in (Region.HEAD, Region.OWNER) and p not in keys]
        self._show_heads([*keys, *heads])
        if placer.analysis.ask is Ask.YES_NO:
            draft.shown.clear()
            return Ask.YES_NO
        if draft.aggregates:
            return self._aggregated(draft)
        if not draft.shown:
            draft.show(draft.display(draft.root))
        distinct = any(o.act is Act.DISTINCT for o in placer.operators)
        summed = summed or bool(draft.having)
        if draft.per is None and not distinct and (draft.order is not None or draft.having):
            draft.per = draft.root.variable if not summed or self._names_root(draft) else None
        return Ask.LIST

    def _names_root(self, draft: Draft) -> bool:
        """Whether what is shown tells the things apart, so that there is one row for each of them."""
        if not draft.shown or draft.root.variable in draft.shown:
            return True
        unique = {a.prop for found in self.attributes.by_owner.values() for a in found if a.unique}
        names = {a.prop for a in self.attributes.display.values()}
        told = [p for p in draft.patterns if p.subject == draft.root.variable and str(p.object) in draft.shown]
        return any(pattern.property in unique | names for pattern in told)

    def _may_show(self, part: Part) -> bool:
        """Whether a part can be a column: a relation only as a noun, and when no join has taken it."""
        link = part.kind is Kind.PROPERTY and part.attribute is None
        return not link or (
            is_nominal(self.placer.analysis, part) and part.positions.isdisjoint(self.placer.draft.tree.explained)
        )

    def _show_heads(self, heads: Sequence[Part]) -> None:
        draft, placer, regions = self.placer.draft, self.placer, self.placer.regions
        schema = draft.joiner.terrain.schema
        owners = [p.owner for p in heads if p.kind is Kind.PROPERTY]
        owners += [p.owner for p in placer.counted if p.kind is Kind.CLASS and draft.aggregates]
        for part in heads:
            owned = any(same_things(schema, part.owner, owner) for owner in owners)
            if part.kind is Kind.PROPERTY or (part.kind is Kind.CLASS and not owned and _is_column(part, regions)):
                self._show_part(part)

    def _show_part(self, part: Part) -> None:
        draft = self.placer.draft
        if part.kind is Kind.CLASS:
            spot = draft.joiner.spot(draft.tree, part.owner)
            if spot is not None:
                draft.show(draft.display(spot))
                draft.per = draft.per or (spot.variable if draft.aggregates else None)
            return
        variable = self.placer.bind_part(part)
        if variable is not None:
            draft.show(variable)
            draft.explained.update(part.positions)

    def _aggregated(self, draft: Draft) -> Ask:
        only = len(draft.aggregates) == 1 and not draft.shown
        if only and draft.aggregates[0].function == "count" and not draft.having:
            draft.show(draft.aggregates.pop().variable)
            draft.order = None
            return Ask.COUNT
        summed = {aggregate.variable for aggregate in draft.aggregates}
        if draft.shown and draft.per is None and draft.root.variable not in summed and self._names_root(draft):
            draft.per = draft.root.variable
        return Ask.LIST


def is_nominal(analysis: Analysis, part: Part) -> bool:
    """Whether a relation stands as a noun: "the manager of", "its director"."""
    before = analysis.words[part.start - 1 : part.start]
    after = analysis.words[part.end : part.end + 1]
    return not NOMINAL.isdisjoint(before) or after == ("of",) or _is_listed(analysis, part)


def _is_listed(analysis: Analysis, part: Part) -> bool:
    """Whether a part stands after a comma or a colon and before another comma or the end, as in a list."""
    tokens, text = analysis.tokens, analysis.text
    before = text[tokens[part.start - 1].end : tokens[part.start].start] if part.start else ""
    after = text[tokens[part.end - 1].end : tokens[part.end].start] if part.end < len(tokens) else ","
    return any(mark in before for mark in ",:") and "," in after


def _is_column(part: Part, regions: Sequence[Region]) -> bool:
    """Whether a named class is itself a column: in a group, or listed first."""
    return regions[part.start] in (Region.GROUP, Region.HEAD)
