"""The English that carries no content of its own: function words, and words that ask, count, negate or rank."""

CLOSED_CLASS = frozenset(
    """a about after again all also am among an and another any anyone anything are as at be because been before being
    between both but by can could did do does doing done each either else every everything for from had has
    have having
    he her here hers him his how i if in into is it its just me might more most much must my no nor not of off
    on one ones
    only onto or other others our out over own per please same shall she should so some someone something such
    than that
    the their them themselves then there these they this those to too under until up upon us very was we well
    were what
    when where which while who whom whose why will with within without would you your yours
    whats whos hows wheres dont doesnt isnt arent cant im ive theres ok okay hi hello hey thanks thank
    kindly""".split()
)
"""Articles, pronouns, prepositions, auxiliaries: alone they name nothing in a graph."""

FRAME_WORDS = frozenset(
    """two three four five six seven eight nine ten
    come comes came get gets give go goes going got kind kinds let like make makes many mine need needs part
    put run
    show sort take takes tell thing things type types use used uses using want list find return display name names
    provide state know see look looking wanted mention describe define explain say exist exists existing
    actually really
    exactly basically strictly merely simply possible able available currently different distinct various certain
    respective respectively corresponding associated related involved involve called count number
    live lives lived living belong belongs belonging occur occurs occurred happen happened perform performs performed
    own owns owned owning spend spends spent hold holds held share shares shared common
    located based ever away word side terms work works worked working
    through together along around instead gone went either
    """.split()
)
"""Words that frame a question; a graph may have a name for them, but nothing has to explain them."""

FUNCTION_WORDS = CLOSED_CLASS | FRAME_WORDS

LIGHT_WORDS = FRAME_WORDS - frozenset("need needs name names type types use uses used using count number".split())
"""Frame words with so little meaning that a synonym of one word made of them is weak evidence."""

PASSED_OVER = frozenset("a an the us me you them it we i our your their my any all".split())
"""Articles and pronouns that may stand inside a name: "protects us against"."""

VERB_AFTER = frozenset("to i we you they please".split())
"""After these words stands a verb, and an unknown verb says less than an unknown noun."""

AUXILIARIES = frozenset(
    "is are was were am does do did can could may might must should will would has have had isnt arent doesnt".split()
)
POLITE = (
    ("can", "you"), ("could", "you"), ("would", "you"), ("will", "you"), ("do", "you", "know"), ("do", "we", "know"),
    ("please",), ("hi",), ("hello",), ("hey",), ("ok",), ("okay",),
)  # fmt: skip
"""Openings after which the question itself begins."""

DEFINING = (
    ("define",), ("explain",), ("what", "does", "*", "mean"), ("what", "is"), ("what", "are"), ("whats",),
    ("meaning", "of"),
    ("definition", "of"), ("describe",), ("tell", "me", "about"), ("what", "do", "you", "know", "about"),
    ("what", "s"),
)  # fmt: skip
COUNTING = (("how", "many"), ("number", "of"), ("count", "of"), ("total", "count"), ("count",))
WHY = (("why",), ("for", "what", "reason"), ("how", "come"), ("reason", "why"), ("reason", "for"), ("reasons", "for"))
SHARING = frozenset("share shares shared sharing same similar together also common jointly alongside co fellow".split())
"""Words that say that two things have something in common."""
KINDS = ("category", "genre", "type", "kind", "class")
STANDS_FOR = {
    **dict.fromkeys("kind type category sort kinds types categories sorts".split(), KINDS),
    "who": ("person", "people", "name of person"),
    "whom": ("person", "people", "name of person"),
    "where": ("location", "place", "city", "country"),
    "when": ("date", "year", "time"),
}
"""Words that ask for a kind of thing, a person, a place or a time, with the words that name what they ask for."""
ASKING_WORDS = frozenset("which what who whom when where".split())
IMPERATIVES = frozenset("list show give find name tell return display get state provide".split())
BEFORE_NOUN = frozenset("is are was were the a an all any me us some of other do does did".split())
"""Words that may stand between the word that asks and the noun it asks for."""
NEGATIONS = frozenset(
    "without not no never except excluding lacking neither dont doesnt cannot cant isnt arent nor".split()
)
MOST = frozenset(
    "most largest highest biggest greatest maximum max top best longest oldest latest newest tallest".split()
)
LEAST = frozenset("least fewest smallest lowest minimum min shortest youngest earliest cheapest worst".split())
AVERAGES = {"average": "avg", "mean": "avg", "sum": "sum", "total": "sum", "maximum": "max", "minimum": "min"}
MORE = {"more": ">", "greater": ">", "larger": ">", "above": ">", "over": ">", "higher": ">", "after": ">",
"older": ">",
        "exceeds": ">", "exceeding": ">", "less": "<", "fewer": "<", "below": "<", "under": "<", "smaller": "<",
        "lower": "<", "before": "<", "younger": "<"}  # fmt: skip
FOREIGN = {
    "German": "der die das und ist nicht welche welcher welches für mit wie brauche braucht was eine einen".split(),
    "French": "le la les des est et pour quelle quelles quel quels avec besoin une dans qui que sont du".split(),
    "Spanish": "el los las para qué cuál cuáles es y con necesita una por como del son".split(),
    "Italian": "il lo gli per quale quali che di con serve una sono come della".split(),
    "Portuguese": "o os as para qual quais é e com precisa uma por como são do".split(),
    "Dutch": "de het een welke wat voor met heeft nodig zijn niet en is van".split(),
}
"""A few function words of other languages; enough to tell a question that is not English from one that is."""
