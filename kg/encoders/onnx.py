"""The same model in ONNX Runtime: the same vectors, without torch on the way of a question."""

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from kg.protocols import Matrix

BATCH = 64


class OnnxEncoder:
    """A transformer exported to ONNX (see `export`), with mean pooling and unit length."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._settings: dict[str, Any] = json.loads((folder / "settings.json").read_text())

    @property
    def name(self) -> str:
        """The name of the sentence-transformers model it was exported from."""
        return str(self._settings["name"])

    def encode(self, texts: Sequence[str], /) -> Matrix:
        """One unit row per text, float32, as wide as the model."""
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        vectors = np.zeros((len(texts), int(self._settings["dimensions"])), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            vectors[rows] = self._batch([texts[row] for row in rows])
        return vectors

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        path = str(self._folder / "model.onnx")
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(max_length=int(self._settings["max_length"]))
        tokenizer.enable_padding(pad_id=int(self._settings["pad_id"]), pad_token=str(self._settings["pad_token"]))
        return tokenizer

    def _batch(self, texts: list[str]) -> Matrix:
        encodings = self._tokenizer.encode_batch(texts)
        mask = np.array([encoding.attention_mask for encoding in encodings], dtype=np.int64)
        inputs = {
            "input_ids": np.array([encoding.ids for encoding in encodings], dtype=np.int64),
            "attention_mask": mask,
        }
        if self._settings["token_types"]:
            inputs["token_type_ids"] = np.zeros_like(mask)
        states = self._session.run(None, inputs)[0]
        weights = mask[..., None].astype(np.float32)
        means = (states * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9)
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), dtype=np.float32)
