"""A web server on loopback that misbehaves on purpose, by the script of each test."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import re
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

RANGE = re.compile(r"bytes=(\d+)-(\d*)")


@dataclass
class Request:
    """What a client asked: path with query, headers in lower case, and its place in the row."""

    path: str
    headers: dict[str, str]
    number: int


@dataclass
class Resource:
    """A file that is served, and how badly.

    Attributes:
        content: its bytes.
        etag: entity tag; None: none is sent. A function is asked for each request.
        has_ranges: answer ranges with 206; False: send the whole with 200.
        drop_after: bytes after which the connection breaks, one entry a request; 0: never.
        status: status instead of success, one entry a request; 0: success.
        retry_after: header of error answers.
        content_length: header instead of the truth; None: the truth; "none": chunked.
        is_gzipped: send it compressed, whatever was asked for.
        redirect: address to redirect to.
        is_endless: after the content, go on with zeros until the client leaves.
        range_total: total in Content-Range instead of the truth.
        requires: header that must have this value, else 401.
        headers: further headers.
        on_request: called with each request before it is answered.
        on_bytes: called before each block of the body is sent.
    """

    content: bytes = b""
    etag: str | Callable[[Request], str] | None = '"v1"'
    has_ranges: bool = True
    drop_after: list[int] = field(default_factory=list)
    status: list[int] = field(default_factory=list)
    retry_after: str | None = None
    content_length: str | None = None
    is_gzipped: bool = False
    redirect: str | None = None
    is_endless: bool = False
    range_total: int | str | None = None
    requires: tuple[str, str] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    on_request: Callable[[Request], None] | None = None
    on_bytes: Callable[[int], None] | None = None


class BadServer(ThreadingHTTPServer):
    """Serves `resources` by path and remembers every request and every byte of every body."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.resources: dict[str, Resource] = {}
        self.requests: list[Request] = []
        self.sent_bytes = 0
        self.open_now = 0
        self.most_open = 0
        self.lock = threading.Lock()
        self.scheme = "http"

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}/{path.lstrip('/')}"

    def add(self, path: str, content: bytes = b"", **options: Any) -> str:
        """Serve a file and return its address."""
        self.resources["/" + path.lstrip("/")] = Resource(content, **options)
        return self.url(path)

    def paths(self) -> list[str]:
        """Return the paths that were asked for."""
        return [request.path for request in self.requests]

    def forget(self) -> None:
        """Start counting anew."""
        with self.lock:
            self.requests.clear()
            self.sent_bytes = 0
            self.most_open = 0

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that leave are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: BadServer

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        server = self.server
        headers = {name.lower(): value for name, value in self.headers.items()}
        with server.lock:
            request = Request(self.path, headers, len(server.requests))
            server.requests.append(request)
            server.open_now += 1
            server.most_open = max(server.most_open, server.open_now)
        try:
            resource = server.resources.get(self.path.partition("?")[0])
            if resource is None:
                self._plain(404)
            else:
                self._serve(resource, request)
        finally:
            with server.lock:
                server.open_now -= 1

    def _plain(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _serve(self, resource: Resource, request: Request) -> None:
        if resource.on_request is not None:
            resource.on_request(request)
        if resource.requires is not None:
            name, value = resource.requires
            if request.headers.get(name.lower()) != value:
                self._plain(401)
                return
        with self.server.lock:
            status = resource.status.pop(0) if resource.status else 0
            drop = resource.drop_after.pop(0) if resource.drop_after else 0
        if status:
            extra = {"Retry_After": resource.retry_after} if resource.retry_after else {}
            self._plain(status, **extra)
        elif resource.redirect is not None:
            self._plain(302, Location=resource.redirect)
        else:
            self._send(resource, request, drop)

    def _send(self, resource: Resource, request: Request, drop: int) -> None:
        etag = resource.etag(request) if callable(resource.etag) else resource.etag
        content = gzip.compress(resource.content) if resource.is_gzipped else resource.content
        size = len(content)
        found = RANGE.fullmatch(request.headers.get("range", "")) if resource.has_ranges else None
        if_range = request.headers.get("if-range")
        if if_range is not None and if_range != etag:
            found = None
        start, end = 0, size
        if found is not None:
            start = int(found[1])
            end = min(size, int(found[2]) + 1) if found[2] else size
            if start >= size:
                self._plain(416, Content_Range=f"bytes */{size}")
                return
        self.send_response(200 if found is None else 206)
        if found is not None:
            total = size if resource.range_total is None else resource.range_total
            self.send_header("Content-Range", f"bytes {start}-{end - 1}/{total}")
        if etag is not None:
            self.send_header("ETag", etag)
        if resource.is_gzipped:
            self.send_header("Content-Encoding", "gzip")
        for name, value in resource.headers.items():
            self.send_header(name, value)
        is_chunked = resource.content_length == "none" or resource.is_endless
        if is_chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", resource.content_length or str(end - start))
        self.end_headers()
        self._send_body(resource, content[start:end], drop, is_chunked=is_chunked)

    def _send_body(self, resource: Resource, body: bytes, drop: int, *, is_chunked: bool) -> None:
        if drop:
            body = body[:drop]
        blocks = (body[at : at + 16384] for at in range(0, len(body), 16384))
        try:
            for block in blocks:
                self._write(resource, block, is_chunked=is_chunked)
            while resource.is_endless:
                self._write(resource, bytes(16384), is_chunked=True)
            if drop or (resource.content_length or "none") != "none":
                self.wfile.flush()
                self.close_connection = True
            elif is_chunked:
                self.wfile.write(b"0\r\n\r\n")
        except (ConnectionError, ssl.SSLError):
            self.close_connection = True

    def _write(self, resource: Resource, block: bytes, *, is_chunked: bool) -> None:
        if resource.on_bytes is not None:
            resource.on_bytes(len(block))
        framed = b"%x\r\n%s\r\n" % (len(block), block) if is_chunked else block
        self.wfile.write(framed)
        with self.server.lock:
            self.server.sent_bytes += len(block)


@contextlib.contextmanager
def running(tls: ssl.SSLContext | None = None) -> Iterator[BadServer]:
    """Run a server for the length of a block."""
    server = BadServer()
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        server.scheme = "https"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class FakeHub:
    """The hub's protocol on a `BadServer`: model information, and files by commit.

    Args:
        server: the server.
        repo: "owner/name".
        token: needed for everything; None: public.
    """

    def __init__(self, server: BadServer, repo: str, token: str | None = None) -> None:
        self._server = server
        self._repo = repo
        self._token = token

    def publish(
        self, commit: str, files: dict[str, bytes], *, small: tuple[str, ...] = (), **options: Any
    ) -> None:
        """Publish a commit on `main`; files in `small` are in Git itself, the others in LFS."""
        import json

        siblings = []
        requires = ("Authorization", f"Bearer {self._token}") if self._token else None
        for name, content in files.items():
            git = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
            row: dict[str, Any] = {"rfilename": name, "size": len(content), "blobId": git}
            if name not in small:
                sha256 = hashlib.sha256(content).hexdigest()
                row["lfs"] = {"size": len(content), "sha256": sha256, "pointerSize": 134}
            siblings.append(row)
            path = f"{self._repo}/resolve/{commit}/{name}"
            self._server.add(path, content, requires=requires, **options)
        info = {
            "id": self._repo,
            "modelId": self._repo,
            "sha": commit,
            "private": False,
            "tags": ["gguf"],
            "siblings": siblings,
            "cardData": {"license": "apache-2.0"},
        }
        body = json.dumps(info).encode()
        headers = {"Content-Type": "application/json"}
        for path in ("", "/revision/main", f"/revision/{commit}"):
            self._server.add(
                f"api/models/{self._repo}{path}", body, requires=requires, headers=headers
            )
