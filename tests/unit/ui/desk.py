"""What the app's tests share: a backend over the scripted model, a shelf with a clock."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from onhand.store import AsyncStore
from onhand.testing import FakeModel
from onhand.ui.backend import Backend, Status
from onhand.ui.chat.conversation import Conversation
from onhand.ui.chat.shelf import PassingShelf

TEMPLATE = (
    "{% for m in messages %}{{ m.role }}:{{ m.content }}<turn>{% endfor %}"
    "{% if add_generation_prompt %}assistant:{% endif %}"
)


def scripted(replies: dict[str, str] | None = None, **options: Any) -> FakeModel:
    """Return a scripted chat model that answers what the user says last."""
    options.setdefault("n_ctx", 8000)
    keys = {f"user:{said}<turn>assistant:": reply for said, reply in (replies or {}).items()}
    return FakeModel(replies=keys, chat_template=TEMPLATE, **options)


def ticking() -> Callable[[], float]:
    """Return a clock that is a second later at each look."""
    count = itertools.count(1_700_000_000)
    return lambda: float(next(count))


@asynccontextmanager
async def desk(folder: Path, model: Any = None, **options: Any) -> AsyncIterator[Backend]:
    """Give a backend in thread isolation, closed at the end."""
    options.setdefault("isolation", "thread")
    backend = Backend(
        scripted({"Hi": "Hello!"}) if model is None else model,
        store=AsyncStore(folder / "store"),
        shelf=PassingShelf(ticking()),
        **options,
    )
    try:
        yield backend
    finally:
        await backend.close()


async def said(conversation: Conversation, text: str) -> str:
    """Send `text` and return the answer."""
    conversation.send(text)
    await conversation.settled()
    return conversation.entries[-1].message.text


def phases(backend: Backend) -> list[Status]:
    """Return a list that gets every state of the backend from now on."""
    seen: list[Status] = []
    backend.listen(seen.append)
    return seen


async def ready(backend: Backend) -> None:
    """Load and wait until the preload is done."""
    done = asyncio.Event()
    stop = backend.listen(lambda status: done.set() if status.phase == "ready" else None)
    backend.start()
    await done.wait()
    stop()
