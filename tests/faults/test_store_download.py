"""Downloads from a server that breaks, lies and changes: the right bytes, or a clear error."""

from __future__ import annotations

import dataclasses
import random
import ssl
import threading
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address
from pathlib import Path

import pytest

from onhand.errors import (
    DownloadError,
    ModelCorruptError,
    ModelNotFoundError,
    PullCancelledError,
)
from onhand.store import Store
from onhand.store.download import Download, DownloadParams
from onhand.store.events import Progress, RetryEvent
from onhand.store.partial import Partial
from onhand.store.transport import Client, PassingError
from tests.http_server import BadServer, Request, running
from tests.store_kit import QUICK, noise

MIB = 1 << 20


class Fetch:
    """One download into a folder, with everything that it told."""

    def __init__(self, folder: Path, **params: object) -> None:
        self.folder = folder
        self.params: DownloadParams = dataclasses.replace(QUICK, **params)  # type: ignore[arg-type]
        self.events: list[object] = []

    def run(self, url: str, size: int | None = None, *, is_pinned: bool = False) -> bytes:
        partial = Partial(self.folder, "file")
        self.progress = Progress(self.events.append)
        try:
            with Client(read_timeout_s=5) as client:
                Download(
                    client,
                    url,
                    partial,
                    self.progress,
                    expected_bytes=size,
                    is_pinned=is_pinned,
                    params=self.params,
                ).run()
            return partial.finish().read_bytes()
        finally:
            partial.close()

    def retries(self) -> list[str]:
        return [event.cause for event in self.events if isinstance(event, RetryEvent)]


@pytest.fixture
def fetch(tmp_path: Path) -> Fetch:
    return Fetch(tmp_path)


def ranges(server: BadServer) -> list[str | None]:
    return [request.headers.get("range") for request in server.requests]


# ── what a good server does ──────────────────────────────────────────────────


@pytest.mark.parametrize("n", [1, 1000, 3 * MIB + 17])
@pytest.mark.parametrize("is_known", [True, False])
def test_any_size_arrives_whole_whether_known_beforehand_or_not(server, fetch, n, is_known):
    content = noise(n)
    url = server.add("model", content)
    assert fetch.run(url, n if is_known else None) == content


def test_large_files_come_by_several_connections_at_once(server, tmp_path):
    content = noise(8 * MIB)
    barrier = threading.Barrier(3)

    def meet(request: Request) -> None:
        if request.number in (1, 2, 3):  # the first request goes alone
            barrier.wait(10)

    url = server.add("model", content, on_request=meet)
    assert Fetch(tmp_path, connections=3).run(url, len(content)) == content
    assert server.most_open >= 3
    assert server.sent_bytes == len(content)


def test_one_connection_asks_for_the_whole_at_once(server, tmp_path):
    url = server.add("model", noise(5 * MIB))
    Fetch(tmp_path, connections=1).run(url, 5 * MIB)
    assert ranges(server) == [f"bytes=0-{5 * MIB - 1}"]


def test_redirects_are_followed_and_credentials_stay_with_their_host(tmp_path):
    with running() as hub, running() as store:
        content = noise(1000)
        target = store.add("cdn/file", content)
        url = hub.add("file", redirect=target)
        host = url.rsplit("/", 1)[0]
        secret = {host: {"Authorization": "Bearer secret"}}
        with Client(headers_by_host=secret) as client:
            _, body = client.get_whole(url, 10_000)
        assert body == content
        assert hub.requests[0].headers["authorization"] == "Bearer secret"
        assert "authorization" not in store.requests[0].headers


def test_a_redirect_loop_ends(server, fetch):
    url = server.url("loop")
    server.add("loop", redirect=url)
    with pytest.raises(DownloadError, match="redirects more than 10 times"):
        fetch.run(url)
    assert len(server.requests) == 11


def test_a_redirect_out_of_http_is_refused(server, fetch):
    with pytest.raises(DownloadError, match="no http or https address"):
        fetch.run(server.add("x", redirect="file:///etc/passwd"))


