"""Fuzzes the GGUF header parser, and shows what it spares the native loader.

    python bench/fuzz_gguf.py --cases 1000000            # our parser alone: some minutes
    python bench/fuzz_gguf.py --native 3000              # llama.cpp on the same kind of damage

The first counts outcomes; anything but a header or a typed error, a case over a second, or memory
over the limit ends it with status 1 and the case in hex. The second loads damaged tiny models in
child processes: all of them, and only those that `check_file` lets through. From the repository's
root; the second needs llama-cpp-python.
"""

from __future__ import annotations

import argparse
import collections
import importlib.util
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
import types
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from onhand.errors import OnhandError
from onhand.formats.gguf import check_file
from tests.tiny_models import tiny_model
from tests.unit.formats.gguf_mutation import (
    Mutator,
    all_seeds,
    memory_limit,
    parse,
    parse_remotely,
    peak_memory,
)

MAX_SECONDS = 1.0
MEMORY_EVERY = 50
REMOTE_EVERY = 20


def fuzz_parser(n_cases: int, seed: int) -> int:
    """Run the parser on `n_cases` damaged headers, print the counts, return the exit status."""
    small = Mutator(random.Random(seed), all_seeds()[:2])
    large = Mutator(random.Random(seed + 1), all_seeds())
    outcomes: collections.Counter[str] = collections.Counter()
    slowest, most = 0.0, 0.0
    start = time.perf_counter()
    for index in range(n_cases):
        case = (large if index % REMOTE_EVERY == 0 else small).case()
        begin = time.thread_time()
        try:
            result = parse(case)
            if index % REMOTE_EVERY == 0:
                remote = parse_remotely(case)
                if not isinstance(result, str) and repr(remote) != repr(result):
                    raise AssertionError("over ranges the header differs")
            seconds = time.thread_time() - begin
            if seconds > MAX_SECONDS:
                raise AssertionError(f"took {seconds:.2f} s")
            if index % MEMORY_EVERY == 0:
                most = max(most, share := peak_memory(case) / memory_limit(case))
                if share > 1:
                    raise AssertionError(f"held {peak_memory(case)} bytes")
        except Exception as error:
            print(f"case {index} (seed {seed}): {error!r}\n{case.hex()}")
            return 1
        slowest = max(slowest, seconds)
        outcomes[result if isinstance(result, str) else "sound"] += 1
    elapsed = time.perf_counter() - start
    counts = ", ".join(f"{count:,} {name}" for name, count in outcomes.most_common())
    print(f"{n_cases:,} cases in {elapsed:.0f} s ({n_cases / elapsed:,.0f}/s): {counts}")
    print(f"slowest {slowest * 1e3:.1f} ms of CPU; most memory {most:.0%} of the limit; 0 failures")
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}; seed {seed}"
    )
    return 0


# ── the native loader, in children that may die ─────────────────────────────────────────────────


def native_library() -> Any:
    """Import llama-cpp-python's low-level module without its high level, silenced."""
    spec = importlib.util.find_spec("llama_cpp")
    if spec is None or spec.submodule_search_locations is None:
        raise SystemExit("llama-cpp-python is not installed")
    package = types.ModuleType("llama_cpp")
    package.__path__ = list(spec.submodule_search_locations)
    sys.modules["llama_cpp"] = package
    library = importlib.import_module("llama_cpp.llama_cpp")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    return library


def load_all(folder: Path) -> None:
    """Child: load each file that stdin names and answer "loaded" or "refused"."""
    library = native_library()
    library.llama_backend_init()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        params = library.llama_model_default_params()
        params.n_gpu_layers = 0
        path = str(folder / line.strip()).encode()
        model = library.llama_model_load_from_file(path, params)
        if model:
            library.llama_model_free(model)
        print("loaded" if model else "refused", flush=True)


class Loader:
    """A child that loads files until one kills it; then the next takes over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._child: subprocess.Popen[str] | None = None

    def load(self, name: str) -> str:
        """Return "loaded", "refused" or "died (signal)"."""
        if self._child is None:
            command = [sys.executable, __file__, "--load", str(self._folder)]
            quiet = {**os.environ, "GGML_NO_BACKTRACE": "1"}  # or an abort starts a debugger
            self._child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=quiet
            )
        child = self._child
        assert child.stdin
        assert child.stdout
        child.stdin.write(f"{name}\n")
        child.stdin.flush()
        answer = child.stdout.readline().strip()
        if answer:
            return answer
        self._child = None
        return f"died ({-child.wait()})"

    def close(self) -> None:
        """End the child."""
        if self._child is not None and self._child.stdin is not None:
            self._child.stdin.close()
            self._child.wait()


def fuzz_native(n_cases: int, seed: int) -> int:
    """Load damaged tiny models with llama.cpp and print what happened; the exit status."""
    seeds = [
        tiny_model(architecture=name, n_vocab=320, dtype="Q8_0").read_bytes()
        for name in ("llama", "gemma3", "mamba")
    ]
    mutator = Mutator(random.Random(seed), seeds)
    totals: collections.Counter[str] = collections.Counter()
    passed: collections.Counter[str] = collections.Counter()
    with tempfile.TemporaryDirectory() as name:
        folder, loader = Path(name), Loader(Path(name))
        path = folder / "damaged.gguf"
        for index in range(n_cases):
            path.write_bytes(mutator.case(header_bytes=12000))
            outcome = loader.load(path.name)
            totals[outcome] += 1
            try:
                check_file(path)
            except OnhandError:
                continue
            passed[outcome] += 1
            if outcome.startswith("died"):
                kept = Path(tempfile.gettempdir()) / f"onhand-fuzz-{seed}-{index}.gguf"
                kept.write_bytes(path.read_bytes())
                print(f"slipped through: {kept} ({outcome})")
        loader.close()
    print(f"{n_cases:,} damaged files, llama.cpp: {dict(totals)}")
    print(f"of the {sum(passed.values()):,} that check_file lets through: {dict(passed)}")
    return 0


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--native", type=int, metavar="N", help="N cases with llama.cpp instead")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--load", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.load:
        load_all(options.load)
        return 0
    if options.native:
        return fuzz_native(options.native, options.seed)
    return fuzz_parser(options.cases, options.seed)


if __name__ == "__main__":
    sys.exit(main())
