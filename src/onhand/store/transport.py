"""HTTP for the store: requests that follow redirects safely, and answers whose claims are checked.

Knows nothing of models or files on disk. Sends credentials to the host that they are for and to
no other, and keeps them, and the queries of signed addresses, out of every message.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
import socket
import ssl
import threading
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit, urlunsplit

from onhand.errors import DownloadError, ModelNotFoundError
from onhand.store.offline import check_online

if TYPE_CHECKING:
    import httpx

MAX_REDIRECTS: Final = 10
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_DIGITS: Final = r"[0-9]{1,18}"
"""Numbers of headers have so many digits at most; longer ones are lies, and slow to read."""
_CONTENT_RANGE: Final = re.compile(rf"bytes (?:({_DIGITS})-({_DIGITS})|\*)/({_DIGITS}|\*)")


class PassingError(Exception):
    """A failure that may pass: the caller waits and tries again.

    Attributes:
        cause: what failed, for people.
        wait_s: how long the server asks to wait; None: it does not say.
    """

    def __init__(self, cause: str, wait_s: float | None = None) -> None:
        super().__init__(cause)
        self.cause = cause
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an answer to a GET.

    Attributes:
        url: address that gave it, after redirects.
        status: 200, 206 or 416.
        etag: entity tag; None: none.
        start: first byte of the body in the file.
        size_bytes: length of the whole file; None: the server does not say.
        is_encoded: the body is compressed, so that sizes and ranges mean something else.
    """

    url: str
    status: int
    etag: str | None
    start: int
    size_bytes: int | None
    is_encoded: bool


class Client:
    """Fetches by HTTP or HTTPS. Several threads may use one.

    Args:
        headers_by_host: headers, such as credentials, for one "scheme://host:port" each.
        offline: refuse everything.
        connect_timeout_s, read_timeout_s: limits on silence.

    Raises:
        OfflineError: the network is forbidden; nothing was opened.
    """

    def __init__(
        self,
        *,
        headers_by_host: Mapping[str, Mapping[str, str]] | None = None,
        offline: bool = False,
        connect_timeout_s: float = 15.0,
        read_timeout_s: float = 30.0,
    ) -> None:
        check_online("A download", offline=offline)
        import httpx

        self._headers_by_host = dict(headers_by_host or {})
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._sockets_lock = threading.Lock()
        self._is_interrupted = False
        files = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
        self._http = httpx.Client(
            verify=_tls_context(*files),
            follow_redirects=False,
            timeout=httpx.Timeout(read_timeout_s, connect=connect_timeout_s),
            headers={"User-Agent": "onhand", "Accept-Encoding": "identity"},
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=16),
        )

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def interrupt(self) -> None:
        """End what other threads are waiting for, from any thread, and what they would begin.

        Their requests fail at once, as by a dropped connection; the client is of no use afterwards.
        """
        with self._sockets_lock:
            self._is_interrupted = True
            for connection in self._sockets:
                _shut(connection)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def get(
        self, url: str, *, start: int | None = None, end: int | None = None, etag: str | None = None
    ) -> Iterator[tuple[Answer, Iterator[bytes]]]:
        """Ask for a file, or for its bytes [start, end), and yield the head and the body.

        A strong `etag` makes the server send the whole file when it is another one by now.
        The body comes in pieces as they arrive; leaving the block early drops the rest.

        Raises:
            PassingError: a failure that may pass.
            ModelNotFoundError: there is no such file.
            DownloadError: a failure that will not pass.
        """
        headers = {}
        if start is not None:
            headers["Range"] = f"bytes={start}-" + ("" if end is None else str(end - 1))
            if etag is not None and not etag.startswith("W/"):
                headers["If-Range"] = etag
        with _passing_errors(url):
            response = self._follow(url, headers)
            try:
                answer = _head(response, start or 0)
                yield answer, _body(response, answer)
            finally:
                response.close()

    def get_whole(self, url: str, max_bytes: int) -> tuple[Answer, bytes]:
        """Fetch a small file into memory.

        Raises:
            DownloadError: it has more than `max_bytes`; or as `get`.
        """
        with self.get(url) as (answer, body):
            data = bytearray()
            for piece in body:
                data += piece
                if len(data) > max_bytes:
                    raise DownloadError(f"{public(url)} has more than {max_bytes} bytes.")
        return answer, bytes(data)

    def _note_socket(self, event: str, facts: Mapping[str, Any]) -> None:
        """Remember a new connection for `interrupt`: httpcore tells of it as it is made."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            connection = facts["return_value"].get_extra_info("socket")
            with self._sockets_lock:
                self._sockets.add(connection)
                if self._is_interrupted:  # it was on its way meanwhile
                    _shut(connection)

    def _follow(self, url: str, headers: Mapping[str, str]) -> httpx.Response:
        current = url
        for _ in range(MAX_REDIRECTS + 1):
            check_web_address(current)
            own = self._headers_by_host.get(origin(current), {})
            try:
                request = self._http.build_request(
                    "GET",
                    current,
                    headers={**headers, **own},
                    extensions={"trace": self._note_socket},
                )
                response = self._http.send(request, stream=True)
            except UnicodeError as error:  # a host that cannot be written in ASCII
                raise _unusable(current) from error
            target = response.headers.get("Location")
            if response.status_code not in _REDIRECTS or not target:
                return response
            response.close()
            following = join(current, target)
            if current.startswith("https:") and not following.startswith("https:"):
                raise DownloadError(
                    f"{public(current)} redirects from https to {public(following)}: refused."
                )
            current = following
        raise DownloadError(f"{public(url)} redirects more than {MAX_REDIRECTS} times.")


@functools.lru_cache(maxsize=4)
def _tls_context(cert_file: str | None, cert_dir: str | None) -> ssl.SSLContext:
    """Return httpx's context for these variables; making one costs more than a small download."""
    del cert_file, cert_dir  # httpx reads them itself; here they are the key
    import httpx

    return httpx.create_ssl_context()


