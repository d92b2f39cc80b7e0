"""The blocking face of an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from onhand import engine as _engine
from onhand import portal
from onhand.chat.history import HistoryParams, OverflowPolicy
from onhand.chat.reasoning import ReasoningParams
from onhand.chat.sources import MessageSource, TemplateSource
from onhand.portal import Blocking
from onhand.saving import OnMismatch, StateSource
from onhand.starting import Isolation, ModelSource, Recovery
from onhand.sync.chat import Chat
from onhand.sync.session import Session
from onhand.types.info import DeviceInfo, EngineInfo
from onhand.types.params import ContextParams, ModelParams

if TYPE_CHECKING:
    from onhand.governor.governor import Governor as AsyncGovernor
    from onhand.governor.members import Share
    from onhand.sync.governor import Governor


class Engine:
    """One loaded model; see `onhand.Engine`."""

    def __init__(self, engine: _engine.Engine) -> None:
        """Not for callers: use `Engine.open`."""
        self._async = engine

    @classmethod
    def open(
        cls,
        model: ModelSource = None,
        *,
        runtime: str | None = None,
        isolation: Isolation = "auto",
        recovery: Recovery = "auto",
        model_params: ModelParams | None = None,
        context_params: ContextParams | None = None,
        crash_limit: int = 3,
        force: bool = False,
        prefix_cache: _engine.PrefixCacheSource = None,
        governor: Governor | AsyncGovernor | None = None,
        share: Share | None = None,
        on_progress: Callable[[float], None] | None = None,
    ) -> Engine:
        """Load a model and return the engine; see `onhand.Engine.open`.

        `on_progress` is called on a background thread.
        """
        minds: Any = getattr(governor, "_async", governor)

        async def opened() -> _engine.Engine:
            return await _engine.Engine.open(
                model,
                runtime=runtime,
                isolation=isolation,
                recovery=recovery,
                model_params=model_params,
                context_params=context_params,
                crash_limit=crash_limit,
                force=force,
                prefix_cache=prefix_cache,
                governor=minds,
                share=share,
                on_progress=on_progress,
            )

        return cls(portal.run(opened()))

    def __enter__(self) -> Engine:
        """Return the engine."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the engine."""
        self.close()

    @property
    def info(self) -> EngineInfo:
        """Model, runtime, capabilities, limits."""
        return self._async.info

    @property
    def devices(self) -> tuple[DeviceInfo, ...]:
        """Hardware that the runtime can use, the primary accelerator marked."""
        return self._async.devices

    @property
    def worker_pid(self) -> int | None:
        """Process id of the worker; None for a thread, or between two lives."""
        return self._async.worker_pid

    @property
    def is_open(self) -> bool:
        """Whether requests are still taken."""
        return self._async.is_open

    @property
    def is_evicted(self) -> bool:
        """Whether a governor unloaded it to save memory; the next use loads it again."""
        return self._async.is_evicted

    def session(self) -> Session:
        """Return a new, empty session."""
        return Session(portal.call(self._async.session), self)

    def chat(
        self,
        system: str | None = None,
        *,
        messages: Iterable[MessageSource] = (),
        template: TemplateSource = None,
        overflow: OverflowPolicy = "error",
        history: HistoryParams | None = None,
        tools: Iterable[Any] = (),
        reasoning: ReasoningParams | None = None,
        **variables: Any,
    ) -> Chat:
        """Return a new chat; see `onhand.Engine.chat`."""
        chat = portal.call(
            lambda: self._async.chat(
                system,
                messages=messages,
                template=template,
                overflow=overflow,
                history=history,
                tools=tools,
                reasoning=reasoning,
                **variables,
            )
        )
        return Chat(chat, self)

    def restore(
        self,
        source: StateSource,
        *,
        on_mismatch: OnMismatch = "error",
        key: bytes | None = None,
    ) -> Session:
        """Return a new session that goes on where a saved one was; see `onhand.Engine.restore`."""
        session = portal.run(self._async.restore(source, on_mismatch=on_mismatch, key=key))
        return Session(session, self)

    def restore_chat(
        self,
        source: StateSource,
        *,
        on_mismatch: OnMismatch = "error",
        key: bytes | None = None,
        tools: Iterable[Any] = (),
    ) -> Chat:
        """Return a new chat that goes on where a saved one was; see `Engine.restore_chat`."""
        chat = portal.run(
            self._async.restore_chat(source, on_mismatch=on_mismatch, key=key, tools=tools)
        )
        return Chat(chat, self)

    def embed(
        self, inputs: str | Sequence[str], *, pooled: bool = True, normalize: bool = True
    ) -> Any:
        """Return the embedding of one text, or of each of several; see `onhand.Engine.embed`."""
        return portal.run(self._async.embed(inputs, pooled=pooled, normalize=normalize))

    tokenize = Blocking(_engine.Engine.tokenize)
    detokenize = Blocking(_engine.Engine.detokenize)
    score = Blocking(_engine.Engine.score)
    stats = Blocking(_engine.Engine.stats)
    close = Blocking(_engine.Engine.close)
