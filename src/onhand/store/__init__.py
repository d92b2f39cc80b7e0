"""Models on disk: manifests, pull, verify, update, advise. Imports neither runtime nor engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onhand.lazy import load

if TYPE_CHECKING:
    from onhand.store.aio import AsyncStore as AsyncStore
    from onhand.store.blobs import Collected as Collected
    from onhand.store.catalogue import CatalogueEntry as CatalogueEntry
    from onhand.store.catalogue import load_catalogue as load_catalogue
    from onhand.store.checks import FileCheck as FileCheck
    from onhand.store.checks import Outdated as Outdated
    from onhand.store.checks import UpdateCheck as UpdateCheck
    from onhand.store.checks import UpdatePolicy as UpdatePolicy
    from onhand.store.download import DownloadParams as DownloadParams
    from onhand.store.events import ProgressEvent as ProgressEvent
    from onhand.store.events import PublishedEvent as PublishedEvent
    from onhand.store.events import QuarantineEvent as QuarantineEvent
    from onhand.store.events import ResolvedEvent as ResolvedEvent
    from onhand.store.events import RetryEvent as RetryEvent
    from onhand.store.events import StoreEvent as StoreEvent
    from onhand.store.events import VerifyEvent as VerifyEvent
    from onhand.store.manifest import Chunk as Chunk
    from onhand.store.manifest import Manifest as Manifest
    from onhand.store.manifest import ModelFile as ModelFile
    from onhand.store.records import Descriptor as Descriptor
    from onhand.store.serve import ModelFolder as ModelFolder
    from onhand.store.serve import ModelServer as ModelServer
    from onhand.store.signing import read_public_key as read_public_key
    from onhand.store.signing import sign as sign
    from onhand.store.signing import write_key_pair as write_key_pair
    from onhand.store.store import Resolved as Resolved
    from onhand.store.store import Store as Store
    from onhand.store.trust import PinnedKey as PinnedKey

_WHERE = {
    "AsyncStore": "aio",
    "CatalogueEntry": "catalogue",
    "Chunk": "manifest",
    "Collected": "blobs",
    "Descriptor": "records",
    "DownloadParams": "download",
    "FileCheck": "checks",
    "Manifest": "manifest",
    "ModelFile": "manifest",
    "ModelFolder": "serve",
    "ModelServer": "serve",
    "Outdated": "checks",
    "PinnedKey": "trust",
    "ProgressEvent": "events",
    "PublishedEvent": "events",
    "QuarantineEvent": "events",
    "Resolved": "store",
    "ResolvedEvent": "events",
    "RetryEvent": "events",
    "Store": "store",
    "StoreEvent": "events",
    "UpdateCheck": "checks",
    "UpdatePolicy": "checks",
    "VerifyEvent": "events",
    "load_catalogue": "catalogue",
    "read_public_key": "signing",
    "sign": "signing",
    "write_key_pair": "signing",
}

__all__ = sorted(_WHERE)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that importing the package costs nothing."""
    return load(__name__, _WHERE, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})
