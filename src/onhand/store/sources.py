"""Turns a reference into an offer: asks the catalogue, the hub, a web server, or the disk."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final, TypeVar
from urllib.parse import unquote, urlsplit

from onhand.errors import DownloadError, ModelNotFoundError
from onhand.store import catalogue, hub, kinds
from onhand.store.download import DownloadParams
from onhand.store.events import Progress, RetryEvent
from onhand.store.manifest import MAX_FILE_BYTES, MAX_MANIFEST_BYTES, Manifest
from onhand.store.names import id_from
from onhand.store.offer import Offer, OfferedFile, digest_of, offer_of_manifest
from onhand.store.offline import check_online
from onhand.store.reference import (
    HubReference,
    LocalReference,
    NameReference,
    WebReference,
    parse,
)
from onhand.store.transport import Answer, Client, PassingError, public

_TRIES: Final = 3
T = TypeVar("T")


class Sources:
    """Asks sources for offers.

    Args:
        root: the store's folder, for the user's catalogue.
        params: how to reach web servers.
        offline: refuse the network.
        progress: is told of tries that failed, waits between them, and cancels.
    """

    def __init__(
        self,
        root: Path,
        params: DownloadParams,
        *,
        offline: bool,
        progress: Progress,
    ) -> None:
        self._root = root
        self._params = params
        self._offline = offline
        self._progress = progress

    def offer(self, text: str) -> Offer:
        """Return the offer that a reference means now.

        Raises:
            ModelNotFoundError: there is no such thing.
            ModelUnsupportedError: it is no model that a runtime knows.
            ManifestError: a manifest is malformed.
            DownloadError: the source cannot be asked.
            OfflineError: it would need the network, which is forbidden.
            PullCancelledError: the caller cancelled.
        """
        reference = parse(text)
        if isinstance(reference, NameReference):
            return self._named(reference)
        if isinstance(reference, HubReference):
            return hub.resolve(reference, offline=self._offline)
        if isinstance(reference, WebReference):
            check_online(f"Asking {public(reference.url)}", offline=self._offline)
            return self._web(reference)
        try:
            return local_offer(reference)
        except OSError as error:
            raise ModelNotFoundError(
                f"{reference.path} cannot be read: {error.strerror or error}."
            ) from error

    def _named(self, name: NameReference) -> Offer:
        """Return a catalogue entry's offer under the entry's own name and facts."""
        entry = catalogue.find(name.name, self._root)
        inner = self.offer(entry.reference(name.quant))
        if inner.manifest is not None:
            return dataclasses.replace(inner, reference=str(name))
        own = {
            "title": entry.title,
            "description": entry.description,
            "license": entry.license,
            "sampling": dict(entry.sampling),
            "template": entry.template,
            "n_ctx": entry.n_ctx,
        }
        facts = {**inner.facts, **{key: value for key, value in own.items() if value}}
        is_default = name.quant in (None, entry.default_quant)
        own_id = entry.name if is_default else f"{entry.name}/{id_from(str(name.quant))}"
        return dataclasses.replace(inner, id=own_id, reference=str(name), facts=facts)

    def _web(self, reference: WebReference) -> Offer:
        with (
            Client(
                connect_timeout_s=self._params.connect_timeout_s,
                read_timeout_s=self._params.read_timeout_s,
            ) as client,
            self._progress.on_cancel(client.interrupt),
        ):
            if reference.is_manifest:
                answer, content = self._ask(
                    lambda: client.get_whole(reference.url, MAX_MANIFEST_BYTES)
                )
                manifest = Manifest.from_json(content)
                return offer_of_manifest(manifest, str(reference), base_url=public(answer.url))

            def look() -> Answer:
                with client.get(reference.url, start=0, end=1) as (answer, _):
                    return answer

            return _bare_offer(reference, self._ask(look))

    def _ask(self, question: Callable[[], T]) -> T:
        """Ask, and ask again after failures that may pass."""
        attempt = 1
        while True:
            try:
                return question()
            except PassingError as error:
                self._progress.check_cancelled()  # which may be what cut the connection
                if attempt == _TRIES:
                    raise DownloadError(
                        f"{error.cause}. Gave up after {attempt} tries.",
                        hint="Check the address and the connection, and try again.",
                    ) from error
                wait = error.wait_s or self._params.backoff_s * 2 ** (attempt - 1)
                wait = min(wait, self._params.max_wait_s)
                self._progress.tell(RetryEvent(error.cause, attempt, wait))
                self._progress.pause(wait)
            attempt += 1


def _bare_offer(reference: WebReference, answer: Answer) -> Offer:
    """Return the offer of a file whose hash nobody has stated, or only the address's fragment."""
    name = PurePosixPath(unquote(urlsplit(reference.url).path)).name or "model"
    size = None if answer.is_encoded else answer.size_bytes
    if size is not None and not 0 < size <= MAX_FILE_BYTES:
        what = "is empty (0 bytes)" if size == 0 else f"says that it has {size:,} bytes: refused"
        raise DownloadError(f"{public(reference.url)} {what}.")
    is_zip = name.lower().endswith(".zip")
    if not is_zip:
        kinds.detect([name])
    identity = reference.sha256 or [answer.etag, size]
    return Offer(
        id=id_from(name),
        version="",
        reference=str(reference),
        digest=digest_of(["web", public(reference.url), identity]),
        files=(
            OfferedFile(name=name, url=reference.url, size_bytes=size, sha256=reference.sha256),
        ),
        unpack=is_zip,
        facts={"source": public(reference.url)},
    )


def local_offer(reference: LocalReference) -> Offer:
    """Return the offer of a local manifest, file, zip, or folder with one model's files."""
    path = reference.path
    if path.is_dir():
        return _folder_offer(path)
    if path.suffix.lower() == ".json":
        manifest = Manifest.from_json(path.read_bytes())
        return offer_of_manifest(manifest, str(reference), folder=path.parent)
    is_zip = path.suffix.lower() == ".zip"
    names = [path.name] if is_zip else kinds.split_parts(path.name)
    if not is_zip:
        kinds.detect(names)
    for name in names:
        if not (path.parent / name).is_file():
            raise ModelNotFoundError(f"The model lacks its part {path.parent / name}.")
    return _local(path, [(name, path.parent / name) for name in names], is_zip=is_zip)


def _folder_offer(folder: Path) -> Offer:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    pairs = [(path.relative_to(folder).as_posix(), path) for path in found]
    visible = [pair for pair in pairs if not any(p.startswith(".") for p in pair[0].split("/"))]
    kinds.detect([name for name, _ in visible])
    return _local(folder, visible, is_zip=False)


def _local(path: Path, files: list[tuple[str, Path]], *, is_zip: bool) -> Offer:
    stamps = [[name, file.stat().st_size, file.stat().st_mtime_ns // 1000] for name, file in files]
    split = kinds.SPLIT.fullmatch(path.name)
    return Offer(
        id=id_from(split["stem"] if split else path.name),
        version="",
        reference=str(path),
        digest=digest_of(["local", str(path), stamps]),
        files=tuple(
            OfferedFile(name=name, size_bytes=file.stat().st_size, local=file)
            for name, file in files
        ),
        unpack=is_zip,
        facts={"source": path.name},
    )
