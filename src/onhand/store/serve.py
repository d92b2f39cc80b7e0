"""Serves a folder of models: makes their manifests, and answers ranges. For development.

Only the files of models and their manifests are served, whatever else lies in the folder. On
loopback, requests that name another host are refused: a web page that had its name lead here (DNS
rebinding) would read the models otherwise.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import re
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePath, PurePosixPath
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

from onhand.errors import ManifestError, ModelError, ModelNotFoundError
from onhand.store import kinds
from onhand.store.chunks import cut, gguf_header, hash_file, is_gguf
from onhand.store.manifest import Manifest, ModelFile, format_time
from onhand.store.names import id_from
from onhand.store.signing import sign

INDEX: Final = "index.json"
_RANGE: Final = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
_BLOCK_BYTES: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model in a folder.

    Attributes:
        id: name for its manifest.
        files: its files, relative to the folder, with "/".
        base: folder of the model, relative; its files' names start from there. "": the folder.
    """

    id: str
    files: tuple[str, ...]
    base: str = ""


def find_models(folder: Path) -> list[FoundModel]:
    """Return the models below a folder: GGUF files with their parts, .pte files, MLC folders, zips.

    Hidden files and links that lead out of the folder are passed over.
    """
    root = folder.resolve()
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.resolve().is_relative_to(root)
    )
    names = [name for name in names if not any(part[0] == "." for part in name.split("/"))]
    found: list[FoundModel] = []
    taken: set[str] = set()
    for name in names:
        if PurePosixPath(name).name == kinds.MLC_CONFIG:
            base = _folder(name)
            files = tuple(other for other in names if _below(other, base))
            taken.update(files)
            found.append(FoundModel(id_from(base or root.name), files, base))
    for name in names:
        model = None if name in taken else _single(name, names)
        if model is not None:
            taken.update(model.files)
            found.append(model)
    return _with_own_ids(found)


def _single(name: str, names: Sequence[str]) -> FoundModel | None:
    """Return the model that a file is, or begins, or None."""
    base, lower = _folder(name), name.lower()
    stem = id_from(name)
    if lower.endswith(".gguf") and not kinds.is_projector(name):
        parts = kinds.split_parts(name)
        if parts[0] != name or any(part not in names for part in parts):
            return None
        split = kinds.SPLIT.fullmatch(PurePosixPath(name).name)
        return FoundModel(id_from(split["stem"]) if split else stem, tuple(parts), base)
    if lower.endswith(".pte"):
        beside = [n for n in names if _folder(n) == base and kinds.goes_with_program(n)]
        return FoundModel(stem, (name, *beside), base)
    return FoundModel(stem, (name,), base) if lower.endswith(".zip") else None


def _folder(name: str) -> str:
    parent = PurePosixPath(name).parent.as_posix()
    return "" if parent == "." else parent


def _below(name: str, base: str) -> bool:
    return not base or name.startswith(f"{base}/")


def _with_own_ids(found: list[FoundModel]) -> list[FoundModel]:
    """Give models that would share an id another one, by number."""
    seen: dict[str, int] = {}
    result = []
    for model in found:
        n = seen[model.id] = seen.get(model.id, 0) + 1
        result.append(model if n == 1 else FoundModel(f"{model.id}-{n}", model.files, model.base))
    return result


