"""Gets one file with the right content: from the store, from this machine, or over the network."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from onhand.errors import DownloadError, ModelCorruptError, ModelError, ModelNotFoundError
from onhand.store.blobs import Blobs
from onhand.store.chunks import cut, hash_file
from onhand.store.download import Download, DownloadParams
from onhand.store.events import Progress, QuarantineEvent, RetryEvent, VerifyEvent
from onhand.store.layout import Layout, check_room
from onhand.store.manifest import Chunk
from onhand.store.offer import Offer, OfferedFile
from onhand.store.partial import Partial
from onhand.store.records import Records
from onhand.store.reuse import ChunkIndex
from onhand.store.transport import Client


@dataclass(slots=True)
class VerifiedFile:
    """A file whose content is right.

    Attributes:
        name, sha256, size_bytes, chunks, url: as in a manifest.
        path: where it lies for now; None: in the store.
        is_ours: whether `path` may be moved; False: it stays where it is.
        may_link: whether a file that stays may be linked, not copied.
        partial: the download to discard once the file is published; None: none.
    """

    name: str
    sha256: str
    size_bytes: int
    chunks: tuple[Chunk, ...]
    url: str | None = None
    path: Path | None = None
    is_ours: bool = True
    may_link: bool = False
    partial: Partial | None = None


class Obtainer:
    """Gets files, one after the other, each by several connections.

    Args:
        layout, records, blobs: the store.
        params: how to fetch.
        progress: counts, tells and cancels.
        offline: refuse the network.
        index: pieces that are here; None: those of the store.
    """

    def __init__(
        self,
        layout: Layout,
        records: Records,
        blobs: Blobs,
        *,
        params: DownloadParams,
        progress: Progress,
        offline: bool = False,
        index: ChunkIndex | None = None,
    ) -> None:
        self._layout = layout
        self._records = records
        self._blobs = blobs
        self._params = params
        self._progress = progress
        self._offline = offline
        self._index = index
        self._client: Client | None = None

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def obtain(self, file: OfferedFile, offer: Offer) -> VerifiedFile:
        """Return a file with the right content: from the store, from this machine, or fetched."""
        size = file.size_bytes
        if file.sha256 and size is not None and self._blobs.has(file.sha256, size):
            self._progress.reused(size)
            chunks = file.chunks or self._cut_known(self._blobs.path(file.sha256))
            return VerifiedFile(file.name, file.sha256, size, chunks, file.url)
        if file.local is not None:
            found = self._take_local(file)
            if found is not None:
                return found
        if file.url is None:
            raise ModelCorruptError(
                f"{file.local or file.name} is missing, or is not what the manifest says."
            )
        if self._client is None:
            self._client = Client(
                headers_by_host=offer.headers_by_host,
                offline=self._offline,
                connect_timeout_s=self._params.connect_timeout_s,
                read_timeout_s=self._params.read_timeout_s,
            )
        return self._fetch(file, file.url, self._client)

    def _cut_known(self, path: Path) -> tuple[Chunk, ...]:
        return hash_file(path, cut(path), on_bytes=self._on_hashed)[1]

    def _take_local(self, file: OfferedFile) -> VerifiedFile | None:
        """Return a local file if it is the right one, else None."""
        path = file.local
        if path is None or not path.is_file():
            return None
        size = path.stat().st_size
        if file.size_bytes not in (None, size):
            return None
        if not file.shares_local:
            check_room(self._layout.root, size, self._params.reserve_bytes)
        self._progress.tell(VerifyEvent(file.name, size))
        try:
            sha256, chunks = self.hash(path, file)
        except OSError as error:
            raise ModelNotFoundError(
                f"{path} cannot be read: {error.strerror or error}."
            ) from error
        if file.sha256 not in (None, sha256) or not self._has_git_id(path, file):
            return None
        self._progress.reused(size)
        return VerifiedFile(
            file.name,
            sha256,
            size,
            chunks,
            file.url,
            path,
            is_ours=False,
            may_link=file.shares_local,
        )

    def _fetch(self, file: OfferedFile, url: str, client: Client) -> VerifiedFile:
        """Fetch a file and verify it; what was resumed or reused and is wrong is fetched anew."""
        for is_last in (False, True):
            partial = Partial(self._layout.partial, partial_key(file))
            try:
                resumed = partial.is_resumed
                if file.size_bytes is not None and partial.size_bytes is None:
                    partial.size_bytes = file.size_bytes
                before = partial.done_bytes
                if file.chunks and not partial.is_complete:
                    index = self._index or ChunkIndex(self._records, self._blobs)
                    before += index.copy_known(file.chunks, partial, self._progress)
                self._progress.reused(before)
                Download(
                    client,
                    url,
                    partial,
                    self._progress,
                    expected_bytes=file.size_bytes,
                    is_pinned=file.sha256 is not None,
                    params=self._params,
                ).run()
                path = partial.finish()
            finally:
                partial.close()
            found, reason = self._verify(file, path, partial)
            if found is not None:
                return found
            if is_last or not (resumed or before):
                raise self.quarantine(file.name, partial, reason)
            self._progress.tell(RetryEvent(f"{file.name}: {reason}; fetching it anew", 1, 0.0))
            self._progress.reused(-path.stat().st_size)
            self._drop_wrong(file, partial)
        raise DownloadError(f"{file.name} could not be fetched.")

    def _drop_wrong(self, file: OfferedFile, partial: Partial) -> None:
        """Keep the chunks that are right; without chunks, keep nothing."""
        if not file.chunks:
            partial.discard()
            return
        extents = [(chunk.offset, chunk.length) for chunk in file.chunks]
        found = hash_file(partial.data_path, extents)[1]
        again = Partial(self._layout.partial, partial_key(file))
        for wanted, chunk in zip(file.chunks, found, strict=True):
            if wanted.sha256 != chunk.sha256:
                again.forget(wanted.offset, wanted.end)
        again.close()

    def _verify(
        self, file: OfferedFile, path: Path, partial: Partial
    ) -> tuple[VerifiedFile | None, str]:
        """Return the file if its content is right, else None and what is wrong."""
        size = path.stat().st_size
        self._progress.tell(VerifyEvent(file.name, size))
        sha256, chunks = self.hash(path, file)
        if file.sha256 is not None and sha256 != file.sha256:
            return None, f"its SHA-256 is {sha256}, expected {file.sha256}"
        if not self._has_git_id(path, file):
            return None, f"its Git id is not {file.git_sha1}"
        return VerifiedFile(file.name, sha256, size, chunks, file.url, path, partial=partial), ""

    def hash(self, path: Path, file: OfferedFile) -> tuple[str, tuple[Chunk, ...]]:
        """Return a file's hash and chunks: the publisher's cuts, else ours where they are sound."""
        extents = [(chunk.offset, chunk.length) for chunk in file.chunks]
        if not extents:
            try:
                extents = cut(path)
            except ModelError:  # damaged, which is said once its hash is known
                extents = []
        return hash_file(path, extents, on_bytes=self._on_hashed)

    def _on_hashed(self, _: int) -> None:
        self._progress.check_cancelled()

    @staticmethod
    def _has_git_id(path: Path, file: OfferedFile) -> bool:
        if file.git_sha1 is None:
            return True
        content = path.read_bytes()  # small: the hub hashes large files by SHA-256
        digest = hashlib.sha1(b"blob %d\0" % len(content), usedforsecurity=False)
        digest.update(content)
        return digest.hexdigest() == file.git_sha1

    def quarantine(self, name: str, partial: Partial, reason: str) -> ModelCorruptError:
        """Move a wrong download aside, say so, and return the error to raise."""
        kept = self._blobs.set_aside(partial.data_path, name, reason)
        partial.discard()
        self._progress.tell(QuarantineEvent(name, str(kept), reason))
        return ModelCorruptError(
            f"{name} is not what it should be: {reason}. It is in quarantine: {kept}.",
            hint="Try again later; if it stays so, the source is damaged or forged.",
        )


def partial_key(file: OfferedFile) -> str:
    """Return the name of a file's partial download: by its content where that is known."""
    if file.sha256 is not None:
        return file.sha256
    return "url-" + hashlib.sha256((file.url or file.name).encode()).hexdigest()[:40]
