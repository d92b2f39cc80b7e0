"""Sessions that are saved and go on, for the tests of engines."""

from __future__ import annotations

from typing import Any

from onhand import Engine, Session
from tests.streams import done_of, ids_of, read_all
from tests.tiny_models import tiny_model

PROMPT = "Once upon a time there was a little girl who "
GREEDY: dict[str, Any] = {"max_tokens": 24, "temperature": 0.0}
TINY = str(tiny_model())


async def begun(engine: Engine, prompt: Any = PROMPT) -> Session:
    """Return a session that has a prompt and an answer."""
    session = engine.session()
    await session.complete(prompt, **GREEDY)
    return session


async def goes_on(session: Session, prompt: Any = None) -> tuple[list[int], int, int]:
    """Return the next greedy tokens, and how much of the prompt was not computed again."""
    events = await read_all(session.generate(prompt, **GREEDY))
    usage = done_of(events).usage
    return ids_of(events), usage.cached_tokens, usage.prompt_tokens


async def saved(session: Session, **options: Any) -> bytes:
    data = await session.save(**options)
    assert data is not None
    return data
