"""Placing: operators find the parts that they work on, and do their work on a draft."""

from kg.qa.comparing import Comparing
from kg.qa.forms import Aggregate
from kg.qa.operators import Act, Operator
from kg.qa.ordering import Ordering
from kg.qa.surroundings import REACH, is_named, is_quantity


class Placer(Comparing, Ordering):
    """Gives the operators of a question their places in a draft."""

    def place(self) -> None:
        """Place every operator that finds what it works on."""
        for act, placed in (
            (Act.TEXT, self._text),
            (Act.COMPARE, self._compare),
            (Act.SUPERLATIVE, self._superlative),
            (Act.SORT, self._sort),
            (Act.AGGREGATE, self._aggregate),
            (Act.COUNT, self._count),
        ):
            for operator in self.operators:
                if operator.act is act and operator not in self.spent and placed(operator):
                    self._spend(operator)
        self._numbers()

    def _aggregate(self, operator: Operator) -> bool:
        if self.next_operator(operator, Act.COUNT) is not None:
            return False
        part = self.after(operator, 6, is_quantity) or self.before(operator, 99, is_quantity)
        variable = self.bind_part(part) if part is not None else None
        if part is None or variable is None:
            return False
        self._take(part)
        aggregate = Aggregate(operator.sign, variable)
        if aggregate not in self.draft.aggregates:
            self.draft.aggregates.append(aggregate)
        return True

    def _count(self, operator: Operator) -> bool:
        part = self.after(operator, REACH, is_named)
        variable = self.bind_part(part) if part is not None else self.draft.root.variable
        if variable is None:
            return False
        if part is not None:
            self._take(part)
            self.counted.add(part)
        self.draft.aggregates.append(Aggregate("count", variable))
        return True
