"""Looks at a model's header wherever the model is: a file, installed, or still on a server."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from onhand.errors import DownloadError, ModelNotFoundError, ModelUnsupportedError
from onhand.formats.gguf import GgufHeader, RangeReader, check_file, read_header

if TYPE_CHECKING:
    from onhand.store.offer import Offer, OfferedFile
    from onhand.store.store import Store
    from onhand.store.transport import Client

_PROJECTOR: Final = re.compile(r"(^|[-_./])mmproj", re.IGNORECASE)
_PART: Final = re.compile(r"-(\d{5})-of-(\d{5})\.gguf$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A model that was looked at.

    Attributes:
        name: what it was asked for by.
        header: its header; of a split model all parts joined.
        path: where it lies; None: it was looked at over the network.
        has_vision: whether a projector for pictures comes with it.
        fetched_bytes: what had to be fetched for it.
    """

    name: str
    header: GgufHeader
    path: Path | None
    has_vision: bool = False
    fetched_bytes: int = 0


def look(reference: str, *, store: Store | None = None, offline: bool = False) -> Sight:
    """Return what there is to see of a model: the header alone is read or fetched.

    Args:
        reference: a path, an installed model's id, or whatever `onhand pull` takes.
        store: where installed models are; None: the user's store.
        offline: refuse the network.

    Raises:
        ModelNotFoundError: there is no such model.
        ModelCorruptError: its header is damaged.
        ModelUnsupportedError: it is no GGUF model.
        DownloadError: the server cannot be asked.
        OfflineError: it would need the network, which is forbidden.
    """
    from onhand.store.store import Store

    path = Path(reference).expanduser()
    if path.exists():
        return _look_at_files(reference, [path], has_vision=False)
    store = store or Store(offline=offline)
    try:
        descriptor = store.resolve(reference).descriptor
    except ModelNotFoundError:
        return _look_over_network(reference, store.root, offline=offline)
    files = [descriptor.folder / file.name for file in descriptor.manifest.files]
    models, has_vision = _sorted_out([str(file) for file in files], reference)
    return _look_at_files(reference, [Path(name) for name in models], has_vision=has_vision)


def header_of(path: Path) -> GgufHeader:
    """Return the header of a file; of the first part of a split model that of all parts together.

    Raises:
        as `check_file`, for each part.
    """
    return join_headers([check_file(part) for part in _with_parts(path)])


def join_headers(headers: Sequence[GgufHeader]) -> GgufHeader:
    """Return one header for the parts of a split model: the first one's facts, all tensors.

    Offsets are those in a file of all parts one behind the other.
    """
    first = headers[0]
    tensors = []
    base = 0
    for header in headers:
        tensors += [dataclasses.replace(t, offset=base + t.offset) for t in header.tensors]
        base += header.file_size
    return dataclasses.replace(first, tensors=tuple(tensors), file_size=base, _by_name={})


def _look_at_files(reference: str, paths: list[Path], *, has_vision: bool) -> Sight:
    header = header_of(paths[0]) if len(paths) == 1 else join_headers([*map(check_file, paths)])
    return Sight(name=reference, header=header, path=paths[0], has_vision=has_vision)


def _with_parts(path: Path) -> list[Path]:
    """Return all parts of a split model that lie beside its first, else the file alone."""
    match = _PART.search(path.name)
    if match is None or int(match[1]) != 1:
        return [path]
    stem = path.name[: match.start()]
    count = int(match[2])
    return [path.with_name(f"{stem}-{part:05}-of-{count:05}.gguf") for part in range(1, count + 1)]


def _sorted_out(names: list[str], reference: str) -> tuple[list[str], bool]:
    """Return the files of the model itself in order, and whether a projector is among the rest."""
    gguf = sorted(name for name in names if name.lower().endswith(".gguf"))
    models = [name for name in gguf if not _PROJECTOR.search(name.rsplit("/", 1)[-1])]
    if not models:
        raise ModelUnsupportedError(
            f"{reference} has no GGUF file; only those can be looked at.",
            hint="Other formats are checked when they are opened.",
        )
    return models, len(models) < len(gguf)


def _look_over_network(reference: str, root: Path, *, offline: bool) -> Sight:
    from onhand.store.download import DownloadParams
    from onhand.store.events import Progress
    from onhand.store.sources import Sources
    from onhand.store.transport import Client

    sources = Sources(root, DownloadParams(), offline=offline, progress=Progress())
    offer = sources.offer(reference)
    models, has_vision = _sorted_out([file.name for file in offer.files], reference)
    files = {file.name: file for file in offer.files}
    with Client(headers_by_host=offer.headers_by_host, offline=offline) as client:
        readers = [_range_reader(client, files[name], offer) for name in models]
        header = join_headers([read_header(reader) for reader in readers])
    fetched = sum(reader.fetched_bytes for reader in readers)
    return Sight(
        name=reference, header=header, path=None, has_vision=has_vision, fetched_bytes=fetched
    )


def _range_reader(client: Client, file: OfferedFile, offer: Offer) -> RangeReader:
    """Return a reader that fetches ranges of an offered file."""
    from onhand.store.transport import PassingError

    url, size = file.url, file.size_bytes
    if url is None or size is None:
        raise DownloadError(
            f"{offer.reference} does not say where {file.name} is or how long.",
            hint="`onhand pull` fetches it as a whole.",
        )

    def fetch_once(offset: int, n: int) -> bytes:
        data = bytearray()
        with client.get(url, start=offset, end=offset + n) as (answer, body):
            if answer.is_encoded:
                raise DownloadError(
                    f"The server compresses {file.name}, so ranges mean nothing.",
                    hint="`onhand pull` fetches it as a whole.",
                )
            skip = offset - answer.start
            for piece in body:
                data += piece
                if len(data) >= skip + n:
                    break
        return bytes(data[skip : skip + n])

    def fetch(offset: int, n: int) -> bytes:
        for is_last in (False, False, True):
            try:
                return fetch_once(offset, n)
            except PassingError as error:  # noqa: PERF203 - three tries, no hot loop
                if is_last:
                    what = f"{file.name} could not be looked at: {error}."
                    raise DownloadError(what, hint="Try again later.") from error
        raise AssertionError("unreachable")

    return RangeReader(fetch, size)
