"""The floors: the shares of right answers that have been reached, and are not to be lost."""

import json
from dataclasses import dataclass
from pathlib import Path

FLOORS = Path(__file__).parent / "floors.json"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions are answered right, of how many."""

    right: int
    of: int

    @property
    def share(self) -> float:
        return self.right / self.of


def read_floors() -> dict[str, Tally]:
    """The floors by benchmark."""
    return {name: Tally(**found) for name, found in json.loads(FLOORS.read_text(encoding="utf-8")).items()}
