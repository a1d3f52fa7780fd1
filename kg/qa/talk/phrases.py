"""The English by which a question goes on from the one before: openings, pronouns, and whole phrases."""

import re

from kg.qa.measures import DIRECTIONS, MEASURES

JOINING = frozenset("and but or so also then now well hmm right great no yes".split())
"""Openings that join a question to the one before."""
TRAILING = (
    ("please",), ("thanks",), ("thank", "you"), ("then",), ("too",), ("as", "well"), ("instead",), ("though",),
    ("again",), ("for", "me"), ("exactly",),
)  # fmt: skip
"""Closings after the question itself has ended."""
TURNING = (
    ("what", "about"), ("how", "about"), ("what", "of"), ("the", "same", "question", "for"),
    ("same", "question", "for"), ("the", "same", "thing", "for"), ("same", "thing", "for"), ("the", "same", "for"),
    ("same", "for"), ("the", "same", "with"), ("same", "with"), ("the", "same", "but", "for"), ("same", "but", "for"),
)  # fmt: skip
"""Openings that turn the question before to something else."""
MEANING = (
    ("no", "i", "meant"), ("sorry", "i", "meant"), ("i", "meant"), ("i", "mean"), ("no", "i", "mean"),
    ("i", "was", "asking", "about"), ("i", "am", "asking", "about"),
)  # fmt: skip
"""Openings that put right what was said before."""
KEEPING = (
    ("show", "me", "only"), ("show", "only"), ("show", "me", "just"), ("show", "just"), ("list", "only"),
    ("give", "me", "only"), ("give", "me", "just"), ("limit", "it", "to"), ("limit", "them", "to"),
    ("limit", "that", "to"), ("limit", "to"), ("restrict", "it", "to"), ("restrict", "them", "to"),
    ("restrict", "that", "to"), ("restrict", "to"), ("narrow", "it", "down", "to"), ("narrow", "that", "down", "to"),
    ("narrow", "down", "to"), ("filter", "them", "by"), ("filter", "by"), ("filter", "for"), ("keep", "only"),
    ("keep", "just"), ("only",), ("just",), ("merely",), ("solely",),
)  # fmt: skip
"""Openings that keep a part of the answer before."""
DROPPING = (
    ("but", "not"), ("not",), ("except", "for"), ("except",), ("excluding",), ("exclude",), ("leave", "out"),
    ("without",), ("drop",), ("other", "than"), ("apart", "from"), ("all", "but"),
)  # fmt: skip
"""Openings that take a part of the answer before away."""
ALONE = frozenset({"only", "alone"})
"""Words that keep a part of the answer when they end a phrase: "the domestic ones only"."""

MANY = frozenset("those these them they theirs".split())
ONE = frozenset("it he she him".split())
POINTING = frozenset({"this", "that"})
CLAUSES = frozenset("and or but that who which whose because when where while if as so then".split())
"""Between a noun and a pronoun that stands for it there is one of these, or a comma."""
SUBJECTS = frozenset("it they he she".split())
"""After a noun these begin a clause about it: "the treatment they have done"."""
EACH = frozenset("each every all any".split())
OWNING = frozenset("its their his her".split())
PLURALS = frozenset("those these them they theirs their ones".split())
STANDING_IN = frozenset("one ones".split())
"""What stands for a noun that was named before."""
SHARES = frozenset("part parts bit bits portion side group half section half category kind ones one".split())
"""What a part of an answer is called."""
PICKING = frozenset(
    """which what how many any some all none most one ones each either neither both few two three four five many
    much""".split()
)
"""Before "of those" they pick from what was shown."""
SOME = frozenset("any some all each either".split())
BEING = frozenset("is are was were be been isnt arent".split())
DOING = frozenset("do does did doesnt dont".split())
BEFORE_THAT = frozenset(
    """is are was were do does did can could may might must should will would has have had of for in on at by to with
    from about than like without and but or if""".split()
)
"""After these words "that" points back and does not begin a clause."""
ARTICLES = frozenset("a an the".split())
RELATING = frozenset("in on at by to with from for of under over near without within about against during".split())
"""Prepositions that may begin a fragment."""
ASKING = frozenset("what which who whom whose where when why how whats whos wheres hows".split())
TELLING = frozenset(
    """list show give name tell find count sort order rank describe explain compare return display get sorted ordered
    ranked define can could would will please""".split()
)
"""Words that begin a request."""

