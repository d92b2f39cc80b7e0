"""The store for asyncio: the same verbs, in a thread each, with events on the caller's loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from onhand.store.store import WEEK_S, Resolved, Store

if TYPE_CHECKING:
    import os

    from onhand.store.blobs import Collected
    from onhand.store.checks import FileCheck, Outdated, UpdateCheck, UpdatePolicy
    from onhand.store.download import DownloadParams
    from onhand.store.events import OnEvent, StoreEvent
    from onhand.store.records import Descriptor
    from onhand.store.trust import PinnedKey, Trust

T = TypeVar("T")


class AsyncStore:
    """`Store` for asyncio. Cancelling a pull, update or verify stops it; what came is kept.

    Args:
        root, keys, offline, params, lock_timeout_s: as for `Store`.
    """

    def __init__(
        self,
        root: str | os.PathLike[str] | None = None,
        *,
        keys: Iterable[PinnedKey] = (),
        offline: bool = False,
        params: DownloadParams | None = None,
        lock_timeout_s: float = 10.0,
    ) -> None:
        self._store = Store(
            root, keys=keys, offline=offline, params=params, lock_timeout_s=lock_timeout_s
        )

    @property
    def root(self) -> Path:
        """The store's folder."""
        return self._store.root

    @property
    def trust(self) -> Trust:
        """The pinned keys."""
        return self._store.trust

    async def list(self, *, all_versions: bool = False) -> tuple[Descriptor, ...]:
        """See `Store.list`."""
        return await asyncio.to_thread(self._store.list, all_versions=all_versions)

    async def get(self, name: str) -> Descriptor:
        """See `Store.get`."""
        return await asyncio.to_thread(self._store.get, name)

    async def resolve(self, name: str) -> Resolved:
        """See `Store.resolve`."""
        return await asyncio.to_thread(self._store.resolve, name)

    async def pull(
        self,
        reference: str | os.PathLike[str],
        *,
        on_event: OnEvent | None = None,
        cancel: threading.Event | None = None,
    ) -> Descriptor:
        """See `Store.pull`; `on_event` is called on this loop."""
        return await _run(
            lambda on, stop: self._store.pull(reference, on_event=on, cancel=stop),
            on_event,
            cancel,
        )

    async def update(
        self,
        name: str | None = None,
        *,
        on_event: OnEvent | None = None,
        cancel: threading.Event | None = None,
    ) -> tuple[Descriptor, ...]:
        """See `Store.update`; `on_event` is called on this loop."""
        return await _run(
            lambda on, stop: self._store.update(name, on_event=on, cancel=stop), on_event, cancel
        )

    async def outdated(self, name: str | None = None) -> tuple[Outdated, ...]:
        """See `Store.outdated`."""
        return await asyncio.to_thread(self._store.outdated, name)

    async def check_for_update(self, name: str, policy: UpdatePolicy | None = None) -> UpdateCheck:
        """See `Store.check_for_update`."""
        return await asyncio.to_thread(self._store.check_for_update, name, policy)

    async def remove(self, name: str) -> Collected:
        """See `Store.remove`."""
        return await asyncio.to_thread(self._store.remove, name)

    async def gc(self, *, keep: int | None = None, max_age_s: float = WEEK_S) -> Collected:
        """See `Store.gc`."""
        return await asyncio.to_thread(self._store.gc, keep=keep, max_age_s=max_age_s)

    async def verify(
        self,
        name: str | None = None,
        *,
        repair: bool = False,
        on_event: OnEvent | None = None,
        cancel: threading.Event | None = None,
    ) -> tuple[FileCheck, ...]:
        """See `Store.verify`; `on_event` is called on this loop."""
        return await _run(
            lambda on, stop: self._store.verify(name, repair=repair, on_event=on, cancel=stop),
            on_event,
            cancel,
        )

    async def rollback(self, name: str, version: str | None = None) -> Descriptor:
        """See `Store.rollback`."""
        return await asyncio.to_thread(self._store.rollback, name, version)

    async def clear(self, name: str | None = None) -> Collected:
        """See `Store.clear`."""
        return await asyncio.to_thread(self._store.clear, name)


async def _run(
    work: Callable[[OnEvent, threading.Event], T],
    on_event: OnEvent | None,
    cancel: threading.Event | None,
) -> T:
    """Run `work` in a thread; hand its events to this loop, and a cancel of this task to it."""
    loop = asyncio.get_running_loop()
    stop = cancel or threading.Event()

    def pass_on(event: StoreEvent) -> None:
        if on_event is not None:
            loop.call_soon_threadsafe(on_event, event)

    task = asyncio.ensure_future(asyncio.to_thread(work, pass_on, stop))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.wait([task])  # the thread lets go of the store's lock first
        if not task.cancelled():
            task.exception()  # it was asked to stop: nobody needs to hear of it
        raise
