"""The contracts of the sockets, held to every plug."""

from pathlib import Path

import numpy as np
import pytest

from kg.composers.markdown import MarkdownComposer, escape
from kg.encoders.checkpoint import Checkpoint, checkpoint, default_checkpoint, verified_digest
from kg.encoders.hashing import HashingEncoder
from kg.encoders.sentence import SentenceEncoder
from kg.errors import ModelError
from kg.indexes.exact import ExactIndex
from kg.model import Answer, NamedTerm, Reason, Status
from kg.protocols import Encoder
from kg.rdf import ID
from kg.wiring import open_encoder

TEXTS = ["what IT does SMS marketing need?", "requires", "", "a " * 400, "ÄÖÜ ß 湖 🐟", "lake"]


@pytest.fixture(scope="module", params=["hashing", "onnx"])
def encoder(request: pytest.FixtureRequest, own_cache: Path) -> Encoder:
    return HashingEncoder() if request.param == "hashing" else open_encoder("")


def test_an_encoder_gives_one_unit_row_of_floats_for_each_text(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert (vectors.shape[0], vectors.dtype) == (len(TEXTS), np.float32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_a_batch_is_its_single_texts_in_order(encoder: Encoder) -> None:
    singles = np.vstack([encoder.encode([text]) for text in TEXTS])
    assert np.allclose(encoder.encode(TEXTS), singles, atol=1e-5)


def test_an_encoder_is_deterministic_and_named(encoder: Encoder) -> None:
    assert np.array_equal(encoder.encode(TEXTS), encoder.encode(TEXTS))
    assert encoder.name


def test_like_texts_are_nearer_than_unlike_ones(encoder: Encoder) -> None:
    one, two, three = encoder.encode(["email marketing", "marketing by email", "volcanic rocks"])
    assert one @ two > one @ three


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_exported_model_gives_the_vectors_of_sentence_transformers(own_cache: Path) -> None:
    difference = SentenceEncoder(default_checkpoint()).encode(TEXTS) - open_encoder("").encode(TEXTS)
    assert np.abs(difference).max() < 1e-5


def test_weights_that_are_not_the_published_ones_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    with pytest.raises(ModelError, match="not the published ones"):
        verified_digest(Checkpoint("all-MiniLM-L6-v2", tmp_path, default_checkpoint().expected))


def test_a_model_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="There is no model folder"):
        checkpoint(str(tmp_path / "none"))


def test_exact_search_finds_what_sorting_finds() -> None:
    rows = HashingEncoder().encode([f"thing number {n % 7} of {n}" for n in range(60)])
    queries = HashingEncoder().encode(["thing number 3", "of 12"])
    for query, hits in zip(queries, ExactIndex(rows).search(queries, 10), strict=True):
        similarities = rows @ query
        assert np.allclose([similarity for _, similarity in hits], np.sort(similarities)[::-1][:10], atol=1e-6)


def test_exact_search_breaks_ties_by_row_and_copes_with_little() -> None:
    rows = np.ones((3, 1), dtype=np.float32)
    assert [row for row, _ in ExactIndex(rows).search(rows[:1], 5)[0]] == [0, 1, 2]
    assert ExactIndex(rows[:0]).search(rows[:1], 5) == ((),)


HOSTILE = [
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "**bold**", "`code`", "a\nb", "$x$", "| cell |", "# h",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_graph_is_escaped_where_it_is_shown(text: str) -> None:
    thing = NamedTerm(ID.x, text)
    answer = Answer("q", Status.ANSWERED, "", reading=text, variables=("x",), rows=((thing,), (thing,)))
    composed = MarkdownComposer().compose(answer)
    assert escape(text) in composed
    assert "<script>" not in composed
    assert "](javascript" not in composed


def test_a_decline_names_what_is_nearest() -> None:
    answer = Answer("q", Status.DECLINED, "", reason=Reason.UNKNOWN_TERM, nearest=(NamedTerm(ID.x, "Lake"),))
    assert "**Lake**" in MarkdownComposer().compose(answer)
