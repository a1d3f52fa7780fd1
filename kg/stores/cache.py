"""The user's cache folder: where indexes, models and snapshots lie, written so that two processes never clash."""

import os
import shutil
import uuid
from pathlib import Path

from platformdirs import user_cache_path

APPLICATION = "marketing-it-graph"


def cache_folder() -> Path:
    """The folder of everything that can be made again; `KG_CACHE` names another."""
    named = os.environ.get("KG_CACHE")
    return Path(named) if named else user_cache_path(APPLICATION)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old content, the new one, or none; never a piece."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.parent / f".{path.name}-{uuid.uuid4().hex}.tmp"
    with draft.open("xb") as stream:  # with the mode that the user's umask gives, which tempfile would not
        stream.write(content)
    draft.replace(path)


def clear_cache() -> Path:
    """Remove the cache folder and return where it was."""
    folder = cache_folder()
    shutil.rmtree(folder, ignore_errors=True)
    return folder
