"""The handle that an app holds on one loaded model."""

from __future__ import annotations

import asyncio
import logging
import math
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, overload

from onhand.errors import CapabilityError
from onhand.opening import Opening
from onhand.prefix_cache import DiskPrefixes, PrefixCache
from onhand.saving import OnMismatch, SessionStates, StateSource
from onhand.session import Session, _token_ids
from onhand.starting import Isolation, ModelSource, Recovery, StartedWorker, start_worker
from onhand.types.info import DeviceInfo, EngineInfo, EngineStats, Score
from onhand.types.kinds import check_text
from onhand.types.params import ContextParams, ModelParams, check_range
from onhand.worker.journal import Journal

if TYPE_CHECKING:
    from onhand.chat.chat import Chat
    from onhand.chat.history import HistoryParams, OverflowPolicy
    from onhand.chat.reasoning import ReasoningParams
    from onhand.chat.sources import MessageSource, TemplateSource
    from onhand.governing import GovernedEngine
    from onhand.governor.governor import Governor
    from onhand.governor.members import Share

logging.getLogger("onhand").addHandler(logging.NullHandler())  # an app decides what it shows

PrefixCacheSource = PrefixCache | bool | str | os.PathLike[str] | None


class Engine:
    """One loaded model; made by `Engine.open`. Any number of sessions generate from it at once.

    Everything native lives in the worker: a child process, unless `isolation` says otherwise. Use
    the engine on the event loop that opened it; `onhand.sync` has the same names, blocking.
    """

    def __init__(self, started: StartedWorker, prefix_cache: PrefixCache | None = None) -> None:
        """Not for callers: use `Engine.open`."""
        self._supervisor = started.supervisor
        self._host = asyncio.get_running_loop()
        self._info = started.info
        self._devices = started.devices
        self._template = started.template
        self._states = SessionStates(self._supervisor, self._info)
        self._prefixes: DiskPrefixes | None = None
        if prefix_cache is not None:
            self._prefixes = DiskPrefixes(prefix_cache, self._states, self._supervisor)
        self._governed: GovernedEngine | None = None
        self._leave_governor: Callable[[], None] | None = None

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
        prefix_cache: PrefixCacheSource = None,
        governor: Governor | None = None,
        share: Share | None = None,
        on_progress: Callable[[float], None] | None = None,
    ) -> Opening[Engine]:
        """Load a model: `async with Engine.open(…) as engine`, or `engine = await Engine.open(…)`.

        Args:
            model: path of a model file or directory, id of a model in the store, or None for the
                bundled one.
            runtime: name of the runtime; None: by the kind of file.
            isolation: "process": a child process, whose death the caller only notices as a pause;
                "thread": a thread of this process; "auto": a process where there are any, which
                is not so on phones nor in a frozen program (PyInstaller and its like).
            recovery: how a stream goes on after the worker died: "exact" replays the same steps,
                so that the text is bit for bit the undisturbed one; "fast" computes prompt and
                answer as one prefill, which may tip a near tie; "auto": exact while one stream
                runs.
            model_params: how the weights are loaded.
            context_params: how the context is laid out.
            crash_limit: deaths of the worker within 60 s after which it is not started again.
            force: load although the model crashed the worker before, or seems not to fit.
            prefix_cache: keep the caches of system prompts on the disk, so that after a restart the
                first answer computes only what is new: True, a folder, or a `PrefixCache`.
            governor: who minds the device for this engine and others: slows it down when the device
                is hot or short of power, unloads it when memory runs out and nobody uses it.
            share: how this engine shares the device with the governor's others.
            on_progress: called on the event loop with the share that is loaded, 0 to 1.

        Raises (when awaited):
            ModelNotFoundError, ModelCorruptError, ModelUnsupportedError: about the file.
            ModelBlockedError: it killed the worker at an earlier load.
            NotEnoughMemoryError: it does not fit.
            RuntimeUnavailableError: no runtime here can run it.
            WorkerCrashedError: the worker died while loading.
        """
        _check_choice("isolation", isolation, ("auto", "process", "thread"))
        _check_choice("recovery", recovery, ("auto", "exact", "fast"))
        check_range("Engine.open", "crash_limit", crash_limit, 1, None, integer=True)
        for name, value, kind in (
            ("model_params", model_params, ModelParams),
            ("context_params", context_params, ContextParams),
        ):
            if value is not None and not isinstance(value, kind):
                raise TypeError(f"{name} must be {kind.__name__}, got {type(value).__name__}")

        kept_prefixes = PrefixCache.of(prefix_cache)

        async def start() -> Engine:
            started = await start_worker(
                model,
                runtime=runtime,
                isolation=isolation,
                recovery=recovery,
                model_params=model_params or ModelParams(),
                context_params=context_params or ContextParams(),
                crash_limit=crash_limit,
                force=force,
                on_progress=on_progress,
            )
            engine = cls(started, kept_prefixes)
            try:
                engine._join(governor, share)
            except BaseException:
                await engine.close()
                raise
            return engine

        return Opening(start)

    async def __aenter__(self) -> Engine:
        """Return the engine."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the engine."""
        await self.close()

    @property
    def info(self) -> EngineInfo:
        """Model, runtime, capabilities, limits."""
        return self._info

    @property
    def devices(self) -> tuple[DeviceInfo, ...]:
        """Hardware that the runtime can use, the primary accelerator marked."""
        return self._devices

    @property
    def worker_pid(self) -> int | None:
        """Process id of the worker; None for a thread, or between two lives."""
        return self._supervisor.pid

    @property
    def is_open(self) -> bool:
        """Whether requests are still taken."""
        return self._supervisor.is_open

    @property
    def is_evicted(self) -> bool:
        """Whether a governor unloaded it to save memory; the next use loads it again."""
        return self._supervisor.is_evicted

    def session(self) -> Session:
        """Return a new, empty session: `async with engine.session() as session`, or await it."""
        self._supervisor.refuse_closed()
        return Session(self, Journal(self._supervisor.new_id()))

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
        """Return a new chat: `async with engine.chat(…) as chat`, or await it, or just use it.

        Args:
            system: text of the system message; None: none.
            messages: history to begin with: `Message`, OpenAI-style dicts, or texts of the user.
            template: Jinja text, its file, the name of a built-in template or a `ChatTemplate`;
                None: the model's own.
            overflow: what happens when the history does not fit: "error" raises before any work;
                "shift" discards the oldest tokens; "window" leaves out the oldest exchanges;
                "summarise" replaces them by a summary that the model writes.
            history: how much "window" and "summarise" keep; None: the last 20 exchanges.
            tools: functions, schemas or `Tool` values that the model may ask for.
            reasoning: how thoughts are marked, limited and shown; None: as the template marks them.
            **variables: further values for the template, such as `enable_thinking=False`.
        """
        from onhand.chat.chat import Chat

        self._supervisor.refuse_closed()
        return Chat(
            self,
            system=system,
            messages=messages,
            template=self._template if template is None else template,
            overflow=overflow,
            history=history,
            tools=tools,
            reasoning=reasoning,
            variables=variables,
        )

    async def restore(
        self,
        source: StateSource,
        *,
        on_mismatch: OnMismatch = "error",
        key: bytes | None = None,
    ) -> Session:
        """Return a new session that goes on where a saved one (`Session.save`) was.

        All of the state is verified before anything changes; other sessions never do.

        Args:
            source: the file, or its bytes. Of a saved chat the session alone is restored.
            on_mismatch: "error": refuse a state that was not saved under the same conditions;
                "replay": keep its tokens and compute the cache again when it is needed.
            key: the 32 bytes that it was encrypted with.

        Raises:
            StateMismatchError: with `field`, `expected` and `found`: another runtime,
                library_build, model, tokenizer, set of adapters, media_projector, kv_types, rope,
                flash_attention, context_size or version of the format. "replay" helps with all
                but the last two and the tokenizer.
            StateCorruptError: it is damaged, truncated, or no saved state.
            StateKeyError: the key is missing or wrong, or the state is not encrypted.
            OSError: the file cannot be read.
        """
        self._supervisor.refuse_closed()
        journal, _ = await self._states.restore(
            source, on_mismatch=on_mismatch, key=key, is_chat=False
        )
        return Session(self, journal)

    async def restore_chat(
        self,
        source: StateSource,
        *,
        on_mismatch: OnMismatch = "error",
        key: bytes | None = None,
        tools: Iterable[Any] = (),
    ) -> Chat:
        """Return a new chat that goes on where a saved one (`Chat.save`) was.

        Messages, template, overflow policy and the other settings are the saved chat's; functions
        cannot be saved, so tools are passed again. With `on_mismatch="replay"` any model can go on
        with the messages. For the arguments and what is raised see `restore`.

        Raises:
            StateError: the state is a session's.
        """
        from onhand.chat.saved import restored_chat

        self._supervisor.refuse_closed()
        journal, data = await self._states.restore(
            source, on_mismatch=on_mismatch, key=key, is_chat=True
        )
        return await restored_chat(self, Session(self, journal), data or {}, tools)

    async def tokenize(
        self, text: str, *, add_special: bool = True, parse_special: bool = False
    ) -> list[int]:
        """Return the token ids of `text`.

        Args:
            text: any text.
            add_special: put BOS (and EOS) where the model wants them.
            parse_special: read control tokens that are written in the text.
        """
        check_text("tokenize", text)
        tokens: list[int] = await self._supervisor.call(
            "tokenize", text=text, add_special=add_special, parse_special=parse_special
        )
        return tokens

    async def detokenize(self, token_ids: Sequence[int], *, special: bool = False) -> str:
        """Return the text of `token_ids`; half characters become U+FFFD.

        Args:
            token_ids: tokens of this model's vocabulary.
            special: write control tokens as text too.
        """
        data: bytes = await self._supervisor.call(
            "detokenize", token_ids=_token_ids(token_ids), special=special
        )
        return data.decode("utf-8", errors="replace")

    @overload
    async def embed(  # type: ignore[overload-overlap]
        self, inputs: str, *, pooled: bool = ..., normalize: bool = ...
    ) -> list[float] | list[list[float]]: ...

    @overload
    async def embed(
        self, inputs: Sequence[str], *, pooled: bool = ..., normalize: bool = ...
    ) -> list[list[float]] | list[list[list[float]]]: ...

    async def embed(
        self, inputs: str | Sequence[str], *, pooled: bool = True, normalize: bool = True
    ) -> Any:
        """Return the embedding of one text, or of each of several.

        Args:
            inputs: a text or several.
            pooled: one vector a text; else one a token.
            normalize: scale each vector to length 1.

        Returns:
            Vectors of `info.model.n_embd` numbers: one for a text, a list for several; not pooled,
            a list of them for each text.

        Raises:
            CapabilityError: the engine was not opened with `ContextParams(embeddings=True)`, or the
                runtime has no embeddings.
            ContextFullError: a text does not fit the context.
        """
        if not self._info.capabilities.has_embeddings:
            raise CapabilityError(
                "This engine computes no embeddings.",
                hint="Open it with context_params=ContextParams(embeddings=True).",
            )
        if not isinstance(inputs, Iterable):
            raise TypeError(f"embed takes a str or several, got {type(inputs).__name__}")
        texts = [inputs] if isinstance(inputs, str) else list(inputs)
        for text in texts:
            check_text("embed", text)
        if not texts:
            return []
        found: list[list[list[float]]] = await self._compute(
            "embed", len(texts), inputs=texts, pooled=pooled
        )
        if normalize:
            found = [[_normalized(vector) for vector in vectors] for vectors in found]
        each: list[Any] = [vectors[0] for vectors in found] if pooled else list(found)
        return each[0] if isinstance(inputs, str) else each

    async def score(self, text: str) -> Score:
        """Return how likely the model finds `text`: the sum of its tokens' log probabilities.

        A text longer than the context is scored in windows of it, each from its own beginning.
        Streams wait meanwhile.

        Raises:
            ValueError: the text has fewer than two tokens.
        """
        check_text("score", text)
        data = await self._compute("score", 1, text=text)
        return Score(**data)

    async def stats(self) -> EngineStats:
        """Return counters since the worker's start and gauges of now.

        Of an engine that its governor evicted they are 0; asking does not bring it back.
        """
        if self._supervisor.is_evicted:
            return EngineStats(n_restarts=self._supervisor.n_restarts)
        data = await self._supervisor.call("stats")
        stats = EngineStats(**data)
        rss = _resident_bytes(self._supervisor.pid)
        return replace(stats, n_restarts=self._supervisor.n_restarts, worker_rss_bytes=rss)

    async def close(self) -> None:
        """Cancel what runs, free everything, end the worker. Calling again does nothing."""
        if self._prefixes is not None and self.is_open:
            await self._prefixes.close()
        await self._supervisor.close()
        if self._leave_governor is not None:
            self._leave_governor()

    async def _compute(self, name: str, n_inputs: int, **arguments: Any) -> Any:
        """Let the worker compute something besides generating, in the governor's sight."""
        asked = self._supervisor.call(name, **arguments)
        governed = self._governed
        return await (asked if governed is None else governed.follow(name, n_inputs, asked))

    def _join(self, governor: Governor | None, share: Share | None) -> None:
        if governor is None:
            return
        from onhand.governing import GovernedEngine

        governed = GovernedEngine(self._supervisor, self._info, self._devices)
        governor.attach(governed, share)
        self._governed = governed
        self._leave_governor = lambda: governor.detach(governed)


def _check_choice(name: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, choices))}, got {value!r}")


def _normalized(vector: list[float]) -> list[float]:
    length = math.sqrt(sum(value * value for value in vector))
    return [value / length for value in vector] if length else vector


def _resident_bytes(pid: int | None) -> int | None:
    if pid is None:
        return None
    import psutil

    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return None
