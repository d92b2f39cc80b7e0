"""What kills a process that calls llama.cpp directly, and what onhand does instead.

Each case runs in a process of its own: an abort would otherwise take the test run with it. The rows
are those of the design's list of native crash classes that concern the runtime itself.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from onhand.formats.gguf import check_file
from tests.tiny_models import tiny_model

ROOT = Path(__file__).parents[2]
PRELUDE = """
import json, sys, threading
from onhand.errors import *
from onhand.runtimes.base import *
from onhand.runtimes.llama_cpp import LlamaCppRuntime
from onhand.types.params import *
from onhand.types.sampling import SamplingParams
from tests.tiny_models import tiny_model
from tests.unit.runtimes.llama_cpp.driving import *
PARAMS = ContextParams(n_ctx=256, n_cells=256, n_seq_max=2, n_threads=1)
runtime = LlamaCppRuntime()
def load(params=PARAMS, **options):
    return runtime.load(str(tiny_model(**options)), ModelParams(), params)
def kind(call):
    try:
        call()
    except Exception as error:
        return type(error).__name__
    return "fine"
def say(value):
    print(json.dumps(value), flush=True)
"""


def run(code: str, *arguments: str, timeout_s: float = 100) -> subprocess.CompletedProcess[str]:
    """Run the prelude and `code` in a fresh interpreter."""
    return subprocess.run(
        [sys.executable, "-c", PRELUDE + code, *arguments],
        capture_output=True,
        text=True,
        timeout=timeout_s,
        cwd=ROOT,
        check=False,
    )


CASES: dict[str, tuple[str, Any]] = {
    "a grammar after truncation": (
        """
model = load()
row = prefill(model)
params = SamplingParams(temperature=1.0, top_k=1, grammar='root ::= "yes"')
sampler = model.sampler(params, 1)
say(model.tokenizer.piece(sampler.sample(row)).decode()[0])
""",
        "y",
    ),
    "sampling and accepting past a grammar's end": (
        """
model = load()
row = prefill(model)
sampler = model.sampler(SamplingParams.greedy(grammar='root ::= "a"'), 1)
ends = [model.tokenizer.is_eog(sampler.sample(row)) for _ in range(4)]
say([ends, kind(lambda: sampler.accept(300, is_generated=True))])
""",
        [[False, True, True, True], "GrammarError"],
    ),
    "control tokens under a grammar": (
        """
model = load()
row = prefill(model)
sampler = model.sampler(SamplingParams.greedy(grammar='root ::= [a-z]+'), 1)
say([kind(lambda: sampler.accept(token, is_generated=True)) for token in (0, 1, 2, 3, 4)])
""",
        ["GrammarError"] * 5,
    ),
    "an invalid grammar": (
        """
model = load()
texts = ["root ::= (", "root ::= root", "", "x", "root ::= " + "(" * 99999]
say([kind(lambda: model.sampler(SamplingParams(temperature=1.0, grammar=g), 1)) for g in texts])
""",
        ["GrammarError"] * 5,
    ),
    "a shift of a cache that cannot": (
        """
found = []
for architecture in ("mamba", "qwen2vl"):
    model = load(architecture=architecture)
    prefill(model)
    found.append(kind(lambda: model.sequence_shift(0, 2, -1, -1)))
    found.append(kind(lambda: step(model, 300, len(PROMPT))))
say(found)
""",
        ["CapabilityError", "fine"] * 2,
    ),
    "more tokens than a batch": (
        """
model = load()
found = [kind(lambda: prefill(model, [300] * 257)), kind(lambda: model.decode(Batch()))]
say([*found, kind(lambda: prefill(model))])
""",
        ["ValueError", "ValueError", "fine"],
    ),
    "a full context": (
        """
model = load()
prefill(model, [300] * 255)
found = [kind(lambda: prefill(model, [300, 300], start=255))]
found.append(kind(lambda: prefill(model, [300], start=255)))
found.append(kind(lambda: prefill(model, [300], start=256)))
say(found)
""",
        ["CacheFullError", "fine", "CacheFullError"],
    ),
    "sampling where there are no logits": (
        """
model = load()
sampler = model.sampler(SamplingParams.greedy(), 1)
found = [kind(lambda: sampler.sample(0))]
prefill(model)
say([*found, kind(lambda: sampler.sample(0)), kind(lambda: sampler.sample(4))])
""",
        ["ValueError", "ValueError", "fine"],
    ),
    "sequences that do not exist": (
        """
model = load()
prefill(model)
calls = [lambda: model.sequence_remove(300, 0, -1), lambda: model.sequence_copy(0, 2, 0, 3),
         lambda: model.sequence_state(-1), lambda: prefill(model, sequence_id=2)]
say([kind(call) for call in calls])
""",
        ["ValueError", "ValueError", "ValueError", "DecodeError"],
    ),
    "a model without weights, and one with an encoder": (
        """
path = str(tiny_model())
vocabulary = runtime.load(path, ModelParams(vocab_only=True), PARAMS)
encoder = load(architecture="t5")
say([kind(lambda: prefill(vocabulary)), kind(lambda: prefill(encoder))])
""",
        ["CapabilityError", "CapabilityError"],
    ),
    "an allocation that the system refuses": (
        """
