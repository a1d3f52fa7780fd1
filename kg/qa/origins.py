"""Origins: the places that an English adjective of origin may speak of."""

from collections.abc import Iterable

ENDINGS = (
    ("n", ("",)),
    ("an", ("", "e", "o", "es")),
    ("ian", ("y", "", "a", "e")),
    ("ese", ("", "a")),
    ("ish", ("", "ey", "en")),
    ("i", ("",)),
    ("ine", ("ina",)),
    ("ic", ("", "ia")),
)
"""Endings that make adjectives of names of places, and what may stand in the name instead."""
IRREGULAR = {
    "american": ("United States", "United States of America", "USA", "US", "America"),
    "belgian": ("Belgium",), "british": ("United Kingdom", "Great Britain", "UK", "Britain"), "burmese": ("Myanmar",),
    "croat": ("Croatia",), "cypriot": ("Cyprus",), "czech": ("Czech Republic", "Czechia"), "danish": ("Denmark",),
    "dutch": ("Netherlands", "The Netherlands", "Holland"), "emirati": ("United Arab Emirates",),
    "english": ("England",), "filipino": ("Philippines",), "finnish": ("Finland",), "french": ("France",),
    "german": ("Germany",), "polish": ("Poland",), "scottish": ("Scotland",), "swedish": ("Sweden",),
    "greek": ("Greece",), "icelandic": ("Iceland",), "irish": ("Ireland",), "kiwi": ("New Zealand",),
    "monegasque": ("Monaco",), "norwegian": ("Norway",), "peruvian": ("Peru",), "portuguese": ("Portugal",),
    "serb": ("Serbia",), "slovak": ("Slovakia",), "slovene": ("Slovenia",), "spanish": ("Spain",),
    "swiss": ("Switzerland",), "thai": ("Thailand",), "turkish": ("Turkey", "Türkiye"), "ukrainian": ("Ukraine",),
    "welsh": ("Wales",),
}  # fmt: skip
"""Adjectives that no ending explains."""
SHORTEST = 3


def places_of(word: str) -> Iterable[str]:
    """The names of places that a folded word may be the adjective of: "african" gives Africa, "dutch" Netherlands."""
    yield from IRREGULAR.get(word, ())
    for ending, replacements in ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + SHORTEST:
            yield from (word.removesuffix(ending) + replacement for replacement in replacements)
