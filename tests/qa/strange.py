"""Strange questions, made by chance from a seed, and what must hold of every answer to one."""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.answer_json import to_json
from kg.errors import InputError
from kg.model import Answer
from kg.rdf import PREFIXES, XSD
from kg.stores.worker import load_quads
from kg.wiring import Engine
from tests.contracts.test_composer import ALLOWED, tags

ASKING = (
    "which what who why how many much is are does do not no without only and or but than more less most fewest at "
    "least exactly between average sum total number of per each every both all the a in with that need require named "
    "sorted by first last top list show describe compare count before after since"
).split()
FRAGMENTS = [
    "SELECT * WHERE { ?s ?p ?o }", "ASK { ?s a ?c }", "} UNION { ?s ?p ?o", "DROP ALL", "INSERT DATA { <a> <b> 1 }",
    "SERVICE <http://e.org/> { ?s ?p ?o }", "FILTER(1=1)", "# a comment", "PREFIX mk: <urn:x>", "?x", "$x", "_:b",
    "<a>",
    "<https://w3id.org/mktit/id/sms-gateway>", "mk:requires", "id:sms-marketing", "^^xsd:integer", "@en",
    "LIMIT 1 OFFSET",
    "BIND(1 AS ?x)", "VALUES ?x { 1 }", "{ { { {", "} } }", "( ( (", "rdf:type", "a", "/", "*", "|", "^", "!", ". ;",
]  # fmt: skip
PUNCTUATION = [
    '"', "'", "“", "”", "‘", "’", '"""', "'''", '\\"', "\\", "\\\\", "\\n", "\\u0022", "\\U0001F600", "`", "```",
    "{", "}",
    "[x](javascript:alert(1))", "<script>alert(1)</script>", "![x](http://e.org/p.png)", "**", "__", "~~", "$x^2$",
    "|",
    "%s", "%(x)s", "{0}", "{x!r}", "${x}", "&lt;", "&#34;", ":red[x]", "# h", "- item", "--", "/*", ";", "?", "…",
]  # fmt: skip
SCRIPTS = [
    "Сколько", "渠道", "قناة", "ערוץ", "チャネル", "채널", "ช่อง", "चैनल", "ñandú", "Straße", "e\u0301", "İstanbul",
    "ﬁne", "①",
    "𝕊𝕄𝕊", "🐟", "👨‍👩‍👧", "🇫🇮", "a\u0300\u0301\u0302\u0303", "\u202eevil\u202c", "\u2066x\u2069", "\ufeff", "\u200b",
    "ZW\u200dJ",
]  # fmt: skip
CONTROLS = [
    "\x00",
    "\x07",
    "\x1b[31m",
    "\r",
    "\n",
    "\t",
    "\x7f",
    "\x85",
    "\u2028",
    "\u2029",
    "\ud800",
    "\udfff",
    "\ue000",
]
NUMBERS = [
    "0", "-1", "1e999", "-1e999", "1e-999", "NaN", "INF", "9" * 40, "9" * 400, "0.1", ".5", "1,000", "1.000,00",
    "1/0",
    "0x1F", "007", "3.", "½", "٣", "Ⅻ", "5%", "€5", "2024-02-30", "1999", "99999-01-01", "12 km", "10^6", "two",
    "dozen",
]  # fmt: skip
LONG = ["a" * 300, "wordword" * 60, "the " * 80, "not " * 60, "and " * 60, "x." * 150, "é" * 200, "(" * 200]
DECLARATIONS = frozenset(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in PREFIXES.items())
TEMPLATES = [
    "what does {0} need?", "which channels need {0}?", "{0}", "what is {0}?", "does {0} require {1}?",
    "how many {0} are there?",
    "why does {0} need {1}?", "{0} and {1}", "which {0} has the most {1}?", "what do {0} and {1} have in common?",
    "which {0} do not need {1}?", "list the {0} of {1}", 'who needs "{0}"', "which laws govern {0} in {1}?",
]  # fmt: skip
TOKEN = re.compile(
    r"""(?P<long>\"{3}(?:"{0,2}(?:[^"\\]|\\[tbnrf"'\\]))*\"{3}(?:@[a-z]+(?:-[a-z0-9]+)*)?)
    |(?P<literal>"(?:[^"\\\n\r]|\\[tbnrf"'\\])*"(?:@[a-z]+(?:-[a-z0-9]+)*)?)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<name>[a-z]+:[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*)
    |(?P<variable>\?[A-Za-z_][A-Za-z0-9_]*)
    |(?P<number>[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
    |(?P<word>[A-Za-z]+)
    |(?P<mark>\^\^|\|\||&&|!=|<=|>=|[{}().,;=<>*/-])
    |(?P<space>\s+)""",
    re.VERBOSE,
)
WORDS = frozenset(
    "SELECT DISTINCT ASK WHERE FILTER NOT EXISTS VALUES UNION GROUP BY HAVING ORDER ASC DESC LIMIT AS COUNT SUM AVG "
    "MIN MAX COALESCE STR LCASE CONTAINS STRSTARTS STRENDS SUBSTR a true false BIND OPTIONAL".split()
)
"""All words of SPARQL that a query for a question may use."""


