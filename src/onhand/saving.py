"""Saves an engine's sessions and restores them: between the worker's caches and `onhand.state`."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from onhand.errors import StateCorruptError, StateError, StateMismatchError
from onhand.types.info import EngineInfo
from onhand.worker.journal import Journal
from onhand.worker.supervisor import Supervisor

if TYPE_CHECKING:
    from onhand.state import Identity, SavedState, StateHeader
    from onhand.state.format import Buffer

OnMismatch: TypeAlias = Literal["error", "replay"]
StateSource: TypeAlias = "str | os.PathLike[str] | bytes | bytearray | memoryview"
StatePath: TypeAlias = "str | os.PathLike[str] | None"

PART_BYTES: Final = 1024 * 1024
PARTS_AT_ONCE: Final = 4
"""Parts that are on the wire together: what the event loop copies in a millisecond or so."""


class SessionStates:
    """Saves and restores the sessions of one engine, one at a time; on the engine's event loop."""

    def __init__(self, supervisor: Supervisor, info: EngineInfo) -> None:
        self._supervisor = supervisor
        self._info = info
        self._turn = asyncio.Lock()
        self._identity: Identity | None = None
        self._loaded_file = _file_mark(supervisor.load_message.path)

    async def take(
        self,
        journal: Journal,
        *,
        refuse_busy: Callable[[], None],
        chat: Callable[[], Mapping[str, Any]] | None = None,
    ) -> SavedState:
        """Return a session (and the chat over it) with what the worker has of its cache."""
        from onhand.state import SavedState

        identity = await self.identify()
        async with self._turn:
            refuse_busy()
            tokens, pending_bytes = list(journal.tokens), journal.pending_bytes
            chat_data = None if chat is None else chat()
            kv, n_cached = await self._take(journal.session_id, tokens)
        header = self._header(
            identity, len(tokens), n_cached, pending_bytes=pending_bytes, chat=chat_data
        )
        return SavedState(header, tokens, kv)

    async def restore(
        self, source: StateSource, *, on_mismatch: OnMismatch, key: bytes | None, is_chat: bool
    ) -> tuple[Journal, Mapping[str, Any] | None]:
        """Verify a saved state and set its cache; return its journal and its chat, if it has one.

        A chat can do without its tokens: where they do not fit and "replay" allows it, they are
        left out and the messages are computed again.
        """
        from onhand.state import check_key, read_state

        if on_mismatch not in ("error", "replay"):
            raise ValueError(f"on_mismatch must be 'error' or 'replay', got {on_mismatch!r}")
        check_key(key)
        state = await asyncio.to_thread(read_state, source, key=key)
        header = state.header
        if is_chat and header.chat is None:
            raise StateError("The state is a session's.", hint="Use `engine.restore`.")
        identity = await self.identify()
        unusable = self._unusable(state, identity)
        mismatch = identity.mismatch(header.identity) or unusable
        if mismatch is not None and on_mismatch == "error":
            raise mismatch
        if unusable is not None and not is_chat:
            raise unusable
        journal = Journal(self._supervisor.new_id())
        if unusable is None:
            journal.tokens, journal.pending_bytes = state.tokens, header.pending_bytes
        if header.n_cached and mismatch is None:
            try:
                await self._give(journal, journal.tokens[: header.n_cached], state.kv)
            except StateCorruptError:
                if on_mismatch == "error":
                    raise
        return journal, header.chat

    async def take_prefix(self, tokens: list[int]) -> SavedState | None:
        """Return the cache of `tokens` as a state, if the worker has all of it somewhere."""
        from onhand.state import SavedState

        identity = await self.identify()
        session_id = self._supervisor.new_id()
        async with self._turn:
            try:
                kv, n_cached = await self._take(session_id, tokens)
            finally:
                self._supervisor.release(session_id)
        if not n_cached or n_cached != len(tokens):
            return None
        return SavedState(self._header(identity, len(tokens), n_cached), tokens, kv)

    async def give_prefix(self, journal: Journal, state: SavedState) -> None:
        """Let the worker hold a state's cache for a session that is still empty."""
        await self._give(journal, state.tokens, state.kv)

    def _header(
        self,
        identity: Identity,
        n_tokens: int,
        n_cached: int,
        *,
        pending_bytes: bytes = b"",
        chat: Mapping[str, Any] | None = None,
    ) -> StateHeader:
        from onhand.state import StateHeader

        return StateHeader(
            onhand=_version(),
            created_at=datetime.now(timezone.utc).isoformat(timespec="seconds"),
            model_name=self._info.model.name,
            identity=identity,
            n_ctx=self._info.n_ctx,
            n_tokens=n_tokens,
            n_cached=n_cached,
            pending_bytes=pending_bytes,
            chat=chat,
        )

    # ── what fits ──

    def _unusable(self, state: SavedState, identity: Identity) -> StateMismatchError | None:
        """Return why the saved tokens cannot be used even without their cache, or None."""
        saved = state.header.identity
        if saved.tokenizer != identity.tokenizer:
            hint = "Its tokens mean nothing to this model; open the one that it was saved with."
            return StateMismatchError("tokenizer", identity.tokenizer, saved.tokenizer, hint=hint)
        n_tokens, n_ctx = len(state.tokens), self._info.n_ctx
        if n_tokens > n_ctx:
            hint = f"Open the engine with n_ctx={state.header.n_ctx} or more."
            return StateMismatchError("context_size", n_ctx, n_tokens, hint=hint)
        n_vocab = self._info.model.n_vocab
        if n_vocab and max(state.tokens, default=0) >= n_vocab:
            raise StateCorruptError(f"The state has tokens beyond the vocabulary's {n_vocab}.")
        return None

    async def identify(self) -> Identity:
        """Return what this engine's caches depend on; reads files at the first call.

        Raises:
            StateError: the model's file was replaced after it was loaded, or cannot be read.
        """
        if self._identity is None:
            path = self._supervisor.load_message.path
            if _file_mark(path) != self._loaded_file:
                raise StateError(
                    f"{path} was replaced after it was loaded; what is computed belongs to no file "
                    "any more.",
                    hint="Open the engine again.",
                )
            self._identity = await asyncio.to_thread(_identity, self._supervisor, self._info)
        return self._identity

    # ── the way of a cache ──

    async def _take(self, session_id: int, tokens: list[int]) -> tuple[bytearray, int]:
        """Return what the worker has of the session's cache, and how many tokens that is."""
        if self._supervisor.is_evicted:
            return bytearray(), 0  # all caches are gone: nothing to load the model again for
        call, transfer_id = self._supervisor.call, self._supervisor.new_id()
        size, n_cached = await call(
            "take_state", transfer_id=transfer_id, session_id=session_id, tokens=tokens
        )
        kv = bytearray(size)
        for window in _windows(size):
            read = [
                call("read_state", transfer_id=transfer_id, offset=offset, n_bytes=PART_BYTES)
                for offset in window
            ]
            for offset, part in zip(window, await asyncio.gather(*read), strict=True):
                if part is None:
                    return bytearray(), 0  # the worker died, and its caches with it
                kv[offset : offset + len(part)] = part
        if size:
            await call("end_transfer", transfer_id=transfer_id)
        return kv, n_cached

    async def _give(self, journal: Journal, tokens: list[int], data: Buffer) -> None:
        """Set a new session's cache; where the worker has no room, it is computed when needed."""
        supervisor, transfer_id = self._supervisor, self._supervisor.new_id()
        kv = memoryview(data)
        async with self._turn:
            life = supervisor.life
            try:
                for window in _windows(len(kv)):
                    put = [
                        supervisor.call(
                            "put_state",
                            transfer_id=transfer_id,
                            offset=offset,
                            data=kv[offset : offset + PART_BYTES],
                        )
                        for offset in window
                    ]
                    await asyncio.gather(*put)
                is_set = await supervisor.call(
                    "set_state",
                    transfer_id=transfer_id,
                    session_id=journal.session_id,
                    tokens=tokens,
                    size=len(kv),
                )
            except BaseException:
                supervisor.release(journal.session_id)
                raise
        if is_set and life == supervisor.life:
            journal.life = life
            journal.log.lose(len(tokens))


