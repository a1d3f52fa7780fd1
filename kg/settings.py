"""Settings: a flag, else the environment (KG_*), else kg.toml or [tool.kg] in pyproject.toml, else the default."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.shipped import BUILT_IN

MODEL = ("llm_url", "llm_model", "llm_key")
FILES = (("kg.toml", ()), ("pyproject.toml", ("tool", "kg")))


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be chosen: graph places, the encoder (`hashing`, a model folder, "" for the default), query limits.

    With an `llm_url`, a language model behind that OpenAI-compatible base URL is asked where the engine is at a loss.
    For checking: rules that are switched off, everywhere or by patterns of files, and the file of known findings.
    """

    graph: tuple[str, ...] = (BUILT_IN,)
    encoder: str = ""
    seconds: float = 10.0
    rows: int = 10_000
    llm_url: str = ""
    llm_model: str = ""
    llm_key: str = field(default="", repr=False)
    ignore: tuple[str, ...] = ()
    ignore_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    baseline: str = ""


def read_settings(
    graph: tuple[str, ...] = (), encoder: str | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """The settings in force; raises UsageError for one that cannot be read."""
    given = os.environ if environment is None else environment
    filed = _from_files(Path.cwd())
    named = given.get("KG_GRAPH")
    places = graph or (tuple(named.split(os.pathsep)) if named else ()) or _texts(filed.get("graph"))
    model = encoder if encoder is not None else given.get("KG_ENCODER", str(filed.get("encoder", "")))
    url, named_model, key = (_text(given.get(f"KG_{name.upper()}", filed.get(name, "")), name) for name in MODEL)
    return Settings(
        places or (BUILT_IN,),
        model,
        _number(given.get("KG_SECONDS", filed.get("seconds", 10.0)), "seconds"),
        int(_number(given.get("KG_ROWS", filed.get("rows", 10_000)), "rows")),
        url,
        named_model,
        key,
        _texts(filed.get("ignore")),
        _ignored_in(filed.get("per-file-ignores", {})),
        str(filed.get("baseline", "")),
    )


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(map(str, value or ()))


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str) or not value.isascii():
        raise UsageError(f"The setting {name} is no plain text.", "Give it in ASCII characters.")
    return value.strip()


def _ignored_in(value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise UsageError("The setting per-file-ignores is no table.", 'Write it as "data/old/*" = ["rule"].')
    return {str(pattern): _texts(rules) for pattern, rules in value.items()}


def _number(value: Any, name: str) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = 0.0
    if number <= 0:
        raise UsageError(f"The setting {name} is {value!r}.", "Give a number above 0.")
    return number


def _from_files(folder: Path) -> dict[str, Any]:
    for name, keys in FILES:
        path = folder / name
        if path.is_file():
            return _table(path, keys)
    return {}


def _table(path: Path, keys: tuple[str, ...]) -> dict[str, Any]:
    try:
        table: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not valid TOML: {error}.") from error
    for key in keys:
        table = table.get(key, {})
    return dict(table)
