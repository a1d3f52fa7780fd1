"""Adjectives of origin and the places they speak of."""

import pytest

from kg.qa.origins import places_of


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("african", "africa"), ("italian", "italy"), ("german", "Germany"), ("japanese", "japan"), ("polish", "Poland"),
        ("dutch", "Netherlands"), ("canadian", "canada"), ("swedish", "Sweden"), ("israeli", "israel"),
    ],
)  # fmt: skip
def test_an_adjective_names_its_place(word: str, place: str) -> None:
    assert place in places_of(word)


@pytest.mark.parametrize("word", ["channel", "an", "ish", "red"])
def test_other_words_name_none(word: str) -> None:
    assert list(places_of(word)) == []