def _windows(size: int) -> list[range]:
    """Return the offsets of a cache's parts, those together that travel together."""
    step = PART_BYTES * PARTS_AT_ONCE
    return [range(start, min(start + step, size), PART_BYTES) for start in range(0, size, step)]


def _identity(supervisor: Supervisor, info: EngineInfo) -> Identity:
    """Return what the engine's caches depend on; reads files."""
    from onhand.state import Identity
    from onhand.state.fingerprint import file_fingerprint, fingerprints

    load = supervisor.load_message
    model, tokenizer = fingerprints(load.path)
    context = load.context_params
    adapters = [
        f"{file_fingerprint(adapter['path'])}*{adapter.get('scale', 1.0)}"
        for adapter in load.model_params.get("adapters", ())
    ]
    rope = {
        "scaling": context.get("rope_scaling"),
        "freq_base": context.get("rope_freq_base"),
        "freq_scale": context.get("rope_freq_scale"),
        "is_beyond_original": _is_beyond_original(info),
    }
    return Identity(
        runtime=info.runtime.name,
        library_build=f"{info.runtime.version} {info.runtime.build}".strip(),
        model=model,
        tokenizer=tokenizer,
        adapters=tuple(adapters),
        kv_types=f"{context.get('type_k', 'f16')}/{context.get('type_v', 'f16')}",
        rope=rope,
        flash_attention=info.flash_attention,
    )


def _is_beyond_original(info: EngineInfo) -> bool | None:
    """Whether the context is longer than the one of the model's first training.

    Some models (longrope) then take other factors for every position. None: the file says nothing.
    """
    key = f"{info.model.architecture}.rope.scaling.original_context_length"
    original = info.model.metadata.get(key, "")
    return info.n_ctx > int(original) if original.isdigit() else None


def _file_mark(path: str) -> tuple[int, int] | None:
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns


def _version() -> str:
    from onhand import __version__

    return __version__
