"""What all windows of the app share: engine, rewriter, store. Knows no Flet."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

import onhand
from onhand.rewrite import Rewriter
from onhand.store import AsyncStore
from onhand.ui.chat.conversations import Conversations
from onhand.ui.chat.library_shelf import LibraryShelf
from onhand.ui.chat.shelf import Shelf
from onhand.ui.diagnostics.monitor import Monitor
from onhand.ui.listeners import Listeners
from onhand.ui.models.models import Models
from onhand.ui.rewrite.kept import Kept
from onhand.ui.rewrite.rewrites import Rewrites

Phase: TypeAlias = Literal["idle", "loading", "warming", "ready", "failed", "closed"]
ModelName: TypeAlias = "str | os.PathLike[str] | None"
BUNDLED_NAME = "onhand small"


@dataclass(frozen=True, slots=True)
class Status:
    """How far the engine is.

    Attributes:
        phase: "idle": nothing was asked for; "loading": the file is read; "warming": what prompts
            begin with is computed (the engine can be used); "ready"; "failed"; "closed".
        model: the model's name for people.
        progress: share that is loaded, 0 to 1.
        failure: why it failed.
    """

    phase: Phase = "idle"
    model: str = BUNDLED_NAME
    progress: float = 0.0
    failure: onhand.OnhandError | None = None

    @property
    def is_usable(self) -> bool:
        """Whether a message would be answered at once."""
        return self.phase in ("warming", "ready")


class Backend:
    """One engine at a time, and the services over it; shared by every window of the app.

    Use it on one event loop.
    """

    def __init__(
        self,
        model: ModelName = None,
        *,
        store: AsyncStore | None = None,
        shelf: Shelf | None = None,
        library: str | os.PathLike[str] | None = None,
        key: bytes | None = None,
        **engine_options: Any,
    ) -> None:
        """Configure; nothing is loaded before `start`.

        Args:
            model: what `Engine.open` takes; None: the bundled model.
            store: the store of models; None: this user's.
            shelf: where conversations are kept; None: in a library.
            library: that library's database; None: this user's.
            key: 32 bytes that the library is encrypted with. Beginnings of prompts are encrypted
                with it too, and what was rewritten is not written to the disk.
            **engine_options: passed to `Engine.open`.
        """
        self.store: AsyncStore = store or AsyncStore()
        self.conversations: Conversations = Conversations(
            self, shelf or LibraryShelf(library, key=key)
        )
        self.rewrites: Rewrites = Rewrites(self, Kept(None if key else self.store.root))
        self.models: Models = Models(self, self.store)
        self._model: ModelName = model
        self._key = key
        self._engine_options = engine_options
        self._engine: onhand.Engine | None = None
        self._rewriter: Rewriter | None = None
        self._opening: asyncio.Task[onhand.Engine] | None = None
        self._warming: asyncio.Task[None] | None = None
        self._changing = asyncio.Lock()
        self._status = Status(model=_name(model))
        self._listeners: Listeners[Status] = Listeners()
        self.monitor: Monitor = Monitor(self)
        self._engine_options.setdefault("governor", self.monitor.governor)

    @property
    def status(self) -> Status:
        """How far the engine is."""
        return self._status

    @property
    def model(self) -> ModelName:
        """The model in use, as `Engine.open` takes it; None: the bundled one."""
        return self._model

    @property
    def open_engine(self) -> onhand.Engine | None:
        """The engine, if it is open now."""
        engine = self._engine
        return engine if engine is not None and engine.is_open else None

    @property
    def is_answering(self) -> bool:
        """Whether an answer or a rewrite is being made."""
        return self.conversations.is_answering or self.rewrites.is_running

    def listen(self, listener: Callable[[Status], None]) -> Callable[[], None]:
        """Call `listener(status)` at every change, on the event loop; return what ends that."""
        return self._listeners.add(listener)

    def start(self) -> None:
        """Begin to load in the background, unless it is loaded or loading already."""
        if self.open_engine is None and not self._changing.locked():  # else who changes it loads it
            self._begin()

    async def engine(self) -> onhand.Engine:
        """Return the engine, loading it if need be; callers share one load.

        Who waits while another model is chosen gets that one.

        Raises:
            OnhandError: it cannot be loaded. The next call tries again.
        """
        while True:
            async with self._changing:
                if (engine := self.open_engine) is not None:
                    return engine
                opening = self._begin()
            await asyncio.wait([opening])
            if not opening.cancelled():
                return opening.result()

    async def rewriter(self) -> Rewriter:
        """Return the rewriter over the engine, loading that if need be."""
        engine = await self.engine()
        if self._rewriter is None:
            self._rewriter = Rewriter(self._model, engine=engine)
        return self._rewriter

    async def use_model(self, model: ModelName) -> onhand.Engine:
        """Change to another model: close the engine, load the other one; answers are cancelled.

        Where another one is chosen before this one is loaded, that one's engine is returned.

        Raises:
            OnhandError: it cannot be loaded; the state says so, and another can be chosen.
        """
        async with self._changing:
            await self._shut()
            self._model = model
            self._set(Status(model=_name(model)))
        return await self.engine()

    async def close(self) -> None:
        """Stop all answers, close the engine. Idempotent; it cannot be used again."""
        await self.models.close()
        await self.rewrites.close()
        await self.conversations.close()
        async with self._changing:
            await self._shut()
            self._set(replace(self._status, phase="closed"))
        await self.monitor.close()
        self._listeners.clear()

    # ── inside ──

    def _begin(self) -> asyncio.Task[onhand.Engine]:
        """Begin to load, or return the task that does already."""
        if self._status.phase == "closed":
            raise onhand.EngineClosedError("The app is closed.")
        self.monitor.start()
        if self._opening is None:
            self._opening = asyncio.get_running_loop().create_task(self._open())
            self._opening.add_done_callback(_retrieve)
        return self._opening

    async def _open(self) -> onhand.Engine:
        self._set(Status("loading", _name(self._model)))
        try:
            engine = await onhand.Engine.open(
                self._model, on_progress=self._progressed, **self._options()
            )
        except onhand.OnhandError as error:
            self._set(Status("failed", _name(self._model), failure=error))
            raise
        except Exception as error:
            failure = onhand.EngineError(f"The model could not be opened: {error}")
            self._set(Status("failed", _name(self._model), failure=failure))
            raise failure from error
        finally:
            self._opening = None
        self._engine = engine
        self._rewriter = None
        name = BUNDLED_NAME if self._model is None else engine.info.model.name
        self._set(Status("warming", name or _name(self._model), 1.0))
        self._warming = asyncio.get_running_loop().create_task(self._warm())
        return engine

    def _options(self) -> dict[str, Any]:
        """Return how the engine is opened: system prompts are kept where other data is already."""
        options = dict(self._engine_options)
        if self.store.root.is_dir():
            folder = self.store.root / "prefix-cache"
            options.setdefault("prefix_cache", onhand.PrefixCache(path=folder, key=self._key))
        return options

    async def _warm(self) -> None:
        """Compute what rewriting prompts begin with; a model that cannot is none the worse."""
        with contextlib.suppress(onhand.OnhandError):
            await (await self.rewriter()).preload()
        if self._status.phase == "warming":
            self._set(replace(self._status, phase="ready"))

    async def _shut(self) -> None:
        for task in (self._warming, self._opening):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        engine, self._engine = self._engine, None
        self._warming = self._opening = self._rewriter = None
        if engine is not None:
            await engine.close()

    def _progressed(self, share: float) -> None:
        if self._status.phase == "loading":
            self._set(replace(self._status, progress=share))

    def _set(self, status: Status) -> None:
        if status != self._status:
            self._status = status
            self._listeners.tell(status)


def _name(model: ModelName) -> str:
    """Return what people call a model before it says its own name."""
    if model is None:
        return BUNDLED_NAME
    text = os.fspath(model)
    if text.startswith("fake:"):
        return "scripted model"
    return text.rsplit(os.sep, 1)[-1].removesuffix(".gguf")


def _retrieve(task: asyncio.Task[onhand.Engine]) -> None:
    """Keep asyncio from complaining of a failure that the state already tells."""
    if not task.cancelled():
        task.exception()
