"""A token history that an app generates from."""

from __future__ import annotations

import asyncio
import dataclasses
import secrets
import weakref
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from msgspec import structs

from onhand.errors import EngineBusyError, EngineClosedError
from onhand.saving import StatePath
from onhand.stream import GenerationStream
from onhand.structured import ResponseFormat
from onhand.types.events import DoneEvent
from onhand.types.kinds import check_text
from onhand.types.params import check_range, refuse_unknown
from onhand.types.sampling import SamplingParams
from onhand.worker.journal import Journal
from onhand.worker.live import LiveRequest
from onhand.worker.messages import Generate

if TYPE_CHECKING:
    from onhand.engine import Engine
    from onhand.state import SavedState

Overflow = Literal["error", "shift"]

_MOST = 2**31 - 1

_LIMITS: dict[str, tuple[float, float, bool]] = {
    "n_keep": (0, _MOST, True),
    "n_discard": (1, _MOST, True),
    "priority": (-_MOST, _MOST, True),
    "deadline_s": (0.001, 1e6, False),
}
_OPTIONS = {field.name for field in dataclasses.fields(SamplingParams)} | set(_LIMITS)
_OPTIONS |= {"overflow", "sampling", "parse_special", "response_format"}


class Session:
    """Tokens that grow by prompts and answers; made by `Engine.session`.

    The session owns its history; the engine's cache of it is rebuilt whenever it is gone. One
    generation at a time; any number of sessions generate side by side. Use it on the engine's
    event loop. It can be awaited and is an async context manager.
    """

    def __init__(self, engine: Engine, journal: Journal) -> None:
        self._engine = engine
        self._journal = journal
        engine._supervisor.track(journal)
        self._live: LiveRequest | None = None
        self._is_closed = False
        self._finalizer = weakref.finalize(
            self, _release_dropped, engine._supervisor, engine._host, journal.session_id
        )
        self._finalizer.atexit = False

    def __await__(self) -> Generator[None, None, Session]:
        """Return the session (nothing is waited for)."""
        yield from asyncio.sleep(0).__await__()
        return self

    async def __aenter__(self) -> Session:
        """Return the session."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the session."""
        await self.close()

    @property
    def engine(self) -> Engine:
        """The engine that the session belongs to."""
        return self._engine

    @property
    def tokens(self) -> tuple[int, ...]:
        """The tokens that the session holds; while it generates, those from before."""
        return tuple(self._journal.tokens)

    @property
    def is_generating(self) -> bool:
        """Whether a generation runs in it; one that was left only ends."""
        live = self._live
        return live is not None and not (live.is_done or live.is_left)

    def generate(
        self,
        prompt: str | Sequence[int] | None = None,
        *,
        sampling: SamplingParams | None = None,
        overflow: Overflow = "error",
        n_keep: int | None = None,
        n_discard: int | None = None,
        deadline_s: float | None = None,
        priority: int = 0,
        parse_special: bool = False,
        response_format: Any = None,
        **options: Any,
    ) -> GenerationStream:
        """Add `prompt` to the session and stream the answer.

        Args:
            prompt: text, token ids, or None to continue what the session holds.
            sampling: how tokens are chosen; None: the model's recommendation with `options`.
            overflow: "error": the answer ends where the context does, and a prompt that does not
                fit raises before any work; "shift": old tokens make room.
            n_keep: tokens at the start that a shift keeps; None: the prompt, if that leaves room.
            n_discard: tokens that a shift discards; None: half of the rest.
            deadline_s: seconds after which the generation ends with reason "deadline".
            priority: a higher one is admitted and computed first.
            parse_special: read control tokens that are written in the prompt's text.
            response_format: what the answer must look like: a JSON schema, a pydantic model or
                dataclass, a compiled regular expression, or a `ResponseFormat`.
            **options: fields of `SamplingParams`, set over `sampling`.

        Returns:
            The stream; the generation starts when it is first read.

        Raises:
            TypeError: an unknown option, or a prompt of another type.
            ValueError: an option out of its range, or an empty prompt.
            EngineBusyError: while reading: the session generates already.
            ContextFullError: while reading: the prompt does not fit.
            GrammarError: while reading: the response format is invalid or cannot be satisfied.
        """
        self._refuse_closed()
        message = self._message(
            prompt,
            sampling=self._sampling(sampling, options),
            overflow=overflow,
            n_keep=n_keep,
            n_discard=n_discard,
            deadline_s=deadline_s,
            priority=priority,
            parse_special=parse_special,
        )
        return self._stream(message, response_format)

    async def complete(self, prompt: str | Sequence[int] | None = None, **options: Any) -> str:
        """Generate and return the whole text; the options are `generate`'s."""
        return await self.generate(prompt, **options).text()

    async def append(
        self, prompt: str | Sequence[int], *, parse_special: bool = False
    ) -> DoneEvent:
        """Add `prompt` to the session and compute it, without an answer.

        Raises:
            ContextFullError: it does not fit.
            EngineBusyError: the session generates.
        """
        is_first = not self._journal.tokens
        stream = self.generate(prompt, parse_special=parse_special, max_tokens=0, temperature=0.0)
        _, done = await stream.collect()
        if is_first and self._engine._prefixes is not None:
            tokens = self.tokens

            async def beginning() -> Sequence[int]:
                return tokens

            self._engine._prefixes.offer(f"tokens {hash(tokens)}", beginning)
        return done

    async def reset(self) -> None:
        """Forget everything that the session holds, cancelling what it generates."""
        await self._settle()
        self._journal.tokens = []
        self._journal.pending_bytes = b""

    async def save(
        self, path: StatePath = None, *, key: bytes | None = None, compress: bool = False
    ) -> bytes | None:
        """Save tokens and cache, to go on with `Engine.restore`, also in another process.

        What the cache does not hold is not computed for it. Other sessions generate meanwhile.

        Args:
            path: the file, replaced whole or not at all; None: return the state as bytes.
            key: 32 bytes to encrypt with (see `keyring_key`); None: not encrypted.
            compress: pack the cache by zstd (`zstd` extra): a little smaller, slower.

        Raises:
            EngineBusyError: the session generates.
            NotEnoughDiskError: the disk is full; the old file is as it was.
            OSError: the file cannot be written.
            CapabilityError: `compress` without the extra.
        """
        return await self._save(path, key=key, compress=compress)

    def fork(self) -> Session:
        """Return a new session with the same history; the cache is shared, not copied."""
        self._refuse_closed()
        return Session(self._engine, self._journal.fork(self._engine._supervisor.new_id()))

    async def close(self) -> None:
        """Cancel what it generates and give up its cache. Calling again does nothing."""
        if not self._is_closed:
            self._is_closed = True
            await self._settle()
            if self._engine._prefixes is not None and self._engine.is_open:
                await self._engine._prefixes.taken()
            self._finalizer.detach()
            self._engine._supervisor.release(self._journal.session_id)

    # ── inside the package ──

    async def _save(
        self,
        path: StatePath,
        *,
        key: bytes | None,
        compress: bool,
        chat: Callable[[], Mapping[str, Any]] | None = None,
    ) -> bytes | None:
        from onhand.state import check_key, write_state

        check_key(key)
        state = await self._state(chat)
        return await asyncio.to_thread(write_state, path, state, key=key, compress=compress)

    async def _state(self, chat: Callable[[], Mapping[str, Any]] | None = None) -> SavedState:
        """Return what `save` writes."""

        def refuse_busy() -> None:
            self._refuse_closed()
            if self.is_generating:
                raise EngineBusyError("The session generates already.")

        self._refuse_closed()
        await self._wait_until_free()
        refuse_busy()
        return await self._engine._states.take(self._journal, refuse_busy=refuse_busy, chat=chat)

    def _message(self, prompt: str | Sequence[int] | None, **fields: Any) -> Generate:
        """Return the request for `prompt`; its history is filled in when it starts."""
        sampling: SamplingParams = fields.pop("sampling")
        if fields.get("overflow", "error") not in ("error", "shift"):
            raise ValueError(
                f"overflow must be 'error' or 'shift' in a session, got {fields['overflow']!r}; "
                "'window' and 'summarise' are for chats"
            )
        _check_limits(fields)
        if prompt is not None and not isinstance(prompt, str):
            prompt = _token_ids(prompt)
        for text in (prompt, *sampling.stop, sampling.grammar):
            if isinstance(text, str):
                check_text("generate", text)
        seed = secrets.randbelow(0xFFFFFFFF) if sampling.seed is None else sampling.seed
        return Generate(
            request_id=self._engine._supervisor.new_id(),
            session_id=self._journal.session_id,
            history=[],
            prompt=prompt,
            replaces=fields.pop("replaces", False),
            sampling=sampling.to_dict(),
            seed=seed,
            **fields,
        )

    def _stream(self, message: Generate, response_format: Any = None) -> GenerationStream:
        async def start() -> LiveRequest:
            if response_format is None:
                return await self._submit(message)
            form = await asyncio.to_thread(ResponseFormat.of, response_format)
            return await self._submit(structs.replace(message, response_format=form.to_data()))

        return GenerationStream(start, self._engine._supervisor.cancel)

    async def _wait_until_free(self) -> None:
        """Wait for a generation that was left or cancelled; it ends within a step."""
        live = self._live
        if live is not None and (live.is_left or live.is_cancelled):
            await live.wait_done()

    async def _submit(self, message: Generate) -> LiveRequest:
        self._refuse_closed()
        journal = self._journal
        prefixes = self._engine._prefixes
        if prefixes is not None and self._live is None and not journal.tokens:
            await prefixes.warm(journal, message.prompt, parse_special=message.parse_special)
            self._refuse_closed()
        await self._wait_until_free()
        if self.is_generating:
            raise EngineBusyError("The session generates already.")
        pending = b"" if message.prompt is not None else journal.pending_bytes
        message = structs.replace(message, history=list(journal.tokens), pending_bytes=pending)
        self._live = self._engine._supervisor.submit(message, journal)
        return self._live

    def _sampling(self, sampling: SamplingParams | None, options: dict[str, Any]) -> SamplingParams:
        """Return the sampling in force, its temperature decided."""
        recommended = self._engine.info.model.recommended_sampling
        refuse_unknown("generate", options, _OPTIONS)
        if sampling is not None and not isinstance(sampling, SamplingParams):
            kind = type(sampling).__name__
            raise TypeError(f"sampling must be SamplingParams, got {kind}")
        if sampling is None:
            sampling = SamplingParams.from_dict(recommended)
        if options:
            sampling = sampling.replace(**options)
        if sampling.temperature is None:
            sampling = sampling.replace(temperature=recommended.get("temperature", 0.8))
        return sampling

    def _sampling_from(self, options: Mapping[str, Any]) -> SamplingParams:
        """Return the sampling that `sampling=` and single options make."""
        single = dict(options)
        return self._sampling(single.pop("sampling", None), single)

    def _check_options(self, options: Mapping[str, Any]) -> None:
        """Raise for options that are unknown or out of range, before anything starts."""
        self._sampling_from(options)

    async def _settle(self) -> None:
        """Cancel a running generation and wait for its end."""
        live = self._live
        if live is not None and not live.is_done:
            live.leave()
            self._engine._supervisor.cancel(live.message.request_id)
            await live.wait_done()

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise EngineClosedError("The session is closed.", hint="Open a new session.")


