"""System prompts and personas that are computed once and found again after a restart."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from onhand.errors import OnhandError, StateCorruptError
from onhand.paths import data_directory
from onhand.saving import SessionStates
from onhand.worker.journal import Journal
from onhand.worker.supervisor import Supervisor

if TYPE_CHECKING:
    from onhand.state.prefixes import PrefixFiles

log: logging.Logger = logging.getLogger("onhand.prefix_cache")

CLOSE_TIMEOUT_S: Final = 10.0
_MOST_OFFERED: Final = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class PrefixCache:
    """Where and how much `Engine.open(prefix_cache=…)` keeps of prompt beginnings.

    Attributes:
        path: folder; None: `prefix-cache` in onhand's data folder. Engines and processes may share
            one.
        max_bytes: most bytes of all entries; beyond it those used longest ago go.
        min_tokens: a shorter beginning is not worth a file.
        key: 32 bytes to encrypt with; None: not encrypted.
    """

    path: str | os.PathLike[str] | None = None
    max_bytes: int = 1024**3
    min_tokens: int = 64
    key: bytes | None = None

    def __post_init__(self) -> None:
        from onhand.state.keys import check_key

        check_key(self.key)
        for name, least in (("max_bytes", 0), ("min_tokens", 1)):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or value < least:
                raise ValueError(f"PrefixCache.{name} must be at least {least}, got {value!r}")

    @classmethod
    def of(cls, value: PrefixCache | bool | str | os.PathLike[str] | None) -> PrefixCache | None:
        """Return what `Engine.open` was given as a value: True: the defaults; a path: there."""
        if value is None or isinstance(value, cls):
            return value
        if isinstance(value, bool):
            return cls() if value else None
        if isinstance(value, (str, os.PathLike)):
            return cls(path=value)
        raise TypeError(
            f"prefix_cache is True, a folder or a PrefixCache, not {type(value).__name__}"
        )


class DiskPrefixes:
    """The prefix cache of one engine; on the engine's event loop.

    An empty session's first prompt gets the longest beginning that is on the disk and nowhere in
    the worker. What is offered is written later, in the background.
    """

    def __init__(self, params: PrefixCache, states: SessionStates, supervisor: Supervisor) -> None:
        self._params = params
        self._states = states
        self._supervisor = supervisor
        self._turn = asyncio.Lock()
        self._offered: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._taking: set[asyncio.Future[None]] = set()
        self._index = asyncio.get_running_loop().create_task(self._look())

    async def warm(
        self, journal: Journal, prompt: str | Sequence[int] | None, *, parse_special: bool
    ) -> None:
        """Give an empty session the cache of what its first prompt begins with, if it is kept."""
        try:
            files = await asyncio.shield(self._index)
            if files is None or files.is_empty or not prompt:
                return
            tokens = prompt
            if isinstance(tokens, str):
                tokens = await self._supervisor.call(
                    "tokenize", text=tokens, add_special=True, parse_special=parse_special
                )
            async with self._turn:  # who begins the same finds it in the worker
                await self._load(files, journal, tokens)
        except (OnhandError, OSError) as error:
            log.warning("the prefix cache could not be used: %s", error)

    def offer(self, key: str, tokens: Callable[[], Awaitable[Sequence[int]]]) -> None:
        """Keep the beginning that `tokens()` returns, later; once for each `key`."""
        if key in self._offered or len(self._offered) >= _MOST_OFFERED:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return  # a stream was dropped in another thread
        self._offered.add(key)
        taken: asyncio.Future[None] = loop.create_future()
        self._taking.add(taken)
        taken.add_done_callback(self._taking.discard)
        task = loop.create_task(self._keep(key, tokens, taken))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def taken(self) -> None:
        """Wait until the worker gave what was offered: a session that closes may take it along."""
        if self._taking:
            await asyncio.wait(set(self._taking))

    async def close(self) -> None:
        """Wait until what was offered is written, for some seconds at most."""
        pending = {self._index, *self._tasks}
        _, late = await asyncio.wait(pending, timeout=CLOSE_TIMEOUT_S)
        for task in late:
            task.cancel()

    # ── inside ──

    async def _look(self) -> PrefixFiles | None:
        """Return the entries that fit this engine; None: they cannot be told."""
        from onhand.state.prefixes import PrefixFiles

        params = self._params
        try:
            identity = await self._states.identify()

            def look() -> PrefixFiles:
                path = params.path
                folder = data_directory() / "prefix-cache" if path is None else Path(path)
                return PrefixFiles(folder, identity, max_bytes=params.max_bytes, key=params.key)

            return await asyncio.to_thread(look)
        except (OnhandError, OSError) as error:
            log.warning("there is no prefix cache: %s", error)
            return None

    async def _load(self, files: PrefixFiles, journal: Journal, tokens: Sequence[int]) -> None:
        found = files.find(tokens)
        if found is None:
            return
        path, n_tokens = found
        n_resident = await self._supervisor.call("longest_shared", tokens=list(tokens))
        if n_resident >= n_tokens:
            return
        state = await asyncio.to_thread(files.read, path, list(tokens[:n_tokens]))
        if state is None:
            return
        try:
            await self._states.give_prefix(journal, state)
        except StateCorruptError as error:
            await asyncio.to_thread(files.drop, path, str(error))

    async def _keep(
        self,
        key: str,
        tokens: Callable[[], Awaitable[Sequence[int]]],
        taken: asyncio.Future[None],
    ) -> None:
        try:
            files = await asyncio.shield(self._index)
            prefix = list(await tokens()) if files is not None else []
            if files is None or len(prefix) < self._params.min_tokens or files.has(prefix):
                return
            state = await self._states.take_prefix(prefix)
            taken.set_result(None)
            if state is None:
                log.info("a prefix of %d tokens could not be taken", len(prefix))
                self._offered.discard(key)
                return
            await asyncio.to_thread(files.write, state)
        except (OnhandError, OSError) as error:
            self._offered.discard(key)
            log.warning("a prefix was not kept: %s", error)
        finally:
            if not taken.done():
                taken.set_result(None)
