"""The model store, measured: what an update moves, and how fast pulls are beside the hub's own.

    python bench/store.py [--mib 256] [--per-connection-mb-s 20]

Servers run in their own process on loopback. The second table's server limits each connection, as
servers far away do. Prints Markdown.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import platform
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np

import onhand.store as store_package
from onhand.store import DownloadParams, ModelFolder, ProgressEvent, Store

COMMIT = "c" * 40
REPO = "bench/model"


def write_gguf(path: Path, n_tensors: int, tensor_bytes: int, seeds: dict[int, int]) -> None:
    """Write a GGUF file of random F32 tensors; tensor i comes from seed `seeds[i]`, else i."""

    def text(value: str) -> bytes:
        return struct.pack("<Q", len(value)) + value.encode()

    pairs = {"general.architecture": "llama", "general.type": "adapter"}
    head = b"GGUF" + struct.pack("<IQQ", 3, n_tensors, len(pairs))
    head += b"".join(text(key) + struct.pack("<I", 8) + text(v) for key, v in pairs.items())
    for i in range(n_tensors):
        shape = tensor_bytes // 4
        head += text(f"blk.{i}.weight") + struct.pack("<IQIQ", 1, shape, 0, i * tensor_bytes)
    with path.open("wb") as file:
        file.write(head + bytes(-len(head) % 32))
        for i in range(n_tensors):
            file.write(np.random.default_rng(seeds.get(i, i)).bytes(tensor_bytes))


class Handler(BaseHTTPRequestHandler):
    """Answers as the hub does (information, redirect-free files), with ranges and a rate limit."""

    protocol_version = "HTTP/1.1"
    folder: Path
    bytes_per_s: float

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.answer(with_body=False)

    def do_GET(self) -> None:
        self.answer(with_body=True)

    def answer(self, *, with_body: bool) -> None:
        name = self.path.partition("?")[0].rsplit("/", 1)[-1]
        if self.path.startswith("/api/models/"):
            content = (self.folder / "info.json").read_bytes()
            self.head(200, len(content), {"Content-Type": "application/json"})
            self.wfile.write(content)
            return
        path = self.folder / name
        size = path.stat().st_size
        start, end = 0, size
        asked = self.headers.get("Range", "").removeprefix("bytes=")
        if asked:
            low, _, high = asked.partition("-")
            start, end = int(low), min(size, int(high) + 1) if high else size
        extra = {"ETag": f'"{path.stat().st_mtime_ns}"', "X-Repo-Commit": COMMIT}
        if (self.folder / "sha256").exists():
            digest = (self.folder / "sha256").read_text()
            extra |= {"X-Linked-Size": str(size), "X-Linked-Etag": f'"{digest}"'}
        if asked:
            extra["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
        self.head(206 if asked else 200, end - start, extra)
        if with_body:
            self.send_slowly(path, start, end)

    def head(self, status: int, length: int, extra: dict[str, str]) -> None:
        self.send_response(status)
        for key, value in {"Content-Length": str(length), **extra}.items():
            self.send_header(key, value)
        self.end_headers()

    def send_slowly(self, path: Path, start: int, end: int) -> None:
        due = time.perf_counter()
        with path.open("rb") as file:
            file.seek(start)
            while start < end and (data := file.read(min(1 << 18, end - start))):
                self.wfile.write(data)
                start += len(data)
                due += len(data) / self.bytes_per_s
                time.sleep(max(0.0, due - time.perf_counter()))


def serve(folder: Path, bytes_per_s: float) -> None:
    """Serve for ever; print the port first."""
    Handler.folder, Handler.bytes_per_s = folder, bytes_per_s
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    print(server.server_address[1], flush=True)
    server.serve_forever()


@contextlib.contextmanager
def serving(folder: Path, bytes_per_s: float) -> Iterator[str]:
    """Run `serve` in another process and yield its address."""
    command = [sys.executable, __file__, "--serve", str(folder), str(bytes_per_s)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.kill()


def update_table(work: Path, mib: int) -> list[str]:
    """Measure what updates of 1, 5, 10, 25 and 100 % of the tensors move."""
    rows = [
        "| tensors changed | bytes of the file | bytes moved | share | time |",
        "|---|---|---|---|---|",
    ]
    n_tensors = 100
    tensor_bytes = mib * (1 << 20) // n_tensors // 32 * 32
    for percent in (1, 5, 10, 25, 100):
        folder, home = work / f"models-{percent}", work / f"home-{percent}"
        folder.mkdir()
        path = folder / "model.gguf"
        write_gguf(path, n_tensors, tensor_bytes, {})
        publish(folder)
        with serving(folder, 1e12) as address:
            store = Store(home, params=DownloadParams(reserve_bytes=0))
            store.pull(f"{address}/model.json")
            changed = {i * (100 // percent): 10_000 + i for i in range(percent)}
            write_gguf(path, n_tensors, tensor_bytes, changed)
            publish(folder)
            moved: list[int] = []
            begun = time.perf_counter()
            store.update("model", on_event=lambda event, moved=moved: note(event, moved))
            took = time.perf_counter() - begun
        size = path.stat().st_size
        rows.append(
            f"| {percent} % | {size:,} | {moved[-1]:,} | {moved[-1] / size:.1%} | {took:.2f} s |"
        )
        path.unlink()
        store.clear()
    return rows


def note(event: object, moved: list[int]) -> None:
    """Remember the bytes that came over the network."""
    if isinstance(event, store_package.PublishedEvent):
        moved.append(event.fetched_bytes)
    elif isinstance(event, ProgressEvent):
        pass


def publish(folder: Path) -> None:
    """Write the manifest of the model in a folder, as `onhand serve-models --write` does."""
    (folder / "model.json").unlink(missing_ok=True)
    models = ModelFolder(folder)
    (folder / "model.json").write_text(models.manifest(models.models()[0]).to_json())


def hub_folder(work: Path, mib: int) -> tuple[Path, int]:
    """Make a repository of one file for the hub's protocol."""
    folder = work / "hub"
    folder.mkdir()
    path = folder / "model.gguf"
    write_gguf(path, 64, mib * (1 << 20) // 64, {})
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    size = path.stat().st_size
    (folder / "sha256").write_text(digest)
    lfs = {"size": size, "sha256": digest, "pointerSize": 134}
    row = {"rfilename": "model.gguf", "size": size, "blobId": "0" * 40, "lfs": lfs}
    info = {
        "id": REPO,
        "modelId": REPO,
        "sha": COMMIT,
        "private": False,
        "tags": [],
        "siblings": [row],
    }
    (folder / "info.json").write_text(json.dumps(info))
    return folder, size


def timed_pull(work: Path, address: str, name: str) -> tuple[float, float]:
    """Return wall and CPU seconds of a pull in a fresh process, by us or the hub's library."""
    home = work / f"pull-{name}-{time.perf_counter_ns()}"
    environment = {
        **os.environ,
        "HF_ENDPOINT": address,
        "HF_HOME": str(home / "hf"),
        "HF_HUB_DISABLE_XET": "1",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
    }
    if name == "huggingface_hub":
        code = f"from huggingface_hub import hf_hub_download as d; d({REPO!r}, 'model.gguf')"
    else:
        code = (
            "from onhand.store import DownloadParams, Store\n"
            f"Store({str(home)!r}, params=DownloadParams(connections={int(name)}))"
            f".pull('hf:{REPO}')"
        )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    took = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    shutil.rmtree(home)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def pull_table(work: Path, folder: Path, size: int, bytes_per_s: float, runs: int) -> list[str]:
    """Measure pulls of one file, best of some, in turn."""
    names = ["1", "2", "4", "8", "huggingface_hub"]
    with serving(folder, bytes_per_s) as address:
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
        for _ in range(runs):
            for name in names:
                times[name].append(timed_pull(work, address, name))
    peer = min(times["huggingface_hub"])[0]
    rows = ["| | time | rate | against huggingface_hub | CPU time |", "|---|---|---|---|---|"]
    for name in names:
        best, cpu = min(times[name])[0], min(used for _, used in times[name])
        label = name if name == "huggingface_hub" else f"onhand, {name} connections"
        rows.append(
            f"| {label} | {best:.2f} s | {size / best / 1e6:.0f} MB/s | {peer / best:.2f} × "
            f"| {cpu:.2f} s |"
        )
    return rows


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mib", type=int, default=256)
    parser.add_argument("--per-connection-mb-s", type=float, default=20.0)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--serve", nargs=2)
    args = parser.parse_args()
    if args.serve:
        serve(Path(args.serve[0]), float(args.serve[1]))
        return
    import huggingface_hub

    print(
        f"{platform.machine()}, {os.cpu_count()} CPUs, {platform.system()}, Python "
        f"{platform.python_version()}, huggingface_hub {huggingface_hub.__version__}\n"
    )
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        print(*update_table(work, args.mib), "", sep="\n", flush=True)
        folder, size = hub_folder(work, args.mib)
        print(f"Each connection limited to {args.per_connection_mb_s:g} MB/s:\n")
        limited = args.per_connection_mb_s * 1e6
        print(*pull_table(work, folder, size, limited, args.runs), "", sep="\n", flush=True)
        print("No limit (loopback):\n")
        print(*pull_table(work, folder, size, 1e12, args.runs), sep="\n")


if __name__ == "__main__":
    main()
