"""Fixtures that the whole suite shares: a home of its own, engines that are always closed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from onhand import Engine
from onhand.testing import FakeModel

settings.register_profile("patient", deadline=None)  # a busy machine is no failure
settings.load_profile("patient")

OpenEngine = Callable[..., Awaitable[Engine]]


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory of the test's own, so that no test sees this machine's."""
    path = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ONHAND_HOME", str(path))
    return path


@pytest.fixture(params=["thread", "process"])
def isolation(request: pytest.FixtureRequest) -> str:
    """Both ways to run a worker."""
    return str(request.param)


@pytest.fixture
async def open_engine() -> AsyncIterator[OpenEngine]:
    """Open engines (a fake model in a thread, unless told otherwise); all are closed at the end."""
    async with AsyncExitStack() as stack:

        async def open_(model: Any = None, **options: Any) -> Engine:
            options.setdefault("isolation", "thread")
            opening = Engine.open(FakeModel() if model is None else model, **options)
            return await stack.enter_async_context(opening)

        yield open_


@pytest.fixture
async def engine(open_engine: OpenEngine) -> Engine:
    """An engine on a fake model with a few replies, in a thread."""
    return await open_engine(FakeModel(replies={"Hi": "Hello there!", "Smile": "One 🙂 and 👩‍🚀."}))