def make_manifest(folder: Path, model: FoundModel, *, key_pem: bytes | None = None) -> Manifest:
    """Return the manifest of a model in a folder; its version is made from its content.

    Raises:
        ModelCorruptError: a GGUF file is damaged.
        ModelUnsupportedError: no runtime knows the files.
        SignatureError: `key_pem` is no private key.
    """
    files = []
    newest = 0.0
    architecture = ""
    for name in model.files:
        path = folder / name
        newest = max(newest, path.stat().st_mtime)
        sha256, chunks = hash_file(path, cut(path))
        own = name[len(model.base) + 1 :] if model.base else name
        size = path.stat().st_size
        url = quote(name)
        files.append(ModelFile(name=own, size_bytes=size, sha256=sha256, chunks=chunks, url=url))
        if not architecture and size and is_gguf(path):
            architecture = str(gguf_header(path).metadata.get("general.architecture", ""))
    is_zip = files[0].name.lower().endswith(".zip")
    runtime, entry = ("zip", ".") if is_zip else kinds.detect([file.name for file in files])
    identity = hashlib.sha256("".join(sorted(file.sha256 for file in files)).encode())
    manifest = Manifest(
        id=model.id,
        version=identity.hexdigest()[:12],
        runtime=runtime,
        entry=entry,
        files=tuple(files),
        created_at=format_time(datetime.fromtimestamp(int(newest), timezone.utc)),
        architecture=architecture,
        unpack="zip" if is_zip else None,
    )
    return manifest if key_pem is None else sign(manifest, key_pem)


class ModelFolder:
    """The models of a folder and their manifests, made anew when files change. Any thread may ask.

    Args:
        folder: the folder.
        key_pem: private key that signs the manifests; None: they are unsigned.
    """

    def __init__(self, folder: Path, key_pem: bytes | None = None) -> None:
        if not folder.is_dir():
            raise ModelNotFoundError(f"{folder} is no folder.")
        self.folder: Path = folder.resolve()
        self._key_pem = key_pem
        self._made: dict[tuple[Any, ...], Manifest] = {}
        self._lock = threading.Lock()

    def models(self) -> list[FoundModel]:
        """Return the models that are there now."""
        return find_models(self.folder)

    def manifest(self, model: FoundModel) -> Manifest:
        """Return a model's manifest; hashing happens when a file is new or changed."""
        stats = [(self.folder / name).stat() for name in model.files]
        stamp = (model, *((status.st_size, status.st_mtime_ns) for status in stats))
        with self._lock:
            if stamp not in self._made:
                self._made[stamp] = make_manifest(self.folder, model, key_pem=self._key_pem)
            return self._made[stamp]

    def page(self, name: str) -> bytes | None:
        """Return the index or a manifest as JSON, or None when `name` is neither.

        A manifest that lies in the folder goes before one that would be made.
        """
        own = self._own_manifest(name)
        if own is not None:
            return own
        if name in ("", INDEX):
            ids = [model.id for model in self.models()]
            return json.dumps({"models": [f"{model_id}.json" for model_id in ids]}).encode()
        for model in self.models():
            if name == f"{model.id}.json":
                return self.manifest(model).to_json().encode()
        return None

    def _own_manifest(self, name: str) -> bytes | None:
        """Return a manifest that lies in the folder itself."""
        path = self.folder / name
        is_plain = name == PurePath(name).name and name != INDEX and name.endswith(".json")
        if not (is_plain and path.is_file() and path.resolve().parent == self.folder):
            return None
        content = path.read_bytes()
        try:
            Manifest.from_json(content)
        except ManifestError:
            return None
        return content

    def file(self, name: str) -> Path | None:
        """Return a model's file, or None for anything else in the folder."""
        if any(name in model.files for model in self.models()):
            return self.folder / name
        return None