def _check_limits(fields: Mapping[str, Any]) -> None:
    for name, (low, high, integer) in _LIMITS.items():
        check_range("generate", name, fields.get(name), low, high, integer=integer)
    for name, kind in (("priority", int), ("parse_special", bool)):
        if not isinstance(fields.get(name, kind()), kind):
            raise TypeError(f"generate.{name} must be {kind.__name__}, got {fields[name]!r}")


def _token_ids(prompt: Sequence[int]) -> list[int]:
    if isinstance(prompt, (bytes, bytearray)) or not isinstance(prompt, Iterable):
        kind = type(prompt).__name__
        raise TypeError(f"a prompt is a str or a sequence of token ids, got {kind}")
    token_ids = list(prompt)
    for token_id in token_ids:
        if isinstance(token_id, bool) or not isinstance(token_id, int):
            raise TypeError(
                f"a prompt is a str or a sequence of token ids, got {type(token_id).__name__} in it"
            )
        if not 0 <= token_id <= _MOST:
            raise ValueError(f"token {token_id} is not in any vocabulary")
    return token_ids


def _release_dropped(supervisor: Any, host: asyncio.AbstractEventLoop, session_id: int) -> None:
    """A session was dropped without `close`: its cells may be used for others."""
    if not host.is_closed():
        try:
            host.call_soon_threadsafe(supervisor.release, session_id)
        except RuntimeError:
            return
