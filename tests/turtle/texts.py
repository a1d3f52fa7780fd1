"""Random Turtle: every kind of term, brackets in brackets, and white space and comments wherever they may stand."""

from itertools import count

from hypothesis import strategies as st

HEAD = "@prefix ex: <http://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
IRIS = ["ex:a", "ex:b.c", "ex:d-1", r"ex:e\,f", "<http://example.org/g>", "<h>", "ex:", "ex:%41"]
VERBS = [*IRIS, "a", RDF_TYPE]
TEXTS = [
    '"plain"', "'single'", '"it\'s \\"q\\""', "'say \"hi\"'", '"""long"""', "'''long'''", '"tab\\t\\u00e9\\n# no"',
    '"\\u200b"', '"""two\n  # no comment\nlines"""', "'''a \"\"\" b\n'''", '"""ends in a quote\n\\""""',
    '"""back\\\\\n"""', '""', '"\\\\"', '"""x\r\ny"""', "'\\b\\f\\r'", '"\\U0001F600\u00a0é"',
]  # fmt: skip
NUMBERS = ["1", "-2.5", "+.5", "1e3", "1.E-3", "true", "false"]
TAILS = ["", "@en", "@de-AT", "^^xsd:integer", "^^<http://example.org/type>"]
TYPED = ['"5"^^xsd:integer', '"x5"^^xsd:integer', '"1.0"^^xsd:decimal', '"true"^^xsd:boolean', '"1"^^xsd:boolean']
BLANKS = ["_:b1", "_:b2", "[]"]
SPACE = [" ", "  ", "\n", "\n\n", "\t", "\r\n", "\n \n \n"]
COMMENTS = [" #c{}\n", "#c{} \n", "\n#c{}\n", "\n\n# c{} ; . [\n\n", " # c{}\n# c{}\n", '# "c{}\n', "\n\t#\n"]


@st.composite
def turtle(draw: st.DrawFn) -> str:
    """A valid Turtle text; its comments are numbered, so that none equals another."""
    words = [word for _ in range(draw(st.integers(0, 4))) for word in draw(sentences())]
    numbers = count()
    pieces = [draw(gaps(numbers))]
    for word in words:
        pieces += [word, draw(gaps(numbers))]
    return HEAD + "".join(pieces) + draw(st.sampled_from(["", "\n", "# the end"]))


@st.composite
def gaps(draw: st.DrawFn, numbers: "count[int]") -> str:
    """What may stand between two words."""
    pattern = draw(st.sampled_from([*SPACE * 3, *COMMENTS]))
    return "".join(str(next(numbers)) if part == "{}" else part for part in pattern.replace("{}", "\0{}\0").split("\0"))


def sentences() -> st.SearchStrategy[list[str]]:
    directives = [
        ["@prefix", "ex:", "<http://example.org/>", "."],
        ["PREFIX", "ex:", "<http://example.org/>"],
        ["@base", "<http://example.org/>", "."],
    ]
    subjects = st.one_of(st.sampled_from([[iri] for iri in [*IRIS, *BLANKS]]), collections(nodes()))
    plain = st.builds(lambda subject, said: [*subject, *said, "."], subjects, properties(nodes()))
    alone = st.builds(lambda block: [*block, "."], blocks(nodes()))
    return st.one_of(plain, plain, plain, alone, st.sampled_from(directives))


def nodes() -> st.SearchStrategy[list[str]]:
    literals = st.builds(lambda text, tail: [text + tail], st.sampled_from(TEXTS), st.sampled_from(TAILS))
    leaves = st.one_of(st.sampled_from([[word] for word in [*IRIS, *NUMBERS, *BLANKS, *TYPED]]), literals)
    return st.recursive(leaves, lambda inner: st.one_of(blocks(inner), collections(inner)), max_leaves=6)


def collections(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    return st.lists(inner, max_size=3).map(lambda items: ["(", *(word for item in items for word in item), ")"])


def blocks(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    return properties(inner).map(lambda said: ["[", *said, "]"])


@st.composite
def properties(draw: st.DrawFn, inner: st.SearchStrategy[list[str]]) -> list[str]:
    """Verbs with their objects, and semicolons as people leave them."""
    words: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        words += [";"] * draw(st.integers(1, 2)) if number else []
        words.append(draw(st.sampled_from(VERBS)))
        objects = draw(st.lists(inner, min_size=1, max_size=3))
        for index, item in enumerate(objects):
            words += [",", *item] if index else item
    return words + [";"] * draw(st.sampled_from([0, 0, 0, 1, 2]))
