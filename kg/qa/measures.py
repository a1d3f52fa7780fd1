"""Measures: which quantities the comparing adjectives of English speak of, and in which direction."""

MEASURES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "old older oldest": (("age", "year", "date", "birth", "founded", "built", "opened", "established"), ("up",)),
    "young younger youngest": (("age", "birth", "date", "year"), ("down",)),
    "new newer newest": (("date", "year", "time", "founded", "release", "start"), ("up",)),
    "recent recently latest later": (("date", "year", "time", "start"), ("up",)),
    "early earlier earliest": (("date", "year", "time", "start"), ("down",)),
    "tall taller tallest": (("height", "elevation"), ("up",)),
    "high higher highest": (("height", "elevation", "altitude"), ("up",)),
    "low lower lowest": (("height", "elevation", "altitude"), ("down",)),
    "long longer longest": (("length", "duration", "runtime", "time"), ("up",)),
    "short shorter shortest": (("length", "height", "duration", "time"), ("down",)),
    "big bigger biggest": (("size", "area", "population", "capacity", "employees", "revenue"), ("up",)),
    "large larger largest": (("size", "area", "population", "capacity", "employees", "revenue"), ("up",)),
    "small smaller smallest": (("size", "area", "population", "capacity", "employees", "revenue"), ("down",)),
    "heavy heavier heaviest": (("weight", "mass"), ("up",)),
    "light lighter lightest": (("weight", "mass"), ("down",)),
    "expensive costly pricey costlier costliest": (("price", "cost", "amount", "fee", "rate"), ("up",)),
    "cheap cheaper cheapest": (("price", "cost", "amount", "fee", "rate"), ("down",)),
    "fast faster fastest": (("speed", "velocity"), ("up",)),
    "slow slower slowest": (("speed", "velocity"), ("down",)),
    "deep deeper deepest": (("depth",), ("up",)),
    "shallow shallower shallowest": (("depth",), ("down",)),
    "wide wider widest broad broader broadest": (("width", "breadth"), ("up",)),
    "narrow narrower narrowest": (("width", "breadth"), ("down",)),
    "thick thicker thickest": (("thickness",), ("up",)),
    "thin thinner thinnest": (("thickness",), ("down",)),
    "far farther farthest further furthest": (("distance",), ("up",)),
    "near nearer nearest close closer closest": (("distance",), ("down",)),
    "rich richer richest wealthy wealthier wealthiest": (("wealth", "income", "revenue", "salary"), ("up",)),
    "poor poorer poorest": (("wealth", "income", "revenue", "salary"), ("down",)),
    "populous populated crowded": (("population", "inhabitants"), ("up",)),
    "hot hotter hottest warm warmer warmest": (("temperature",), ("up",)),
    "cold colder coldest cool cooler coolest": (("temperature",), ("down",)),
    "strong stronger strongest powerful": (("power", "strength"), ("up",)),
    "weak weaker weakest": (("power", "strength"), ("down",)),
}
"""Adjectives in their three degrees, the quantities they may measure, likeliest first, and where more of it leads."""

QUANTITIES = {word: nouns for words, (nouns, _) in MEASURES.items() for word in words.split()}
DIRECTIONS = {word: 1 if way == ("up",) else -1 for words, (_, way) in MEASURES.items() for word in words.split()}
COUNTED = frozenset("common popular frequent used prevalent predominant active".split())
"""What is most so is what there is most of."""
MEASURE_WORDS = frozenset(
    word for word in (*QUANTITIES, *COUNTED) if not word.endswith(("er", "est")) and word != "latest"
)
AGES = frozenset({"age", "height", "size"})
BACKWARD = frozenset({"year", "date", "birth", "founded", "built", "opened", "established", "born"})
"""The older a thing, the smaller are these."""


def reversed_by(adjective: str, noun: str) -> bool:
    """Whether more of the adjective is less of the quantity, as the oldest thing has the earliest date."""
    return noun in BACKWARD and adjective in ("old", "older", "oldest", "young", "younger", "youngest")
