"""The same handles, blocking: for scripts and threads without an event loop.

```python
from onhand import sync

with sync.Engine.open() as engine:
    print(engine.session().complete("Once upon a time"))
```

Names, arguments and defaults are those of `onhand`; see there. Any thread may call; an interrupt
(Ctrl-C) cancels what is waited for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onhand.sync.chat import Chat as Chat
from onhand.sync.engine import Engine as Engine
from onhand.sync.session import Session as Session
from onhand.sync.streams import ChatStream as ChatStream
from onhand.sync.streams import GenerationStream as GenerationStream

if TYPE_CHECKING:
    from onhand.sync.governor import Governor as Governor
    from onhand.sync.library import Conversation as Conversation
    from onhand.sync.library import Library as Library

__all__ = [
    "Chat",
    "ChatStream",
    "Conversation",
    "Engine",
    "GenerationStream",
    "Governor",
    "Library",
    "Session",
]


def __getattr__(name: str) -> Any:
    """Import the faces of library and governor when they are first used."""
    if name in ("Conversation", "Library"):
        from onhand.sync import library

        return getattr(library, name)
    if name == "Governor":
        from onhand.sync.governor import Governor

        return Governor
    raise AttributeError(f"module 'onhand.sync' has no attribute {name!r}")
