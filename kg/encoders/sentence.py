"""The sentence-transformers encoder: any model by name or folder, on torch."""

import os
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from kg.encoders.checkpoint import Checkpoint, verified_digest
from kg.protocols import Matrix


class SentenceEncoder:
    """A sentence-transformers model, loaded when the first text comes."""

    def __init__(self, model: Checkpoint) -> None:
        self._checkpoint = model

    @cached_property
    def name(self) -> str:
        """The model's name and the digest of its weights."""
        return f"{self._checkpoint.name}@{verified_digest(self._checkpoint)[:12]}"

    @cached_property
    def model(self) -> Any:
        """The loaded SentenceTransformer; nothing is fetched from a network."""
        verified_digest(self._checkpoint)
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(str(self._checkpoint.folder), device="cpu", local_files_only=True)

    def encode(self, texts: Sequence[str], /) -> Matrix:
        """One unit row per text, float32, as wide as the model."""
        vectors = self.model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)