def _shut(connection: socket.socket) -> None:
    """Wake whoever waits for a connection; closing it would not."""
    with contextlib.suppress(OSError):
        # not TLS's own, which takes the session away under the one who reads
        socket.socket.shutdown(connection, socket.SHUT_RDWR)


def origin(url: str) -> str:
    """Return scheme, host and port of an address, in lower case, as one text."""
    parts = urlsplit(url)
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    return f"{parts.scheme}://{(parts.hostname or '').lower()}:{port}"


def public(url: str) -> str:
    """Return an address without what may be secret in it: user, password, query, fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "(no address)"
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def check_web_address(url: str) -> None:
    """Raise DownloadError unless `url` is an http or https address with a host."""
    try:
        parts = urlsplit(url)
        is_fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_fine = False
    if not is_fine:
        raise _unusable(url)


def join(base: str, address: str) -> str:
    """Return an address that is relative to another one in full.

    Raises:
        DownloadError: it is none.
    """
    try:
        return urljoin(base, address)
    except ValueError as error:
        raise _unusable(address) from error


def _unusable(url: str) -> DownloadError:
    return DownloadError(f"{url[:200]!r} is no http or https address.", hint="Check it.")


def _head(response: httpx.Response, start: int) -> Answer:
    """Read status and headers; raise for what is no answer to a GET."""
    status, headers, url = response.status_code, response.headers, str(response.url)
    if status not in (200, 206, 416):
        raise _status_error(status, url, headers.get("Retry-After"))
    encoding = headers.get("Content-Encoding", "identity").strip().lower()
    size = None
    if status != 200:
        found = _CONTENT_RANGE.fullmatch(headers.get("Content-Range", "").strip())
        if status == 206 and (found is None or found[1] is None):
            raise DownloadError(f"{public(url)} answered 206 without a usable Content-Range.")
        if found and found[3] != "*":
            size = int(found[3])
        if status == 206 and found and int(found[1]) != start:
            raise DownloadError(
                f"{public(url)} was asked for bytes from {start} and sent them from {found[1]}."
            )
    elif encoding in ("", "identity"):
        size = _number(headers.get("Content-Length"))
    return Answer(
        url=url,
        status=status,
        etag=headers.get("ETag"),
        start=start if status == 206 else 0,
        size_bytes=size,
        is_encoded=encoding not in ("", "identity"),
    )


def _body(response: httpx.Response, answer: Answer) -> Iterator[bytes]:
    with _passing_errors(answer.url):
        yield from response.iter_bytes() if answer.is_encoded else response.iter_raw()


def _number(text: str | None) -> int | None:
    """Return the number that a header states; None: none, or none that can be meant."""
    return int(text) if text is not None and re.fullmatch(_DIGITS, text.strip()) else None


def _status_error(status: int, url: str, retry_after: str | None) -> Exception:
    where = public(url)
    if status in _PASSING:
        seconds = _number(retry_after)
        return PassingError(
            f"{where} answered {status}", None if seconds is None else float(seconds)
        )
    if status in (401, 403):
        return DownloadError(
            f"{where} answered {status}: it wants credentials, or others.",
            hint="For Hugging Face, accept the model's terms on its page and set HF_TOKEN.",
            status=status,
        )
    if status in (404, 410):
        return ModelNotFoundError(
            f"{where} answered {status}: there is no such file.",
            hint="Check the name, the revision and the address.",
        )
    return DownloadError(f"{where} answered {status}.", status=status)


@contextlib.contextmanager
def _passing_errors(url: str) -> Iterator[None]:
    """Turn httpx's errors into ours: passing ones, and those that will not pass."""
    import httpx

    try:
        yield
    except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise _unusable(url) from error
    except httpx.DecodingError as error:
        raise DownloadError(f"{public(url)} sent a damaged compressed body: {error}.") from error
    except httpx.TransportError as error:
        if _is_certificate_error(error):
            raise DownloadError(
                f"{public(url)}: the server's certificate is refused: {error}.",
                hint="Check the address and the clock; SSL_CERT_FILE adds a private authority.",
            ) from error
        words = str(error).rstrip(".") or type(error).__name__
        raise PassingError(f"{public(url)}: {words}") from error


def _is_certificate_error(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False
