"""kg doctor: what is installed, what is missing and how to get it."""

import json
import platform
from collections.abc import Callable
from importlib import metadata

import click

from kg.cli.common import ANSWERED, FAILED, Context, shared
from kg.encoders.checkpoint import checkpoint, verified_digest
from kg.encoders.export import is_exported, onnx_folder
from kg.errors import KgError
from kg.shipped import shipped_root
from kg.stores.cache import cache_folder
from kg.wiring import open_proposer, snapshot

PACKAGES = (
    "rdflib",
    "oxrdflib",
    "pyoxigraph",
    "pyshacl",
    "sentence-transformers",
    "torch",
    "onnxruntime",
    "tokenizers",
    "streamlit",
)


@click.command()
@shared(("text", "json"), "text")
def command(context: Context) -> int:
    """Say what is installed, what is missing and how to get it; exit status 2 when something is missing."""
    checks: dict[str, Callable[[], str]] = {
        "python": platform.python_version,
        **{name: lambda name=name: _version(name) for name in PACKAGES},  # type: ignore[misc]
        "model": lambda: _model(context.settings.encoder),
        "graph": lambda: _graph(context),
        "language model": lambda: _language_model(context),
        "shipped": lambda: str(shipped_root()),
        "cache": lambda: str(cache_folder()),
    }
    found = {name: _checked(check) for name, check in checks.items()}
    good = all(ok for ok, _ in found.values())
    if context.form == "json":
        context.write(
            json.dumps({"ok": good, "checks": {n: {"ok": ok, "value": v} for n, (ok, v) in found.items()}}, indent=2)
        )
    else:
        context.write("\n".join(f"{'ok' if ok else '!!'}  {name:22}{value}" for name, (ok, value) in found.items()))
    return ANSWERED if good else FAILED


def _checked(check: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, check()
    except (KgError, metadata.PackageNotFoundError) as error:
        return False, str(error)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError as error:
        raise metadata.PackageNotFoundError(f"missing: pip install {name}") from error


def _model(name: str) -> str:
    if name == "hashing":
        return "hashing (no model)"
    model = checkpoint(name)
    digest = verified_digest(model)
    state = "exported" if is_exported(onnx_folder(model, cache_folder())) else "not exported yet: run `kg index`"
    return f"{model.name}, sha256:{digest[:12]}, {state}"


def _language_model(context: Context) -> str:
    proposer = open_proposer(context.settings)
    return "none (optional)" if proposer is None else f"{proposer.name}, not asked"


def _graph(context: Context) -> str:
    found = snapshot(context.settings)
    return f"{len(found.files)} files, {found.derived:,} triples by rules, sha256:{found.digest[:12]}"