# ── broken connections ───────────────────────────────────────────────────────


def test_a_dropped_connection_goes_on_where_it_broke(server, fetch):
    content = noise(600_000)
    url = server.add("model", content, drop_after=[100_000, 200_000])
    assert fetch.run(url, len(content)) == content
    assert server.sent_bytes <= len(content) + 4 * 16384
    assert len(fetch.retries()) == 2


def test_a_restarted_process_goes_on_where_the_former_stopped(server, tmp_path):
    content = noise(500_000)
    url = server.add("model", content, drop_after=[300_000])
    with pytest.raises(DownloadError, match=r"Gave up after 1 tries .* kept"):
        Fetch(tmp_path, max_attempts=1).run(url, len(content))
    server.forget()
    assert Fetch(tmp_path).run(url, len(content)) == content
    assert server.sent_bytes < 250_000


def test_drops_in_parallel_ranges_cost_only_what_was_lost(server, tmp_path):
    content = noise(6 * MIB)
    url = server.add("model", content, drop_after=[0, 500_000, 0, 700_000, 0, 100_000])
    fetch = Fetch(tmp_path, connections=3)
    assert fetch.run(url, len(content)) == content
    assert fetch.progress.fetched_bytes == len(content)  # nothing came twice


def test_a_server_that_never_gets_further_is_given_up(server, tmp_path):
    url = server.add("model", noise(1000), has_ranges=False, drop_after=[500] * 99)
    fetch = Fetch(tmp_path, max_attempts=4)
    with pytest.raises(DownloadError, match="Gave up after 4 tries"):
        fetch.run(url, 1000)
    assert len(server.requests) == 4


def test_busy_answers_are_waited_for_as_the_server_asks(server, fetch):
    url = server.add("model", b"x" * 10, status=[503, 429], retry_after="0")
    assert fetch.run(url, 10) == b"x" * 10
    assert [event.wait_s for event in fetch.events if isinstance(event, RetryEvent)] == [0, 0]


def test_nobody_listening_is_a_clear_error(server, tmp_path):
    url = server.url("model")
    server.server_close()
    server.shutdown()
    with pytest.raises(DownloadError, match="Gave up after 2 tries"):
        Fetch(tmp_path, max_attempts=2).run(url, 10)


def test_a_missing_file_is_not_asked_for_twice(server, fetch):
    with pytest.raises(ModelNotFoundError, match="404"):
        fetch.run(server.url("nothing"), 10)
    assert len(server.requests) == 1


def test_a_refusal_says_what_it_wants(server, fetch):
    url = server.add("model", b"x", requires=("Authorization", "Bearer right"))
    with pytest.raises(DownloadError, match="401") as caught:
        fetch.run(url, 1)
    assert "HF_TOKEN" in caught.value.hint


# ── servers without ranges, and answers that differ from the question ────────


def test_a_server_without_ranges_sends_all_in_one_piece(server, fetch):
    content = noise(3 * MIB)
    assert fetch.run(server.add("model", content, has_ranges=False), len(content)) == content
    assert len(server.requests) == 1


def test_a_server_without_ranges_starts_anew_after_a_drop(server, fetch):
    content = noise(300_000)
    url = server.add("model", content, has_ranges=False, drop_after=[200_000])
    assert fetch.run(url, len(content)) == content


def test_a_server_that_lost_its_ranges_still_delivers_after_a_restart(server, tmp_path):
    content = noise(400_000)
    url = server.add("model", content, drop_after=[200_000])
    with pytest.raises(DownloadError):
        Fetch(tmp_path, max_attempts=1).run(url, len(content))
    server.resources["/model"].has_ranges = False
    assert Fetch(tmp_path).run(url, len(content)) == content


