"""Words: how a text is cut into tokens, and when two spellings are one word."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

MEASURED = r"\d+(?=(?:mm|cm|km|kg|mg|ml|kb|mb|gb|tb|kw|lbs?|ft|min|hrs?)(?![^\W_]))"
"""A number that stands before its unit without a space."""
TOKEN = re.compile(rf"{MEASURED}|[^\W_]+(?:['’][^\W_]+)?", re.IGNORECASE)
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_STEMMER = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text at `[start, end)`, with its normal form: folded, lower case, stemmed (Porter 2)."""

    text: str
    start: int
    end: int
    normal: str


def tokenise(text: str) -> tuple[Token, ...]:
    """The words of a text in order; a possessive 's is not part of its word."""
    return tuple(_token(match) for match in TOKEN.finditer(text))


def normal_form(text: str) -> tuple[str, ...]:
    """The normal forms of a text's words: equal for "Web sites", "web-site" and "web site's"."""
    return tuple(token.normal for token in tokenise(text))


def readable(local_name: str) -> str:
    """A local name in words: `hasPetType`, `has_pet_type` and `HAS-PET-TYPE` give "has pet type"."""
    spaced = CAMEL.sub(" ", re.sub(r"[_\-.+%/=~]+", " ", local_name))
    return " ".join(word if word.isupper() and len(word) < 5 else word.lower() for word in spaced.split())


def fold(text: str) -> str:
    """Lower case without accents or compatibility forms."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _token(match: re.Match[str]) -> Token:
    text = match.group()
    base = re.split(r"['’]s$", text)[0]
    return Token(base, match.start(), match.start() + len(base), stem(fold(base)))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The Porter 2 stem of a folded word; words with digits and very short ones stay as they are."""
    if len(word) < 3 or not word.isalpha():
        return word
    return str(_STEMMER.stemWord(word))
