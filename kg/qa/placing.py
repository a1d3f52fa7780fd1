"""Placing: operators find the parts that they work on, and do their work on a draft."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from rdflib import Literal, URIRef

from kg.graph.lexicon import Kind
from kg.graph.words import stem
from kg.qa.attributes import Attribute
from kg.qa.drafting import Draft
from kg.qa.forms import Aggregate, Comparison, Having, Nested, Order, Pattern
from kg.qa.measures import COUNTED, QUANTITIES, reversed_by
from kg.qa.operators import Act, Operator
from kg.qa.parts import Part, same_things
from kg.qa.reading import Analysis, Likeness
from kg.qa.regions import Region
from kg.qa.terrain import Place
from kg.rdf import XSD

REACH = 4
LIKE = 0.35
TURNED = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "=": "!="}
FLIPPED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "=": "="}


@dataclass
class Placer:
    """Gives the operators of a question their places in a draft; `used` are the parts that it has taken."""

    analysis: Analysis
    operators: Sequence[Operator]
    regions: Sequence[Region]
    parts: Sequence[Part]
    likeness: Likeness
    draft: Draft
    scope: frozenset[int]
    """The tokens whose numbers are its to place."""
    used: set[Part] = field(default_factory=set)
    spent: set[Operator] = field(default_factory=set)
    counted: set[Part] = field(default_factory=set)

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

    def _spend(self, operator: Operator) -> None:
        self.spent.add(operator)
        self.draft.explained.update(range(operator.start, operator.end))

    def _take(self, part: Part) -> None:
        self.used.add(part)
        self.draft.explained.update(part.positions)

    # what is near

    def after(self, operator: Operator, reach: int, test: Callable[[Part], bool]) -> Part | None:
        """The first fitting part that begins at most `reach` words after an operator."""
        found = [p for p in self.parts if 0 <= p.start - operator.end <= reach and test(p)]
        return min(found, key=lambda p: p.start, default=None)

    def before(self, operator: Operator, reach: int, test: Callable[[Part], bool]) -> Part | None:
        """The last fitting part that ends at most `reach` words before an operator."""
        found = [p for p in self.parts if 0 <= operator.start - p.end <= reach and test(p)]
        return max(found, key=lambda p: p.start, default=None)

    def next_operator(self, operator: Operator, act: Act) -> Operator | None:
        """The operator of a kind that stands directly after another, but for an article."""
        return next((o for o in self.operators if o.act is act and 0 <= o.start - operator.end <= 1), None)

    def focus(self, operator: Operator) -> Place:
        """The class that an operator most likely speaks of: named right after it, or last before it, or the root."""
        after = self.after(operator, 1, _is_class)
        before = self.before(operator, 99, lambda p: p.kind in (Kind.CLASS, Kind.PROPERTY) and p.owner is not None)
        part = after or before
        return part.owner if part is not None else self.draft.root.place

    def quantity(self, adjective: str, place: Place) -> tuple[Attribute, bool] | None:
        """The attribute that an adjective measures on the things of a class, and whether it runs backward."""
        nouns = QUANTITIES.get(adjective, ())
        for where in dict.fromkeys([place, self.draft.root.place, *(spot.place for spot in self.draft.tree.spots)]):
            found = [a for a in self._attributes(where) if a.numeric or a.timely]
            for noun in nouns:
                fitting = sorted((a for a in found if stem(noun) in a.words), key=lambda a: (len(a.words), str(a.prop)))
                if fitting:
                    return fitting[0], reversed_by(adjective, noun)
            likes = self.likeness.words.get(adjective, {})
            near = max(found, key=lambda a: (likes.get(a.prop, 0.0), str(a.prop)), default=None)
            if near is not None and likes.get(near.prop, 0.0) >= LIKE:
                return near, False
        return None

    def _attributes(self, place: Place) -> Iterable[Attribute]:
        schema = self.draft.joiner.terrain.schema
        for owner, found in self.draft.attributes.by_owner.items():
            if same_things(schema, owner, place):
                yield from found

    def moment(self, place: Place) -> Attribute | None:
        """The attribute that says when, on the things of a class or of the draft's other classes."""
        for where in dict.fromkeys([place, *(spot.place for spot in self.draft.tree.spots)]):
            found = [a for a in self._attributes(where) if a.timely]
            if found:
                return min(found, key=lambda a: (stem("year") not in a.words, len(a.words), str(a.prop)))
        return None

    def bind(self, attribute: Attribute, owner: Place) -> str | None:
        """The variable of an attribute's value on the things of a class."""
        fits = same_things(self.draft.joiner.terrain.schema, owner, attribute.owner)
        thing = self.draft.variable(owner) if fits else self.draft.variable(attribute.owner)
        return None if thing is None else self.draft.value(thing, attribute.prop)

    def bind_part(self, part: Part) -> str | None:
        """The variable for what a part stands for."""
        if part.kind is Kind.CLASS:
            return self.draft.variable(part.owner)
        thing = self.draft.variable(part.owner)
        return None if thing is None else self.draft.value(thing, URIRef(str(part.candidate.entry.term)))

    # the operators

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
        number = _literal(operator.number or 0)
        if not operator.measure and self._group_condition(operator, sign, number):
            return True
        is_year = 1000 <= (operator.number or 0) <= 2100
        part = self._inside(operator) or self.before(operator, REACH, _is_quantity)
        if part is None and not operator.measure:
            part = self.after(operator, 2, _is_quantity)
        if part is not None and not (
            is_year and operator.measure == "" and not _is_timely(part) and self._says_when(operator)
        ):
            return self._compare_part(operator, part, sign, number)
        found = self.quantity(operator.measure, self.focus(operator)) if operator.measure else None
        if found is not None:
            attribute, backward = found
            return self._filter(attribute, operator, FLIPPED[sign] if backward else sign, number)
        moment = self.moment(self.focus(operator)) if is_year else None
        if moment is not None:
            return self._filter(moment, operator, sign, _year(operator.number or 0) if moment.dated else number)
        last = self.before(operator, 99, _is_quantity)
        return last is not None and self._compare_part(operator, last, sign, number)

    def _inside(self, operator: Operator) -> Part | None:
        """The quantity that is named between the words of an operator: "above age 20"."""
        return next((p for p in self.parts if operator.start < p.start < operator.end and _is_quantity(p)), None)

    def _says_when(self, operator: Operator) -> bool:
        return self.analysis.words[operator.start] in ("after", "before", "since", "until", "between", "from")

    def _negated(self, operator: Operator) -> bool:
        negations = [o for o in self.operators if o.act is Act.NEGATE and 0 <= operator.start - o.end <= 1]
        for negation in negations:
            self._spend(negation)
        return bool(negations)

    def _compare_part(self, operator: Operator, part: Part, sign: str, number: Literal) -> bool:
        variable = self.bind_part(part)
        if variable is None:
            return False
        if not self._is_listed(part):
            self._take(part)
        function = next((o for o in self.operators if o.act is Act.AGGREGATE and 0 <= part.start - o.end <= 1), None)
        if function is not None and self.regions[part.start] is Region.BODY:
            self._spend(function)
            self.draft.having.append(Having(function.sign, variable, sign, number))
            return True
        dated = part.attribute is not None and part.attribute.dated
        value = _year(operator.number or 0) if dated else number
        self.draft.comparisons.append(Comparison(variable, sign, value))
        return True

    def _is_listed(self, part: Part) -> bool:
        """Whether a part is among what is shown, and not the verb of "which products cost more than"."""
        heads = [
            p for p in self.parts if _is_class(p) and p.start < part.start and self.regions[p.start] is Region.HEAD
        ]
        return self.regions[part.start] in (Region.HEAD, Region.OWNER) and not heads

    def _filter(self, attribute: Attribute, operator: Operator, sign: str, value: Literal) -> bool:
        variable = self.bind(attribute, self.focus(operator))
        if variable is None:
            return False
        self.draft.comparisons.append(Comparison(variable, sign, value))
        return True

    def _group_condition(self, operator: Operator, sign: str, number: Literal) -> bool:
        """ "More than five concerts": a condition on how many there are for each thing."""
        part = self.after(operator, 1, lambda p: _is_class(p) or (p.kind is Kind.PROPERTY and not _is_quantity(p)))
        count = next((o for o in self.operators if o.act is Act.COUNT and 0 <= operator.start - o.end <= 5), None)
        if part is None and count is not None and self.regions[count.start] is not Region.HEAD:
            part = self.after(count, 2, _is_named)
        if part is None or (part.kind is Kind.CLASS and part.owner == self.draft.root.place and count is None):
            return False
        variable = self.bind_part(part)
        if variable is None or variable == self.draft.root.variable:
            return False
        if count is not None:
            self._spend(count)
        self._take(part)
        self.counted.add(part)
        self.draft.having.append(Having("count", variable, sign, number))
        return True

    def _compare_with_average(self, operator: Operator, sign: str) -> bool:
        part = self.after(operator, 2, _is_quantity) or self.before(operator, REACH, _is_quantity)
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

    def _superlative(self, operator: Operator) -> bool:
        limit = int(operator.number) if operator.number else 1
        descending = operator.sign == "max"
        if operator.measure in COUNTED:
            return self._most_common(operator, descending, limit)
        count = self.next_operator(operator, Act.COUNT)
        start = count or operator
        if operator.measure in QUANTITIES:
            found = self.quantity(operator.measure, self.focus(operator)) if count is None else None
            direct = self.after(operator, 1, _is_quantity)
            if found is not None and direct is None:
                attribute, backward = found
                variable = self.bind(attribute, self.focus(operator))
                return variable is not None and self._order(variable, descending is not backward, limit)
        function = self.next_operator(operator, Act.AGGREGATE)
        part = self.after(function or start, 2, _is_named)
        if part is not None and count is None and _is_quantity(part):
            return self._order_by_part(operator, part, descending, limit, function)
        if part is not None and (count is not None or self._amounts(operator)):
            return self._order_by_count(part, descending, limit, count)
        last = self.before(operator, REACH, _is_quantity)
        return last is not None and self._order_by_part(operator, last, descending, limit, function)

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
        part = self.after(operator, 2, _is_named) or self.before(operator, 3, _is_named)
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
        part = self.after(count or operator, 2, _is_named)
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

    def _aggregate(self, operator: Operator) -> bool:
        if self.next_operator(operator, Act.COUNT) is not None:
            return False
        part = self.after(operator, 6, _is_quantity) or self.before(operator, 99, _is_quantity)
        variable = self.bind_part(part) if part is not None else None
        if part is None or variable is None:
            return False
        self._take(part)
        aggregate = Aggregate(operator.sign, variable)
        if aggregate not in self.draft.aggregates:
            self.draft.aggregates.append(aggregate)
        return True

    def _count(self, operator: Operator) -> bool:
        part = self.after(operator, REACH, _is_named)
        variable = self.bind_part(part) if part is not None else self.draft.root.variable
        if variable is None:
            return False
        if part is not None:
            self._take(part)
            self.counted.add(part)
        self.draft.aggregates.append(Aggregate("count", variable))
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
        part = self.before(operator, 2, _is_quantity) or self.after(operator, 1, _is_quantity)
        value = _literal(float(word))
        if part is not None:
            variable = self.bind_part(part)
            self._take(part)
        else:
            moment = self.moment(self.focus(operator)) if 1000 <= int(word) <= 2100 else None
            variable = self.bind(moment, self.focus(operator)) if moment is not None else None
            value = _year(float(word)) if moment is not None and moment.dated else value
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


def _is_class(part: Part) -> bool:
    return part.kind is Kind.CLASS


def _is_named(part: Part) -> bool:
    return part.kind in (Kind.CLASS, Kind.PROPERTY)


def _is_quantity(part: Part) -> bool:
    return (
        part.kind is Kind.PROPERTY and part.attribute is not None and (part.attribute.numeric or part.attribute.dated)
    )


def _is_timely(part: Part) -> bool:
    return part.attribute is not None and part.attribute.timely


def _literal(number: float) -> Literal:
    whole = number == int(number)
    return Literal(str(int(number)) if whole else str(number), datatype=XSD.integer if whole else XSD.decimal)


def _year(number: float) -> Literal:
    return Literal(str(int(number)), datatype=XSD.gYear, normalize=False)