import resource
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
big = ContextParams(n_ctx=1 << 22, n_cells=1 << 22, n_seq_max=1, type_k="f32", type_v="f32")
import psutil
psutil.virtual_memory = lambda: type("Memory", (), {"available": 1 << 50})
say([kind(lambda: load(big, n_head_kv=4)), kind(lambda: prefill(load()))])
""",
        ["NotEnoughMemoryError", "fine"],
    ),
    "generating twice after a reset": (
        """
model = load()
say([generate(model) == generate(model) for _ in range(3)])
""",
        [True, True, True],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_aborts_natively_is_an_answer_or_an_error_here(name: str) -> None:
    code, expected = CASES[name]
    done = run(code)
    assert done.returncode == 0, f"status {done.returncode}: {done.stderr[-2000:]}"
    assert json.loads(done.stdout.splitlines()[-1]) == expected


EXITS = {
    "an open model": "model = load(); prefill(model)",
    "open samplers": (
        "model = load(); row = prefill(model)\n"
        "kept = [model.sampler(SamplingParams(temperature=1.0, grammar='root ::= [a-z]+'), s)"
        " for s in range(5)]\nkept[0].sample(row)"
    ),
    "a closed runtime and an open model": "model = load(); runtime.close(); prefill(model)",
    "a log handler that is gone": (
        "import logging, io\n"
        "logging.basicConfig(level=logging.DEBUG, stream=io.StringIO())\n"
        "model = load(); prefill(model)"
    ),
    "a thread that decodes": (
        "model = load()\n"
        "started = threading.Event()\n"
        "def work():\n"
        "    while True:\n"
        "        generate(model, n=5); started.set()\n"
        "threading.Thread(target=work, daemon=True).start()\n"
        "started.wait(60)"
    ),
    "an exception": "model = load(); prefill(model); sys.exit(0)",
}


@pytest.mark.parametrize("left", EXITS)
def test_the_interpreter_ends_well_with_things_left_open(left: str) -> None:
    done = run(EXITS[left])
    assert (done.returncode, done.stderr) == (0, "")


FLIPS = """
import random
path, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
whole = open(path, "rb").read()
n_header = int(sys.argv[4])
small = PARAMS.replace(n_ctx=64, n_cells=64)
for index in range(first, last):
    rng, data = random.Random(index), bytearray(whole)
    position = rng.randrange(n_header)
    if index % 4 == 3:
        data[position : position + 8] = rng.choice([b"\\xff" * 8, bytes(8), rng.randbytes(8)])
    else:
        data[position] ^= 1 << rng.randrange(8)
    target = f"{path}.{index}"
    open(target, "wb").write(data)
    print(index, "start", flush=True)
    def use():
        model = runtime.load(target, ModelParams(), small)
        tokens = model.tokenizer.encode("the water was long")
        generate(model, tokens, n=3)
        model.close()
    print(index, kind(use), flush=True)
    Path(target).unlink()
"""
N_FLIPS = 200
TYPED = {
    "fine",
    "ModelCorruptError",
    "ModelUnsupportedError",
    "NotEnoughMemoryError",
    "CapabilityError",
    "DecodeError",
    "TokenizerError",
}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("vocabulary", ["spm", "bpe"])
def test_damaged_headers_are_refused_with_a_type(
    tmp_path: Path, vocabulary: str, record_property: Any
) -> None:
    """Of 200 random damages of the header nearly all are typed errors; an abort is contained.

    What gets past every check and still aborts inside the library is why the worker is a process
    of its own.
    """
    path = tmp_path / "model.gguf"
    path.write_bytes(tiny_model(vocabulary=vocabulary).read_bytes())
    n_header = check_file(path).data_offset
    outcomes: Counter[str] = Counter()
    index = 0
    while index < N_FLIPS:
        done = run(
            "from pathlib import Path" + FLIPS,
            str(path),
            str(index),
            str(N_FLIPS),
            str(n_header),
            timeout_s=300,
        )
        lines = [line.split() for line in done.stdout.splitlines()]
        outcomes.update(word for _, word in lines if word != "start")
        index = N_FLIPS if done.returncode == 0 else int(lines[-1][0]) + 1
        if done.returncode != 0:
            outcomes[f"died {done.returncode}"] += 1
    record_property("outcomes", dict(outcomes))
    print(vocabulary, dict(outcomes))
    assert sum(outcomes.values()) == N_FLIPS
    deaths = {name: count for name, count in outcomes.items() if name.startswith("died")}
    assert set(outcomes) - set(deaths) <= TYPED
    assert sum(deaths.values()) <= N_FLIPS // 100


@pytest.mark.slow
def test_a_truncation_at_any_place_is_corrupt(tmp_path: Path) -> None:
    whole = tiny_model().read_bytes()
    rng = random.Random(1)
    lengths = sorted(rng.randrange(len(whole)) for _ in range(60))
    for length in lengths:
        (tmp_path / f"cut{length}.gguf").write_bytes(whole[:length])
    done = run(
        "import glob\n"
        "paths = sorted(glob.glob(sys.argv[1] + '/*.gguf'))\n"
        "say([kind(lambda: runtime.load(path, ModelParams(), PARAMS)) for path in paths])",
        str(tmp_path),
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert set(json.loads(done.stdout.splitlines()[-1])) == {"ModelCorruptError"}