def test_416_at_the_end_means_complete_when_the_size_was_never_said(server, tmp_path):
    content = noise(8 * MIB)  # exactly one first segment
    server.add("model", content, headers={})
    fetch = Fetch(tmp_path)
    partial = Partial(tmp_path, "file")
    partial.write(0, content)
    partial.close()
    assert fetch.run(server.url("model")) == content
    assert ranges(server) == [f"bytes={8 * MIB}-{16 * MIB - 1}"]


def test_416_with_another_size_starts_anew(server, tmp_path):
    partial = Partial(tmp_path, "file")
    partial.write(0, noise(5000, seed=9))
    partial.size_bytes = 9000
    partial.close()
    content = noise(3000)
    assert Fetch(tmp_path).run(server.add("model", content)) == content


def test_a_changed_tag_between_two_processes_starts_anew(server, tmp_path):
    old, new = noise(300_000, seed=1), noise(300_000, seed=2)
    url = server.add("model", old, etag='"old"', drop_after=[200_000])
    with pytest.raises(DownloadError):
        Fetch(tmp_path, max_attempts=1).run(url, len(old))
    server.add("model", new, etag='"new"')
    assert Fetch(tmp_path).run(url, len(new)) == new


@pytest.mark.parametrize("tag", ['"{}"', 'W/"{}"'])
def test_a_tag_that_changes_in_the_middle_never_mixes_two_files(server, tmp_path, tag):
    contents = {0: noise(5 * MIB, seed=1), 1: noise(5 * MIB, seed=2)}
    version = [0]

    def swap(request: Request) -> None:
        if request.number == 2:
            version[0] = 1
            server.resources["/model"].content = contents[1]

    url = server.add("model", contents[0], etag=lambda _: tag.format(version[0]), on_request=swap)
    assert Fetch(tmp_path, connections=2).run(url, 5 * MIB) == contents[1]


def test_a_file_that_never_stops_changing_is_given_up(server, fetch):
    count = iter(range(10_000))
    url = server.add("model", noise(4 * MIB), etag=lambda _: f'"{next(count)}"')
    with pytest.raises(DownloadError, match="changes while it is being fetched"):
        fetch.run(url, 4 * MIB)


def test_tags_that_differ_between_mirrors_do_no_harm_when_the_hash_is_known(server, fetch):
    content = noise(4 * MIB)
    count = iter(range(10_000))
    url = server.add("model", content, etag=lambda _: f'"{next(count)}"')
    assert fetch.run(url, len(content), is_pinned=True) == content


@pytest.mark.parametrize("size", [999, 1001, 10**15])
def test_a_size_that_contradicts_the_manifest_is_refused_before_the_body(server, fetch, size):
    url = server.add("model", noise(1000), range_total=size)
    with pytest.raises(DownloadError, match="are expected"):
        fetch.run(url, 1000)
    assert not (fetch.folder / "file.part").stat().st_size


def test_too_large_a_content_length_is_a_drop(server, tmp_path):
    url = server.add("model", noise(1000), content_length="2000", has_ranges=False)
    with pytest.raises(DownloadError):
        Fetch(tmp_path, max_attempts=2).run(url)


def test_too_small_a_content_length_is_refused(server, fetch):
    url = server.add("model", noise(1000), content_length="500", has_ranges=False)
    with pytest.raises(DownloadError, match="500 bytes, but 1,000 are expected"):
        fetch.run(url, 1000)


def test_a_body_without_a_length_arrives_whole(server, fetch):
    content = noise(100_000)
    url = server.add("model", content, content_length="none", has_ranges=False)
    assert fetch.run(url) == content


def test_an_empty_body_is_an_error_and_not_a_model(server, fetch):
    with pytest.raises(DownloadError, match="empty"):
        fetch.run(server.add("model", b"", has_ranges=False))
    with pytest.raises(DownloadError, match="empty"):
        fetch.run(server.add("other", b""))


def test_an_endless_body_is_cut_off_at_the_expected_size(server, fetch):
    url = server.add("model", noise(1000), is_endless=True, has_ranges=False)
    with pytest.raises(DownloadError, match="more than the 1,000 bytes"):
        fetch.run(url, 1000)