_SAME = r"(?:of )?(?:them|those|these|it|that|this|they|ones|results?|answers?|rows?|matches|entries|all)"
WHY_ALONE = re.compile(
    r"why(?: (?:is|are|was|were|do|does|did|so|that|this|it|they|those|these|not|exactly|the case|say|you))*"
    r"|how come|how so|for what reasons?|on what (?:basis|grounds)|says who|who says(?: so| that)?"
    r"|according to (?:whom|what|who)|how do you know(?: that| this| it)?|what makes you (?:think|say) (?:so|that)"
    r"|(?:give|show|tell) me (?:the |your )?(?:reasons?|sources?|evidence|proof)|prove it"
    r"|what (?:is|are) (?:the |your )?(?:reasons?|sources?|evidence|proof)(?: for (?:that|this|it|them|those))?"
    r"|explain (?:that|this|it|why)|(?:the )?(?:reasons?|sources?|evidence)"
    r"|where (?:does|do|is|did) (?:that|this|it|they|those) (?:come )?from"
)
"""What asks for the reasons of the answer before and for nothing else."""
COUNT_ALONE = re.compile(
    rf"(?:(?:so )?how many|(?:what is |whats |give me )?(?:the )?(?:total |overall )?(?:number|count|total)|count)"
    rf"(?: (?:{_SAME}|are|is|there|in|total|all|altogether|exactly|have|you|we|found|got|left|remain|remaining))*"
)
"""What asks how many there are in the answer before."""
WHAT_IT_IS = re.compile(
    r"(?:what|who|which) (?:is|was) (?:it|that|this|he|she)|(?:what|who) (?:are|were) (?:they|those|these)"
)
"""What asks for a definition after a thing was shown, and for the things after they were counted."""
ROWS_ALONE = re.compile(
    rf"(?:and )?(?:which|what|who)(?: (?:one|ones|exactly|{_SAME}|are|is))*"
    r"|(?:(?:please )?(?:list|show|name|give|tell|display|enumerate)(?: me)?)"
    rf"(?: (?:{_SAME}|the|list|full|complete|details|names))*"
    r"|all of (?:them|those|these)|the (?:full |complete |whole )?list|such as|for example|like what"
)
"""What asks for the things that the answer before counted or was about."""
OTHERS_ALONE = re.compile(
    r"(?:(?:what|how) about |and )?(?:the )?(?:others?|other ones|rest|remaining ones|remainder)(?: of them)?"
)
"""What asks for the things from which those before were picked."""
RAISED = {
    more: most
    for words in MEASURES
    for more, most in zip(
        [word for word in words.split() if word.endswith("er") and word in DIRECTIONS],
        [word for word in words.split() if word.endswith("est")],
        strict=False,
    )
}
"""The superlatives of comparatives: of two things the bigger is the biggest."""
ORDINALS = {
    "first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3,
    "last": -1, "latter": -1, "1": 0, "2": 1, "3": 2, "4": 3, "one": 0, "two": 1, "three": 2, "four": 3,
}  # fmt: skip
CHOICE = re.compile(
    r"(?:(?:(?:what|how) about|i (?:meant|mean|want|take|choose|pick)|option|number|no|reading) )?(?:the )?"
    r"(?P<ordinal>" + "|".join(ORDINALS) + r")(?: (?:one|reading|option|meaning))?"
)
"""What chooses among readings that were offered."""