def questions(seed: int, count: int, labels: Sequence[str]) -> Iterator[str]:
    """Strange questions; `labels` are names of the graph, of which some get into them."""
    chance = random.Random(seed)
    pools = (ASKING, ASKING, labels, labels, FRAGMENTS, PUNCTUATION, SCRIPTS, CONTROLS, NUMBERS)
    for _ in range(count):
        pieces = [chance.choice(chance.choice(pools)) for _ in range(chance.randint(0, 12))]
        if chance.random() < 0.03:
            pieces.append(chance.choice(LONG))
        text = chance.choice([" ", " ", " ", ""]).join(pieces)
        if chance.random() < 0.4:
            text = _plain(chance, labels, chance.choice(pools[4:]))
        yield _bent(chance, text) if chance.random() < 0.2 else text


def _plain(chance: random.Random, labels: Sequence[str], strange: Sequence[str]) -> str:
    """A question that may well be answered, with something strange in it more often than not."""
    text = chance.choice(TEMPLATES).format(*chance.choices(labels, k=2))
    words = text.split()
    if chance.random() < 0.7:
        words.insert(chance.randint(0, len(words)), chance.choice(strange))
    return " ".join(words)


def _bent(chance: random.Random, text: str) -> str:
    """The text cut, turned, repeated or in another case."""
    middle = chance.randint(0, len(text))
    return chance.choice([text[:middle], text[middle:], text[::-1], text * 3, text.upper(), text.title(), f'"{text}"'])


@dataclass(frozen=True)
class Judge:
    """Judges answers to strange questions over one engine."""

    engine: Engine
    iris: frozenset[str]
    store: ox.Store = field(default_factory=ox.Store)

    def outcome(self, question: str) -> tuple[str, list[str]]:
        """How a question ends, and what is wrong with what comes back: nothing, if all is well."""
        try:
            answer = self.engine.ask(question)
        except InputError as error:
            return "refused", [] if str(error) and "\n" not in str(error) else ["the error is not one line"]
        queries = [answer.sparql, *(reading.sparql for reading in answer.alternatives)]
        found = [fault for query in queries if query for fault in self.query_faults(query)]
        return str(answer.status), found + json_faults(answer) + text_faults(answer) + place_faults(question, answer)

    def query_faults(self, query: str) -> list[str]:
        """Whether a query parses and holds nothing but SPARQL's own words, terms of the graph and quoted literals."""
        try:
            self.store.query(query)
        except (SyntaxError, ValueError) as error:
            return [f"does not parse: {error}: {query}"]
        lines = query.split("\n")
        body = "\n".join(line for line in lines if line not in DECLARATIONS)
        tokens = list(TOKEN.finditer(body))
        if "".join(token.group() for token in tokens) != body:
            return [f"holds what is no token: {query}"]
        return [f"holds {token.group()!r}: {query}" for token in tokens if not self._is_known(token)]

    def _is_known(self, token: re.Match[str]) -> bool:
        text = token.group()
        if token.lastgroup == "word":
            return text in WORDS
        if token.lastgroup == "iri":
            return text[1:-1] in self.iris
        if token.lastgroup == "name":
            prefix, _, rest = text.partition(":")
            return PREFIXES.get(prefix, "?") + rest in self.iris
        return True


def json_faults(answer: Answer) -> list[str]:
    """Whether an answer is JSON, in UTF-8, that is read as it was written."""
    try:
        text = json.dumps(to_json(answer), ensure_ascii=False, allow_nan=False).encode("utf-8").decode("utf-8")
    except (ValueError, TypeError) as error:
        return [f"is no JSON: {error}"]
    return [] if json.loads(text)["question"] == answer.question else ["is read as another question"]


def text_faults(answer: Answer) -> list[str]:
    """Whether the text of an answer holds no markup but its own, and nothing that cannot be seen."""
    strange = tags(answer.text) - ALLOWED
    unseen = {character for character in answer.text if not (character.isprintable() or character == "\n")}
    return [f"has {sorted(strange | unseen)}: {answer.text}"] if strange or unseen else []


def place_faults(question: str, answer: Answer) -> list[str]:
    """Whether mentions are where they were typed."""
    typed = [" ".join(_printable(question[m.start : m.end]).split()) for m in answer.mentions]
    wrong = [(text, m.surface) for text, m in zip(typed, answer.mentions, strict=True) if text != m.surface]
    return [f"is typed as {text!r}, not {surface!r}" for text, surface in wrong]


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def make_judge(engine: Engine) -> Judge:
    """A judge over an engine, with every IRI of its graph and those of the types that queries name."""
    store = load_quads(str(engine.snapshot.quads))
    terms = {term for quad in store for term in quad if term is not None}
    types = {term.datatype.value for term in terms if isinstance(term, ox.Literal)}
    named = {term.value for term in terms if isinstance(term, ox.NamedNode)}
    return Judge(engine, frozenset(named | types | {str(XSD.decimal), str(XSD.integer)}))


def labels_of(engine: Engine) -> list[str]:
    """The names of an engine's graph: of things, classes, properties and values."""
    return [entry.text for entry in engine.answerer.index.lexicon.entries]