def test_an_endless_body_of_unknown_size_is_cut_off_at_the_limit(server, tmp_path):
    url = server.add("model", b"", is_endless=True, has_ranges=False)
    with pytest.raises(DownloadError, match="more than 1,000,000 bytes"):
        Fetch(tmp_path, max_file_bytes=1_000_000).run(url)
    assert (tmp_path / "file.part").stat().st_size < 1_200_000


@pytest.mark.parametrize("has_ranges", [True, False])
def test_a_compressed_answer_is_unpacked(server, fetch, has_ranges):
    content = b"onhand " * 50_000
    url = server.add("model", content, is_gzipped=True, has_ranges=has_ranges)
    assert fetch.run(url, len(content)) == content
    assert all(r.headers["accept-encoding"] == "identity" for r in server.requests)


def test_a_compressed_bomb_is_cut_off(server, fetch):
    url = server.add("model", bytes(30 * MIB), is_gzipped=True, has_ranges=False)
    with pytest.raises(DownloadError, match="more than the 1,000 bytes"):
        fetch.run(url, 1000)


# ── TLS ──────────────────────────────────────────────────────────────────────


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1 that nobody knows, and a server's context with it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "onhand test")])
    now = datetime.now(timezone.utc)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    pem, key_pem = tmp_path / "cert.pem", tmp_path / "key.pem"
    pem.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    key_pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key_pem)
    return pem, context


def test_an_unknown_certificate_is_refused_at_once_with_what_to_do(certificate, fetch):
    with running(certificate[1]) as server:
        url = server.add("model", b"x")
        with pytest.raises(DownloadError, match="certificate is refused") as caught:
            fetch.run(url, 1)
        assert "SSL_CERT_FILE" in caught.value.hint
        assert not server.requests
    assert not fetch.retries()


