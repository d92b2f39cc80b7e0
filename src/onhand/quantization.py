"""Makes a model smaller: the native quantiser, in a child process that may die of a bad file."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from onhand import interpreter
from onhand.errors import OnhandError, WorkerCrashedError, from_data, to_data

_QUANTIZE = "from onhand.quantization import _serve; _serve(json.loads(sys.argv[1]))"


def quantize(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    file_type: str,
    *,
    n_threads: int | None = None,
    allow_requantize: bool = False,
    on_progress: Callable[[float], None] | None = None,
) -> None:
    """Write the GGUF model at `source` to `target` with its weights as `file_type`.

    Blocks until it is done; `target` appears when it is complete, never before.

    Args:
        source: a GGUF file, best of type F32, F16 or BF16.
        target: the file to write; it must not exist.
        file_type: llama.cpp's name of the type, such as "Q4_K_M", "Q8_0", "F16"; any case.
        n_threads: threads; None: the physical cores that are allowed.
        allow_requantize: take a source that is quantised already, which costs quality twice.
        on_progress: called in this thread with the share that is done, 0 to 1.

    Raises:
        ModelError: the source is missing, damaged or cannot be quantised.
        CapabilityError: the type needs an importance matrix.
        NotEnoughDiskError: the target cannot be written in full.
        WorkerCrashedError: the native library died.
        RuntimeUnavailableError: no process can be started here.
        ValueError: no such file type; the target exists or has no folder.
    """
    request = {
        "source": os.fspath(source),
        "target": os.fspath(target),
        "file_type": file_type,
        "n_threads": n_threads,
        "allow_requantize": allow_requantize,
    }
    call = interpreter.command(_QUANTIZE, json.dumps(request))
    with subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        failure = None
        for line in child.stdout or ():
            answer = json.loads(line)
            if "error" in answer:
                failure = from_data(answer["error"])
            elif on_progress is not None:
                on_progress(answer["progress"])
    if failure is not None:
        raise failure
    if child.returncode != 0:
        Path(f"{os.fspath(target)}.partial").unlink(missing_ok=True)
        raise WorkerCrashedError(
            f"The quantiser ended with status {child.returncode}.",
            hint="The source may be damaged: verify it (`onhand verify`).",
            signal=str(child.returncode),
            cause=f"ended with status {child.returncode}",
            deaths=1,
        )


# ── the child ────────────────────────────────────────────────────────────────


def _serve(request: dict[str, object]) -> None:
    """Quantise as asked and print progress and failure as lines of JSON."""
    from onhand.runtimes.llama_cpp import quantize as native

    try:
        native.quantize(
            **request,  # type: ignore[arg-type]
            on_progress=lambda share: _say({"progress": share}),
        )
    except (OnhandError, ValueError, TypeError) as error:
        _say({"error": to_data(error)})


def _say(answer: dict[str, object]) -> None:
    print(json.dumps(answer), flush=True)  # noqa: T201 - this is the answer
