"""Comparing: conditions on numbers, dates, texts and groups find what they compare."""

from dataclasses import replace

from rdflib import Literal

from kg.graph.lexicon import Kind
from kg.qa.attributes import Attribute
from kg.qa.forms import Comparison, Having, Nested, Pattern
from kg.qa.operators import Act, Operator
from kg.qa.parts import Part
from kg.qa.regions import Region
from kg.qa.surroundings import REACH, Surroundings, is_class, is_named, is_quantity, is_timely, literal, value_of, year

TURNED = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "=": "!="}
FLIPPED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "=": "="}


class Comparing(Surroundings):
    """Places comparisons, parts of texts and bare numbers."""

    def _text(self, operator: Operator) -> bool:
        def texts(part: Part) -> bool:
            return part.kind is Kind.PROPERTY and part.attribute is not None and not part.attribute.numeric

        part = self.after(operator, REACH, texts) or self.before(operator, REACH + 2, texts)
        if part is not None:
            variable = self.bind_part(part)
            if self.regions[part.start] is not Region.HEAD:
                self._take(part)
        else:
            spot = self.draft.joiner.spot(self.draft.tree, self.focus(operator))
            variable = self.draft.display(spot) if spot is not None else None
        if variable is None:
            return False
        self.draft.comparisons.append(Comparison(variable, operator.sign, Literal(operator.text)))
        return True

    def _compare(self, operator: Operator) -> bool:
        sign = operator.sign
        if self._negated(operator):
            sign = TURNED.get(sign, sign)
        if sign.startswith("avg"):
            return self._compare_with_average(operator, sign[3:])
        if not operator.measure and operator.unit is None and self._group_condition(operator, sign):
            return True
        part = self._compared(operator)
        return self._compare_part(operator, part, sign) if part is not None else self._compare_unnamed(operator, sign)

    def _compared(self, operator: Operator) -> Part | None:
        """The quantity that is named near an operator, unless a year is meant for another."""
        part = self._inside(operator) or self.before(operator, REACH, is_quantity)
        if part is None and not operator.measure:
            part = self.after(operator, 2, is_quantity)
        when = _is_year(operator) and not operator.measure and self._says_when(operator)
        return part if part is not None and not (when and not is_timely(part)) else None

    def _compare_unnamed(self, operator: Operator, sign: str) -> bool:
        """A comparison whose quantity is told by an adjective, a year or a unit, or was named long before."""
        found = self.quantity(operator.measure, self.focus(operator)) if operator.measure else None
        if found is not None:
            attribute, backward = found
            return self._filter(attribute, operator, FLIPPED[sign] if backward else sign)
        moment = self.moment(self.focus(operator)) if _is_year(operator) else None
        if moment is not None:
            return self._filter(moment, operator, sign)
        measured = self.measured_in(operator.unit, self.focus(operator))
        if measured is not None:
            return self._filter(measured, operator, sign)
        last = self.before(operator, 99, is_quantity)
        return last is not None and self._compare_part(operator, last, sign)

    def _inside(self, operator: Operator) -> Part | None:
        """The quantity that is named between the words of an operator: "above age 20"."""
        return next((p for p in self.parts if operator.start < p.start < operator.end and is_quantity(p)), None)

    def _says_when(self, operator: Operator) -> bool:
        return self.analysis.words[operator.start] in ("after", "before", "since", "until", "between", "from")

    def _negated(self, operator: Operator) -> bool:
        negations = [o for o in self.operators if o.act is Act.NEGATE and 0 <= operator.start - o.end <= 1]
        for negation in negations:
            self._spend(negation)
        return bool(negations)

    def _compare_part(self, operator: Operator, part: Part, sign: str) -> bool:
        variable = self.bind_part(part)
        if variable is None:
            return False
        if not self._is_listed(part):
            self._take(part)
        function = next((o for o in self.operators if o.act is Act.AGGREGATE and 0 <= part.start - o.end <= 1), None)
        if function is not None and self.regions[part.start] is Region.BODY:
            self._spend(function)
            self.draft.having.append(Having(function.sign, variable, sign, value_of(operator, part.attribute)))
            return True
        self.draft.comparisons.append(Comparison(variable, sign, value_of(operator, part.attribute)))
        return True

    def _is_listed(self, part: Part) -> bool:
        """Whether a part is among what is shown, and not the verb of "which products cost more than"."""
        heads = [p for p in self.parts if is_class(p) and p.start < part.start and self.regions[p.start] is Region.HEAD]
        return self.regions[part.start] in (Region.HEAD, Region.OWNER) and not heads

    def _filter(self, attribute: Attribute, operator: Operator, sign: str) -> bool:
        variable = self.bind(attribute, self.focus(operator))
        if variable is None:
            return False
        self.draft.comparisons.append(Comparison(variable, sign, value_of(operator, attribute)))
        return True

    def _group_condition(self, operator: Operator, sign: str) -> bool:
        """ "More than five concerts": a condition on how many there are for each thing."""
        part = self.after(operator, 1, lambda p: is_class(p) or (p.kind is Kind.PROPERTY and not is_quantity(p)))
        count = next((o for o in self.operators if o.act is Act.COUNT and 0 <= operator.start - o.end <= 5), None)
        if part is None and count is not None and self.regions[count.start] is not Region.HEAD:
            part = self.after(count, 2, is_named)
        if part is None or (part.kind is Kind.CLASS and part.owner == self.draft.root.place and count is None):
            return False
        variable = self.bind_part(part)
        if variable is None or variable == self.draft.root.variable:
            return False
        if count is not None:
            self._spend(count)
        self._take(part)
        self.counted.add(part)
        self.draft.having.append(Having("count", variable, sign, literal(operator.number or 0)))
        return True

    def _compare_with_average(self, operator: Operator, sign: str) -> bool:
        part = self.after(operator, 2, is_quantity) or self.before(operator, REACH, is_quantity)
        attribute = part.attribute if part is not None else None
        owner = part.owner if part is not None else self.focus(operator)
        if attribute is None and operator.measure:
            found = self.quantity(operator.measure, owner)
            attribute = found[0] if found else None
        variable = self.bind(attribute, owner) if attribute is not None else None
        if attribute is None or variable is None:
            return False
        if part is not None and not self._is_listed(part):
            self._take(part)
        every, value = self.draft.fresh("every"), self.draft.fresh("each")
        known = self.draft.joiner.terrain.schema.classes
        types = ((every, owner),) if owner is not None and owner in known else ()
        nested = Nested("avg", value, (Pattern(every, attribute.prop, value),), types)
        self.draft.comparisons.append(Comparison(variable, sign, nested))
        return True

    def _numbers(self) -> None:
        """Numbers that no operator has taken equal the value that they stand beside."""
        busy = {i for o in self.operators for i in range(o.start, o.end)} | {i for p in self.parts for i in p.positions}
        for i, word in enumerate(self.analysis.words):
            if (
                i in self.scope
                and i not in busy
                and word.isdigit()
                and len(word) < 16
                and self._equal(Operator(Act.COMPARE, i, i + 1, "="), word)
            ):
                self.draft.explained.add(i)

    def _equal(self, operator: Operator, word: str) -> bool:
        part = self.before(operator, 2, is_quantity) or self.after(operator, 1, is_quantity)
        value = literal(float(word))
        if part is not None:
            variable = self.bind_part(part)
            self._take(part)
        else:
            moment = self.moment(self.focus(operator)) if 1000 <= int(word) <= 2100 else None
            variable = self.bind(moment, self.focus(operator)) if moment is not None else None
            value = year(float(word)) if moment is not None and moment.dated else value
        if variable is None:
            return False
        self._add_equal(Comparison(variable, "=", value))
        return True

    def _add_equal(self, comparison: Comparison) -> None:
        """A value that must be had; of several of one variable any is enough."""
        comparisons = self.draft.comparisons
        for number, other in enumerate(comparisons):
            if (other.variable, other.operator) == (comparison.variable, "=") and isinstance(comparison.value, Literal):
                comparisons[number] = replace(other, others=(*other.others, comparison.value))
                return
        comparisons.append(comparison)


def _is_year(operator: Operator) -> bool:
    return 1000 <= (operator.number or 0) <= 2100