def test_a_private_authority_is_accepted_when_it_is_named(certificate, fetch, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with running(certificate[1]) as server:
        assert fetch.run(server.add("model", b"secret"), 6) == b"secret"


def test_https_never_falls_back_to_http(certificate, fetch, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with running(certificate[1]) as safe, running() as plain:
        url = safe.add("model", redirect=plain.add("model", b"x"))
        with pytest.raises(DownloadError, match="from https to http"):
            fetch.run(url, 1)
        assert not plain.requests


# ── the caller ───────────────────────────────────────────────────────────────


def test_a_cancel_stops_it_and_keeps_what_came(server, tmp_path):
    content = noise(4 * MIB)
    stop = threading.Event()
    server.add("model", content, on_bytes=lambda _: stop.set() if server.sent_bytes > MIB else None)
    partial = Partial(tmp_path, "file")
    with Client() as client, pytest.raises(PullCancelledError):
        Download(
            client,
            server.url("model"),
            partial,
            Progress(cancel=stop),
            expected_bytes=len(content),
            params=QUICK,
        ).run()
    partial.close()
    assert partial.done_bytes > 0
    server.resources["/model"].on_bytes = None
    again = Fetch(tmp_path)
    assert again.run(server.url("model"), len(content)) == content
    assert again.progress.fetched_bytes == len(content) - partial.done_bytes


def test_messages_hold_neither_tokens_nor_signed_queries(server, fetch):
    url = server.url("gone?X-Amz-Signature=SECRET").replace("http://", "http://user:SECRET@")
    with pytest.raises(ModelNotFoundError) as caught:
        fetch.run(url, 1)
    assert "SECRET" not in str(caught.value)


# ── everything at once ───────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(25))
def test_whatever_a_server_does_the_right_bytes_arrive_or_none(server, tmp_path, monkeypatch, seed):
    """Random drops, refusals, lost ranges, tags and sizes, over several processes."""
    monkeypatch.setattr("onhand.store.download.MIN_SEGMENT_BYTES", 16384)
    dice = random.Random(seed)
    content = noise(300_000, seed)
    resource_path = "/model"
    url = server.add("model", content)
    resource = server.resources[resource_path]

    def misbehave(request: Request) -> None:
        resource.has_ranges = dice.random() < 0.8
        resource.is_gzipped = dice.random() < 0.1
        resource.content_length = "none" if dice.random() < 0.1 else None
        resource.drop_after = [dice.randrange(1, 60_000)] if dice.random() < 0.4 else []
        resource.status = [dice.choice([500, 503, 429])] if dice.random() < 0.2 else []
        resource.etag = None if dice.random() < 0.1 else f'"{dice.random() < 0.03}"'

    resource.on_request = misbehave
    size = dice.choice([None, len(content)])
    for _ in range(20):
        fetch = Fetch(tmp_path, connections=dice.choice([1, 3]), max_attempts=3)
        try:
            arrived = fetch.run(url, size, is_pinned=dice.random() < 0.5)
        except DownloadError:
            continue
        assert arrived == content
        return
    resource.on_request = None
    server.add("model", content)
    assert Fetch(tmp_path).run(url, size) == content


@pytest.mark.parametrize("where", ["the manifest", "one range", "many ranges", "TLS"])
def test_a_cancel_does_not_wait_for_a_silent_server(certificate, tmp_path, monkeypatch, where):
    """Silence would be noticed after `read_timeout_s` only: 30 seconds for an app that closes."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    reached, go, cancel = threading.Event(), threading.Event(), threading.Event()
    failures: list[BaseException] = []
    with running(certificate[1] if where == "TLS" else None) as server:

        def fall_silent(_: object) -> None:
            if where != "many ranges" or server.sent_bytes > 3 * MIB:
                reached.set()
                go.wait(60)

        if where == "the manifest":
            url = server.add("model.json", b"{}", on_request=fall_silent)
        else:
            content = noise(8 * MIB if where == "many ranges" else 1000)
            url = server.add("model.zip", content, on_bytes=fall_silent)
        store = Store(tmp_path / "store", params=dataclasses.replace(QUICK, read_timeout_s=60))

        def pull() -> None:
            try:
                store.pull(url, cancel=cancel)
            except PullCancelledError as error:
                failures.append(error)

        thread = threading.Thread(target=pull)
        thread.start()
        try:
            assert reached.wait(30)
            cancel.set()
            thread.join(20)
            assert not thread.is_alive()
            assert failures
        finally:
            go.set()
            thread.join()


def test_what_begins_after_an_interrupt_fails_at_once(server):
    """A thread may be about to connect while another one cuts what there is."""
    go = threading.Event()
    url = server.add("model", b"x", on_request=lambda _: go.wait(60))
    try:
        with Client(read_timeout_s=60) as client:
            client.interrupt()
            with pytest.raises(PassingError), client.get(url):
                pass
    finally:
        go.set()


@pytest.mark.parametrize("total", ["9" * 400, "9" * 5000])
def test_absurd_numbers_in_headers_are_clear_errors(server, fetch, total):
    url = server.add("model", noise(1000), range_total=total)
    with pytest.raises(DownloadError, match="without a usable Content-Range"):
        fetch.run(url)


def test_an_absurd_wait_is_not_waited_for(server, tmp_path):
    content = noise(1000)
    url = server.add("model.zip", content, status=[503, 503], retry_after="9" * 300)
    store = Store(tmp_path / "store", params=QUICK)
    with pytest.raises(ModelCorruptError):  # it came, and is no zip
        store.pull(url)
    server.resources["/model.zip"].status = [503, 503]
    server.resources["/model.zip"].retry_after = "99999"
    told: list[object] = []
    with pytest.raises(ModelCorruptError):
        store.pull(url, on_event=told.append)
    waits = [event.wait_s for event in told if isinstance(event, RetryEvent)]
    assert waits == [QUICK.max_wait_s] * 2
