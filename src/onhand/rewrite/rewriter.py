"""The service that an app keeps: starts its engine at need and says in which state it is."""

from __future__ import annotations

import asyncio
import os
import weakref
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from onhand.engine import Engine
from onhand.errors import EngineClosedError, OnhandError
from onhand.paths import BUNDLED_MODEL
from onhand.rewrite.rules import preload as preload_rules
from onhand.rewrite.stream import RewriteStream
from onhand.rewrite.tones import PERSONAS, SYSTEM, TONES, Persona, Tone, look_up
from onhand.rewrite.writing import RewriteRequest

RewriterState = Literal["disabled", "initializing", "ready", "failed"]
StateListener = Callable[[RewriterState, "OnhandError | None"], None]

_MAX_WORDS, _FAITHFUL_WORDS = 60, 16

__all__ = ["RewriteStream", "Rewriter", "RewriterState"]


class Rewriter:
    """Rewrites texts in tones, on any chat model.

    The engine starts at the first use, or with `preload`; concurrent callers share one start. Use
    it on one event loop.

    ```python
    async with Rewriter() as rewriter:
        print((await rewriter.rewrite("cant make it tmrw", tone="formal").result()).text)
    ```
    """

    def __init__(
        self,
        model: str | os.PathLike[str] | None = None,
        *,
        engine: Engine | None = None,
        tones: Iterable[Tone] = (),
        personas: Iterable[Persona] = (),
        guard: bool = True,
        max_attempts: int = 3,
        max_words: int | None = None,
        faithful: bool | None = None,
        **engine_options: Any,
    ) -> None:
        """Configure the service; nothing is loaded yet.

        Args:
            model: what `Engine.open` takes; None: the bundled model.
            engine: an open engine to use instead; it stays the caller's to close.
            tones: further tones, or others under the same names.
            personas: further personas.
            guard: check every answer for lost facts, loops and length, and make it again.
            max_attempts: answers before the fallback, at least 1.
            max_words: words of a piece into which long texts are cut; None: 60, and 16 when
                `faithful`, since a small model loses its way in more.
            faithful: the answer must keep the message's words, or the rules edit it; None: for the
                bundled model only, because a large one rightly finds other words.
            **engine_options: passed to `Engine.open`.
        """
        if max_attempts < 1:
            raise ValueError(f"max_attempts must be at least 1, got {max_attempts}")
        if max_words is not None and max_words < 1:
            raise ValueError(f"max_words must be at least 1, got {max_words}")
        self.tones: dict[str, Tone] = {**TONES, **{tone.name: tone for tone in tones}}
        self.personas: dict[str, Persona] = {
            **PERSONAS,
            **{persona.name: persona for persona in personas},
        }
        self._model = model
        self._guard = guard
        self._max_attempts = max_attempts
        self._is_bundled = _is_bundled(model, engine)
        self._is_faithful = self._is_bundled if faithful is None else faithful
        self._max_words = max_words or (_FAITHFUL_WORDS if self._is_faithful else _MAX_WORDS)
        self._engine_options = engine_options
        self._engine = engine
        self._owns_engine = engine is None
        self._starting: asyncio.Task[Engine] | None = None
        self._state: RewriterState = "disabled" if engine is None else "ready"
        self._failure: OnhandError | None = None
        self._listeners: list[StateListener] = []
        self._streams: weakref.WeakSet[RewriteStream] = weakref.WeakSet()
        self._is_closed = False

    @property
    def state(self) -> RewriterState:
        """`disabled` (nothing loaded), `initializing`, `ready`, or `failed`."""
        return self._state

    @property
    def failure(self) -> OnhandError | None:
        """Why the state is `failed`."""
        return self._failure

    def on_state(self, listener: StateListener) -> None:
        """Call `listener(state, failure)` at every change, on the event loop."""
        self._listeners.append(listener)

    async def ensure_engine(self) -> Engine:
        """Return the engine, starting it if need be; concurrent callers share one start.

        After a failure it is tried again.

        Raises:
            OnhandError: it cannot start; the state is `failed` then.
        """
        if self._is_closed:
            raise EngineClosedError("The rewriter is closed.", hint="Make a new one.")
        if self._engine is not None and self._engine.is_open:
            return self._engine
        if not self._owns_engine:
            raise EngineClosedError("The engine that the rewriter was given is closed.")
        if self._starting is None:
            self._starting = asyncio.get_running_loop().create_task(self._open())
            self._starting.add_done_callback(_retrieve)
        try:
            return await asyncio.shield(self._starting)
        finally:
            if self._starting is not None and self._starting.done():
                self._starting = None

    async def preload(self) -> None:
        """Start the engine and compute what all prompts begin with, so that the first is quick."""
        engine = await self.ensure_engine()
        async with engine.chat(SYSTEM) as chat:
            await chat.send("Hello\n\nTone: formal", max_tokens=1, temperature=0.0)

    def rewrite(
        self, text: str, tone: str = "formal", *, persona: str | None = None, **options: Any
    ) -> RewriteStream:
        """Rewrite `text` in one tone.

        Args:
            text: any text; a long one is cut at sentences and joined again.
            tone: name of a tone.
            persona: name of a persona, whose tone is taken instead.
            **options: sampling options (`temperature`, `seed`, …).

        Returns:
            The stream; `await stream.result()` reads it to the end.

        Raises:
            ValueError: an unknown tone or persona (the message lists them), or an empty text.
        """
        if persona is not None:
            tone = look_up("persona", persona, self.personas).tone
        return self._stream(text, [tone], persona, options)

    def variants(
        self,
        text: str,
        tones: Iterable[str] = ("formal", "casual", "friendly", "concise"),
        **options: Any,
    ) -> RewriteStream:
        """Rewrite `text` in several tones at once; what they share is computed once.

        Raises:
            ValueError: an unknown tone, a tone twice, no tone, or an empty text.
        """
        return self._stream(text, list(tones), None, options)

    def cancel(self) -> None:
        """End every stream that is being made, see `RewriteStream.cancel`; the engine stays."""
        for stream in list(self._streams):
            stream.cancel()

    async def clear_cache(self) -> int:
        """Cancel what runs, close the engine and delete the model's files that lie in the store.

        Returns:
            Bytes that were freed on disk: 0 for the bundled model and for a caller's own file.
        """
        await self._stop_engine()
        if self._model is None:
            return 0
        return await asyncio.to_thread(_remove_from_store, os.fspath(self._model))

    async def close(self) -> None:
        """Cancel what runs and close the engine, unless it is the caller's. Idempotent."""
        self._is_closed = True
        await self._stop_engine()

    async def __aenter__(self) -> Rewriter:
        """Return the rewriter; the engine starts when it is needed."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the rewriter."""
        await self.close()

    # ── inside ──

    def _stream(
        self, text: str, tones: list[str], persona: str | None, options: dict[str, Any]
    ) -> RewriteStream:
        if not isinstance(text, str):
            raise TypeError(f"a text to rewrite is a str, got {type(text).__name__}")
        if not text.strip():
            raise ValueError("the text to rewrite is empty")
        if not tones or len(set(tones)) != len(tones):
            raise ValueError(f"tones must be named once each, got {tones}")
        found = tuple(look_up("tone", tone, self.tones) for tone in tones)
        system = SYSTEM
        if persona is not None and not self._is_bundled:
            system = f"{SYSTEM} {self.personas[persona].instructions}".strip()
        request = RewriteRequest(
            text=text,
            tones=found,
            system=system,
            is_guarded=self._guard,
            max_attempts=self._max_attempts if self._guard else 1,
            max_words=self._max_words,
            is_faithful=self._is_faithful,
            options=options,
        )
        stream = RewriteStream(self.ensure_engine, request)
        self._streams.add(stream)
        return stream

    async def _open(self) -> Engine:
        self._set_state("initializing")
        try:
            if self._is_faithful:  # while the worker starts
                tables = asyncio.get_running_loop().run_in_executor(None, preload_rules)
                tables.add_done_callback(_retrieve)
            self._engine = await Engine.open(self._model, **self._engine_options)
        except OnhandError as error:
            self._set_state("failed", error)
            raise
        except BaseException:
            self._set_state("disabled")
            raise
        self._set_state("ready")
        return self._engine

    async def _stop_engine(self) -> None:
        await asyncio.gather(*[stream.aclose() for stream in self._streams])
        if self._starting is not None:
            await asyncio.gather(self._starting, return_exceptions=True)
            self._starting = None
        engine, self._engine = self._engine, None
        if engine is not None and self._owns_engine:
            await engine.close()
        self._set_state("disabled")

    def _set_state(self, state: RewriterState, failure: OnhandError | None = None) -> None:
        self._state, self._failure = state, failure
        for listener in self._listeners:
            listener(state, failure)


def _is_bundled(model: str | os.PathLike[str] | None, engine: Engine | None) -> bool:
    """Whether the model that will answer is the package's own."""
    if engine is None:
        return model is None
    return engine.info.model.path == str(BUNDLED_MODEL)


def _remove_from_store(name: str) -> int:
    """Delete an installed model; return the bytes freed. A caller's own file is left alone."""
    if Path(name).exists():
        return 0
    from onhand.store import Store

    return Store().remove(name).freed_bytes


def _retrieve(task: asyncio.Future[Any]) -> None:
    """Keep asyncio from complaining of a failure that every waiter was told of."""
    if not task.cancelled():
        task.exception()
