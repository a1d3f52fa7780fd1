"""What an encoder promises, held to every plug; and what of it stays off the way of a question."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from kg.encoders.checkpoint import Checkpoint, checkpoint, default_checkpoint, verified_digest
from kg.encoders.hashing import HashingEncoder
from kg.encoders.sentence import SentenceEncoder
from kg.errors import ModelError
from kg.protocols import Encoder

MODELS = {"torch", "onnxruntime", "sentence_transformers", "transformers"}
MANY = [f"{'word ' * (n % 11)}number {n}" for n in range(150)]
LISTING = "import json, sys; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"


@pytest.fixture(params=["hashing", "model"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return HashingEncoder() if request.param == "hashing" else request.getfixturevalue("model_encoder")


def test_no_text_gives_no_row_of_the_usual_width(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.encode(["one"]).shape[1])


def test_many_texts_of_many_lengths_come_back_in_their_order(encoder: Encoder) -> None:
    chosen = [0, 1, 63, 64, 65, 127, 128, 149]
    singles = np.vstack([encoder.encode([MANY[row]]) for row in chosen])
    assert np.allclose(encoder.encode(MANY)[chosen], singles, atol=1e-5)


def test_equal_texts_have_equal_rows(encoder: Encoder) -> None:
    one, _, two = encoder.encode(["a lake", "a much longer text beside it, about rivers", "a lake"])
    assert np.allclose(one, two, atol=1e-6)


@pytest.mark.parametrize("text", ["", " ", "\n", "?!", "\x00", "🐟", "e\u0301", "x" * 5000])
def test_any_text_has_a_unit_row_of_numbers(encoder: Encoder, text: str) -> None:
    assert np.isclose(np.linalg.norm(encoder.encode([text])[0]), 1.0, atol=1e-5)


def test_two_encoders_have_two_names(model_encoder: Encoder) -> None:
    assert HashingEncoder().name != model_encoder.name


def test_hashing_gives_the_same_row_in_every_process() -> None:
    code = "from kg.encoders.hashing import HashingEncoder as H; print(H().encode(['a lake']).tobytes().hex())"
    rows = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **seed}).stdout
        for seed in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2"})
    }
    assert rows == {HashingEncoder().encode(["a lake"]).tobytes().hex() + "\n"}


def test_the_name_of_the_default_model_carries_its_digest() -> None:
    assert SentenceEncoder(default_checkpoint()).name == "all-MiniLM-L6-v2@53aa51172d14"


def test_a_checkpoint_with_one_changed_byte_is_refused(tmp_path: Path) -> None:
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"weights " * 100)
    published = verified_digest(Checkpoint("m", tmp_path))
    assert verified_digest(Checkpoint("m", tmp_path, published)) == published
    weights.write_bytes(b"Weights " + b"weights " * 99)
    with pytest.raises(ModelError, match="not the published ones"):
        verified_digest(Checkpoint("m", tmp_path, published))


def test_a_changed_checkpoint_is_refused_before_it_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"changed")
    with pytest.raises(ModelError, match="not the published ones"):
        SentenceEncoder(Checkpoint("m", tmp_path, "0" * 64)).encode(["text"])


def test_a_folder_without_weights_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no model\.safetensors"):
        verified_digest(checkpoint(str(tmp_path)))


def modules_after(*arguments: str, **environment: str) -> set[str]:
    """The modules that a command has imported when it ends well."""
    code = f"import atexit; atexit.register(lambda: exec({LISTING!r})); from kg.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *arguments],
        capture_output=True, text=True, env={**os.environ, **environment}, timeout=60,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr[-500:]
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_a_query_loads_no_model(lakes: Path) -> None:
    assert not MODELS & modules_after("query", "--graph", str(lakes), "ASK { ?s ?p ?o }")


def test_validating_loads_no_model(lakes: Path) -> None:
    assert not MODELS & modules_after("validate", "--graph", str(lakes), str(lakes))


def test_a_question_with_the_hashing_encoder_loads_no_model(lakes: Path) -> None:
    question = ("ask", "--graph", str(lakes), "Which lakes lie in Russia?")
    assert not MODELS & modules_after(*question, KG_ENCODER="hashing")


def test_a_question_with_a_warm_cache_loads_no_torch(lakes: Path, model_encoder: Encoder) -> None:
    loaded = modules_after("ask", "--graph", str(lakes), "Which lakes lie in Russia?", KG_ENCODER="")
    assert not {"torch", "sentence_transformers", "transformers"} & loaded
    assert "onnxruntime" in loaded
