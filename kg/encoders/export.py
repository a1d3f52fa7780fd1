"""Exports a sentence-transformers model to ONNX once, checked to give the same vectors."""

import json
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from kg.encoders.checkpoint import Checkpoint, verified_digest
from kg.encoders.onnx import OnnxEncoder
from kg.encoders.sentence import SentenceEncoder
from kg.errors import ModelError

TOLERANCE = 1e-5
PROBES = ("", "a", "What is this?", "Which parts does it have, and which of them depend on one another? " * 40)


def onnx_folder(model: Checkpoint, cache: Path) -> Path:
    """Where the exported model lies in the cache, made or not."""
    return cache / "models" / f"{model.name}-{verified_digest(model)[:16]}"


def is_exported(folder: Path) -> bool:
    """Whether the export in a folder is complete."""
    return (folder / "settings.json").is_file()


def export(model: Checkpoint, folder: Path, note: Callable[[str], None]) -> None:
    """Write model.onnx, tokenizer.json and settings.json to `folder`, all or nothing.

    Raises ModelError when the model pools in another way than by the mean, or its vectors differ by over 1e-5.
    """
    note(f"preparing the model {model.name} (once)")
    encoder = SentenceEncoder(model)
    _require_mean_pooling(encoder.model)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        draft = Path(scratch) / "model"
        draft.mkdir()
        _write(encoder, draft)
        _require_same(encoder, OnnxEncoder(draft))
        if not is_exported(folder):
            draft.replace(folder)


def _require_mean_pooling(model: Any) -> None:
    modules = [type(module).__name__ for module in model]
    mode = getattr(model[1], "pooling_mode", "") if len(modules) > 1 else ""
    if modules not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]) or str(mode) != "mean":
        raise ModelError(
            f"A model of {', '.join(modules)} ({mode or 'no'} pooling) cannot be exported.", "Use mean pooling."
        )


def _write(encoder: SentenceEncoder, folder: Path) -> None:
    model = encoder.model
    names = ["input_ids", "attention_mask", "token_type_ids"]
    names = [name for name in names if name in model.tokenizer.model_input_names]
    _export_graph(model, names, folder / "model.onnx")
    model.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    settings = {
        "name": encoder.name,
        "dimensions": int(model.get_embedding_dimension()),
        "max_length": int(model.max_seq_length),
        "pad_id": int(model.tokenizer.pad_token_id),
        "pad_token": str(model.tokenizer.pad_token),
        "token_types": "token_type_ids" in names,
    }
    (folder / "settings.json").write_text(json.dumps(settings, indent=1))


def _export_graph(model: Any, names: list[str], path: Path) -> None:
    import torch

    class States(torch.nn.Module):
        """The transformer with its last hidden state as the only output."""

        def __init__(self, transformer: Any) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, *inputs: Any) -> Any:
            return self.transformer(**dict(zip(names, inputs, strict=True))).last_hidden_state

    transformer = model[0].auto_model.eval()
    transformer.config._attn_implementation = "eager"
    sample = model.tokenizer(["a sample", "a longer sample text"], padding=True, return_tensors="pt")
    axes = {name: {0: "batch", 1: "tokens"} for name in [*names, "states"]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            States(transformer), tuple(sample[name] for name in names), str(path),
            input_names=names, output_names=["states"], dynamic_axes=axes, dynamo=False, opset_version=17,
        )  # fmt: skip


def _require_same(reference: SentenceEncoder, exported: OnnxEncoder) -> None:
    difference = float(np.abs(reference.encode(PROBES) - exported.encode(PROBES)).max())
    if difference > TOLERANCE:
        raise ModelError(f"The exported model differs from {reference.name} by {difference:.1e}.", "Report this model.")
