"""Ordering: superlatives and sorting find what they order by."""

from kg.graph.lexicon import Kind
from kg.qa.forms import Order
from kg.qa.measures import COUNTED, QUANTITIES
from kg.qa.operators import Act, Operator, number_of
from kg.qa.parts import Part
from kg.qa.regions import Region
from kg.qa.surroundings import REACH, Surroundings, is_named, is_quantity


class Ordering(Surroundings):
    """Places superlatives and sorting."""

    def _superlative(self, operator: Operator) -> bool:
        limit = int(operator.number or self._number_asked() or 1)
        descending = operator.sign == "max"
        if operator.measure in COUNTED:
            return self._most_common(operator, descending, limit)
        count = self.next_operator(operator, Act.COUNT)
        start = count or operator
        if operator.measure in QUANTITIES:
            found = self.quantity(operator.measure, self.focus(operator)) if count is None else None
            direct = self.after(operator, 1, is_quantity)
            if found is not None and direct is None:
                attribute, backward = found
                variable = self.bind(attribute, self.focus(operator))
                return variable is not None and self._order(variable, descending is not backward, limit)
        function = self.next_operator(operator, Act.AGGREGATE)
        part = self.after(function or start, 2, is_named)
        if part is not None and count is None and is_quantity(part):
            return self._order_by_part(operator, part, descending, limit, function)
        if part is not None and (count is not None or self._amounts(operator)):
            return self._order_by_count(part, descending, limit, count)
        last = self.before(operator, REACH, is_quantity)
        return last is not None and self._order_by_part(operator, last, descending, limit, function)

    def _number_asked(self) -> float | None:
        """The number before the first noun of what is shown: "the five products with the largest"."""
        heads = [p.start for p in self.parts if self.regions[p.start] is Region.HEAD]
        busy = {i for o in self.operators for i in range(o.start, o.end)}
        before = [i for i in range(max(0, min(heads, default=0) - 2), min(heads, default=0)) if i not in busy]
        found = [(i, number) for i in before if (number := number_of(self.analysis.words[i])) is not None]
        if not found:
            return None
        self.draft.explained.add(found[-1][0])
        return found[-1][1]

    def _amounts(self, operator: Operator) -> bool:
        return not {"most", "fewest", "least", "top"}.isdisjoint(self.analysis.words[operator.start : operator.end])

    def _order(self, variable: str, descending: bool, limit: int | None, function: str = "") -> bool:
        if self.draft.order is not None:
            return False
        counted = function == "count"
        self.draft.order = Order(variable, descending, counted, limit, "" if counted else function)
        return True

    def _order_by_part(
        self, operator: Operator, part: Part, descending: bool, limit: int | None, function: Operator | None
    ) -> bool:
        variable = self.bind_part(part)
        if variable is None or not self._order(variable, descending, limit, function.sign if function else ""):
            return False
        if function is not None:
            self._spend(function)
        shown = self.regions[part.start] is Region.HEAD and operator.start == self._first_operator()
        others = any(p is not part and self.regions[p.start] in (Region.HEAD, Region.OWNER) for p in self.parts)
        if not (shown and not others):
            self._take_unless_shown(operator, part)
        return True

    def _first_operator(self) -> int:
        return min((o.start for o in self.operators), default=0)

    def _take_unless_shown(self, operator: Operator, part: Part) -> None:
        """What things are ordered by is shown too only when it is what is asked for: "the highest score"."""
        head = self.regions[operator.start] is Region.HEAD and self.regions[part.start] is Region.HEAD
        if not (head and part.start >= operator.end and self._heads(part)):
            self._take(part)
        else:
            self.draft.explained.update(part.positions)

    def _heads(self, part: Part) -> bool:
        """Whether a part is the first noun of the question."""
        return part.start == min(p.start for p in self.parts)

    def _order_by_count(self, part: Part, descending: bool, limit: int | None, count: Operator | None) -> bool:
        variable = self.bind_part(part)
        if variable is None or not self._order(variable, descending, limit, "count"):
            return False
        if count is not None:
            self._spend(count)
        self._take(part)
        self.counted.add(part)
        return True

    def _most_common(self, operator: Operator, descending: bool, limit: int) -> bool:
        """ "The most common type of pet": the value that most things have."""
        part = self.after(operator, 2, is_named) or self.before(operator, 3, is_named)
        if part is None:
            return False
        value = self.bind_part(part)
        if value is None:
            return False
        thing = self.draft.variable(part.owner) if part.kind is Kind.PROPERTY else self._neighbour(value)
        return thing is not None and self._order(thing, descending, limit, "count")

    def _neighbour(self, variable: str) -> str | None:
        """Another thing in the draft that there may be several of."""
        return next((s.variable for s in self.draft.tree.spots if s.variable != variable), None)

    def _sort(self, operator: Operator) -> bool:
        order = self.draft.order
        if operator.measure:
            return self._sort_by_measure(operator)
        count = next((o for o in self.operators if o.act is Act.COUNT and 0 <= o.start - operator.end <= 2), None)
        part = self.after(count or operator, 2, is_named)
        if part is None and order is not None:
            self.draft.order = Order(order.variable, operator.descending, order.counted, order.limit, order.function)
            return True
        if part is None:
            part = next(
                (p for p in self.parts if p.kind is Kind.PROPERTY and self.regions[p.start] is Region.HEAD), None
            )
            if part is not None:
                variable = self.bind_part(part)
                return variable is not None and self._order(variable, operator.descending, None)
            return self._order(self.draft.display(self.draft.root), operator.descending, None)
        if count is not None:
            return self._order_by_count(part, operator.descending, None, count)
        variable = self.bind_part(part)
        if variable is None or not self._order(variable, operator.descending, None):
            return False
        self._take(part)
        return True

    def _sort_by_measure(self, operator: Operator) -> bool:
        order = self.draft.order
        if order is not None:
            self.draft.order = Order(order.variable, operator.descending, order.counted, order.limit, order.function)
            return True
        found = self.quantity(operator.measure, self.draft.root.place)
        if found is None:
            return False
        variable = self.bind(found[0], self.draft.root.place)
        return variable is not None and self._order(variable, operator.descending is not found[1], None)
