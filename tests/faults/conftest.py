"""What the tests of faults share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.http_server import BadServer, running


@pytest.fixture
def server() -> Iterator[BadServer]:
    """A server on loopback that misbehaves as it is told."""
    with running() as server:
        yield server
