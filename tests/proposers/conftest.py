"""A server to ask."""

from collections.abc import Iterator

import pytest

from tests.proposers.server import Script, serving


@pytest.fixture
def script() -> Iterator[Script]:
    """What a running server replies."""
    with serving(Script()) as found:
        yield found
