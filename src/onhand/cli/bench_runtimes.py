"""`onhand bench --runtimes`: the same weights on every runtime that is installed, in one table."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from onhand.cli import output
from onhand.errors import OnhandError

Measure = Callable[[str | None, dict[str, Any]], dict[str, Any]]

_PACKAGES: Final = {"executorch": "executorch", "mlc": "apache-tvm"}
_EXPORTED_AS: Final = {
    "executorch": {"F32": "fp32", "F16": "fp32", "BF16": "fp32", "Q8_0": "8da8w"},
    "mlc": {"F32": "q0f32", "F16": "q0f32", "BF16": "q0f32", "Q8_0": "q8f32_1"},
}
"""The nearest storage of each runtime, by GGUF's."""


def measure_runtimes(
    model: str | None,
    files: Sequence[str],
    opening: Mapping[str, Any],
    measure: Measure,
) -> list[dict[str, Any]]:
    """Measure a model on llama.cpp and on each other runtime: one report a runtime.

    Args:
        model: the GGUF file; None: the bundled model.
        files: the same model for other runtimes; empty: exports to a temporary folder, for each
            other runtime that is installed and has an export of such a model.
        opening: arguments of `Engine.open`.
        measure: measures one model.
    """
    reports = [measure(model, dict(opening))]
    if files:
        return reports + [measure(path, dict(opening)) for path in files]
    kind = reports[0]["quantization"]
    source = Path(reports[0]["path"])
    for runtime in _PACKAGES:
        if not _is_installed(runtime):
            reports.append({"runtime": runtime, "left_out": "not installed"})
        elif kind not in _EXPORTED_AS[runtime]:
            reports.append({"runtime": runtime, "left_out": f"no export of {kind} files"})
        else:
            reports.append(_measured_export(runtime, source, kind, opening, measure))
    return reports


def _measured_export(
    runtime: str, source: Path, kind: str, opening: Mapping[str, Any], measure: Measure
) -> dict[str, Any]:
    """Export a model for a runtime and measure it; what cannot be exported is left out."""
    trusting = opening["model_params"].replace(trust_native_code=True)  # made here
    try:
        with _exported(runtime, source, _EXPORTED_AS[runtime][kind]) as folder:
            return measure(str(folder), {**opening, "model_params": trusting})
    except OnhandError as error:
        return {"runtime": runtime, "left_out": error.message}


def table(reports: Sequence[Mapping[str, Any]]) -> str:
    """Return the table for people."""
    rows, left_out = [], []
    for report in reports:
        if "left_out" in report:
            left_out.append(f"{report['runtime']}: {report['left_out'].rstrip('.')}.")
            continue
        median = report["median"]
        rows.append(
            (
                report["runtime"],
                report["quantization"],
                str(report["n_threads"]),
                output.size(report["size_bytes"]),
                f"{report['load_ms']:,.0f} ms",
                f"{median['first_token_ms']:,.0f} ms",
                f"{median['prefill']:,.0f} tok/s",
                f"{median['decode']:,.1f} tok/s",
                output.size(report["worker_rss_bytes"]),
            )
        )
    measured = next(report for report in reports if "median" in report)
    head = (
        f"{measured['model']}: prompt of {measured['prompt_tokens']} tokens, "
        f"{measured['tokens']} generated, median of {len(measured['rounds'])}"
    )
    names = ("runtime", "weights", "threads", "size", "load", "first token", "reading", "writing",
             "memory")  # fmt: skip
    lines = [head, "", output.table(names, rows, right=range(2, 9)), *left_out]
    return "\n".join(lines)


def _is_installed(runtime: str) -> bool:
    try:
        version(_PACKAGES[runtime])
    except PackageNotFoundError:
        return False
    return True


@contextlib.contextmanager
def _exported(runtime: str, source: Path, quantization: str) -> Iterator[Path]:
    """Write the files of a runtime; they are deleted afterwards."""
    status = output.StatusLine()
    status.show(f"Exporting for {runtime}")
    with tempfile.TemporaryDirectory(prefix="onhand-bench-") as folder:
        target = Path(folder) / runtime
        try:
            if runtime == "mlc":
                from onhand.export.mlc import compile as mlc

                mlc.export_bundle(source, target, quantization=quantization)
            else:
                from onhand.export.executorch import bundle as executorch

                executorch.export_bundle(source, target, quantization=quantization)
        finally:
            status.clear()
        yield target