class ModelServer(ThreadingHTTPServer):
    """Serves a `ModelFolder` over HTTP.

    Args:
        models: what to serve.
        host: address to listen on; the default is reachable from this machine only.
        port: 0 takes a free one.
    """

    daemon_threads = True
    address_family: int = socket.AF_INET

    def __init__(self, models: ModelFolder, host: str = "127.0.0.1", port: int = 0) -> None:
        self.models = models
        self.is_loopback: bool = is_loopback(host)
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        """Address of the index, for clients on this machine or network.

        Of a server that listens everywhere it is this machine's address on the network, where the
        system knows one.
        """
        host, port = str(self.server_address[0]), self.server_address[1]
        if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
            host = _own_address(self.address_family) or host
        return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def is_loopback(host: str) -> bool:
    """Whether a host, given as a name or an address, is this machine only."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _own_address(family: int) -> str | None:
    """Return the address that this machine would send from; None: it has no network."""
    target = ("2001:db8::1", 9) if family == socket.AF_INET6 else ("192.0.2.1", 9)
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect(target)  # an address for documentation: nothing is sent to it
            return str(probe.getsockname()[0])
    except OSError:
        return None


def _host_of(header: str) -> str:
    """Return the host of a `Host` header, without the port."""
    return header.rpartition("]")[0] if header.startswith("[") else header.partition(":")[0]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60.0
    server: ModelServer
    _is_answered = False

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: Any) -> None:
        pass  # the command prints its own lines

    def _answer(self, *, with_body: bool) -> None:
        self._is_answered = False  # a connection carries several requests
        if self.server.is_loopback and not is_loopback(_host_of(self.headers.get("Host", ""))):
            self.send_error(HTTPStatus.FORBIDDEN, explain="This server is for its own machine.")
            return
        name = unquote(urlsplit(self.path).path).lstrip("/")
        try:
            page = self.server.models.page(name)
            path = None if page is not None else self.server.models.file(name)
            if page is not None:
                self._send_page(page, with_body=with_body)
            elif path is not None:
                self._send_file(path, with_body=with_body)
            else:
                self.send_error(HTTPStatus.NOT_FOUND)
        except (ConnectionError, TimeoutError):
            self.close_connection = True
        except (OSError, ModelError) as error:
            self._fail(error)

    def _fail(self, error: OSError | ModelError) -> None:
        """Say what is wrong; once the head is sent, a short body is all that can say it."""
        self.close_connection = True
        if not self._is_answered:
            reason = error.message if isinstance(error, ModelError) else error.strerror
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR, explain=reason)

    def end_headers(self) -> None:
        """Send the head: no browser shall take a model for a page."""
        self.send_header("X-Content-Type-Options", "nosniff")
        self._is_answered = True
        super().end_headers()

    def _send_page(self, page: bytes, *, with_body: bool) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if with_body:
            self.wfile.write(page)

    def _send_file(self, path: Path, *, with_body: bool) -> None:
        status = path.stat()
        size, etag = status.st_size, f'"{status.st_size:x}-{status.st_mtime_ns:x}"'
        extent = self._range(size, etag)
        if extent is None:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{size}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        start, end = extent
        is_part = (start, end) != (0, size) or "Range" in self.headers
        self.send_response(HTTPStatus.PARTIAL_CONTENT if is_part else HTTPStatus.OK)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Content-Length", str(end - start))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("ETag", etag)
        if is_part:
            self.send_header("Content-Range", f"bytes {start}-{end - 1}/{size}")
        self.end_headers()
        if with_body:
            self._send_bytes(path, start, end)

    def _send_bytes(self, path: Path, start: int, end: int) -> None:
        with path.open("rb") as file:
            file.seek(start)
            while start < end and (data := file.read(min(_BLOCK_BYTES, end - start))):
                self.wfile.write(data)
                start += len(data)
        if start < end:  # it shrank: only the connection's end can say so now
            self.close_connection = True

    def _range(self, size: int, etag: str) -> tuple[int, int] | None:
        """Return the [start, end) that is wanted, the whole when in doubt; None: there is none."""
        found = _RANGE.fullmatch(self.headers.get("Range", ""))
        wanted_tag = self.headers.get("If-Range")
        if found is None or found[0] == "bytes=-" or wanted_tag not in (None, etag):
            del self.headers["Range"]
            return 0, size
        if found[1]:
            start, end = int(found[1]), min(size, int(found[2]) + 1 if found[2] else size)
        else:
            start, end = max(0, size - int(found[2])), size
        return (start, end) if start < end else None
