"""One text being rewritten in all chosen voices at once; it goes on when nobody looks."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from typing import Any, Literal, Protocol, TypeAlias

from onhand.errors import EngineError, OnhandError
from onhand.rewrite import RewriteStream
from onhand.ui.listeners import Listeners
from onhand.ui.rewrite.rendition import Rendition
from onhand.ui.rewrite.voices import Voice

Change: TypeAlias = Literal["text", "state"]
Listener: TypeAlias = Callable[[Change], None]
_log = logging.getLogger("onhand.ui")


class Writes(Protocol):
    """What a run needs of a `Rewriter`."""

    def variants(self, text: str, tones: Iterable[str]) -> RewriteStream:
        """See `Rewriter.variants`."""
        ...

    def rewrite(self, text: str, *, persona: str) -> RewriteStream:
        """See `Rewriter.rewrite`."""
        ...


class Run:
    """One request for several voices.

    Attributes:
        text: what is rewritten.
        renditions: one for each voice, in the order of the cards.
        failure: why it failed; None: it did not.
        began_at: Unix time.
        model: who writes it.
    """

    def __init__(self, text: str, voices: Iterable[Voice], *, began_at: float) -> None:
        """Begin with empty cards; `write` fills them."""
        self.text: str = text
        self.began_at: float = began_at
        self.model: str = ""
        self.failure: OnhandError | None = None
        self._voices = tuple(voices)
        cards = (Rendition(voice.id) for voice in self._voices)
        self.renditions: tuple[Rendition, ...] = tuple(cards)
        self._by_voice = {one.voice_id: one for one in self.renditions}
        self._task: asyncio.Task[None] | None = None
        self._writing: asyncio.Task[None] | None = None
        self._is_stopped = False
        self._listeners: Listeners[Change] = Listeners()

    @property
    def is_running(self) -> bool:
        """Whether a card is still being written."""
        return self._task is not None

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(change)` at every change; return what ends that."""
        return self._listeners.add(listener)

    def start(self, rewriter: Callable[[], Awaitable[Writes]]) -> asyncio.Task[None]:
        """Begin; return the task, which never fails: see `failure`."""
        self._task = asyncio.get_running_loop().create_task(self._run(rewriter))
        return self._task

    def stop(self) -> None:
        """End it early; what there is stays."""
        self._is_stopped = True
        if self._writing is not None:
            self._writing.cancel()

    # ── inside ──

    async def _run(self, rewriter: Callable[[], Awaitable[Writes]]) -> None:
        begun = time.perf_counter()
        outcome: Literal["stopped", "failed"] = "failed"
        self._writing = asyncio.ensure_future(self._write(rewriter))
        if self._is_stopped:
            self._writing.cancel()
        try:
            await self._writing
        except OnhandError as error:
            self.failure = error
        except asyncio.CancelledError:
            outcome = "stopped"
        except Exception as error:
            _log.exception("a rewrite failed")
            self.failure = EngineError(f"The rewrite failed: {error}")
        for rendition in self.renditions:
            rendition.end(outcome, (time.perf_counter() - begun) * 1e3)
        self._task = self._writing = None
        self._listeners.tell("state")

    async def _write(self, rewriter: Callable[[], Awaitable[Writes]]) -> None:
        """Read all streams to their ends; the first that fails ends the others."""
        readers = [asyncio.ensure_future(one) for one in self._readers(await rewriter())]
        try:
            await asyncio.gather(*readers)
        finally:
            for reader in readers:
                reader.cancel()
            await asyncio.gather(*readers, return_exceptions=True)

    def _readers(self, rewriter: Writes) -> Iterator[Coroutine[Any, Any, None]]:
        """Yield one reader for all tones, which share a prefix, and one for each persona."""
        tones = [voice for voice in self._voices if voice.kind == "tone"]
        if tones:
            stream = rewriter.variants(self.text, [voice.name for voice in tones])
            yield self._read(stream, {voice.tone: voice.id for voice in tones})
        for voice in self._voices:
            if voice.kind == "persona":
                stream = rewriter.rewrite(self.text, persona=voice.name)
                yield self._read(stream, {voice.tone: voice.id})

    async def _read(self, stream: RewriteStream, ids: dict[str, str]) -> None:
        async with stream:
            async for event in stream:
                rendition = self._by_voice[ids[event.tone]]
                rendition.take(event)
                self._listeners.tell("text" if rendition.is_busy else "state")
