"""What `onhand show` says of ExecuTorch programs and MLC bundles: headers only, nothing runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from onhand.cli import output
from onhand.formats.bundle_files import read_json
from onhand.formats.mlc import read_header
from onhand.formats.pte import check_program

_MANIFEST = "onhand-executorch.json"
_LIBRARIES = (".so", ".dylib", ".dll", ".tar", ".wasm")
_SIZES = {
    "hidden_size": "width",
    "num_hidden_layers": "layers",
    "num_attention_heads": "heads",
    "num_key_value_heads": "kv_heads",
}


def bundle_facts(path: Path, runtime: str) -> dict[str, Any]:
    """Return what a program or a bundle says of itself, as JSON-able data.

    Args:
        path: the `.pte` file or its folder; the bundle's folder, or a zip of it.
        runtime: "executorch" or "mlc".

    Raises:
        as `onhand.formats.pte.check_program` and `onhand.formats.mlc.read_header`.
    """
    found = _program_facts(path) if runtime == "executorch" else _mlc_facts(path)
    return {"file": str(path), "runtime": runtime, **found}


def _program_facts(path: Path) -> dict[str, Any]:
    folder = path if path.is_dir() else path.parent
    manifest = read_json(folder / _MANIFEST) if (folder / _MANIFEST).is_file() else {}
    named = folder / str(manifest.get("program", ""))
    program = path if path.is_file() else named if named.is_file() else next(folder.glob("*.pte"))
    header = check_program(program)
    return {
        "program": program.name,
        "file_bytes": header.file_size,
        "weights_bytes": header.file_size - header.program_bytes,
        "tokenizer": (folder / "tokenizer.json").is_file(),
        "chat_template": manifest.get("chat_template"),
        "methods": {
            method.name: {
                "delegates": sorted(method.delegates),
                "operators": sorted(method.operators),
                "planned_bytes": method.buffer_bytes,
            }
            for method in header.methods.values()
        },
    }


def _mlc_facts(path: Path) -> dict[str, Any]:
    header = read_header(path)
    config, sizes = header.config, header.sizes
    libraries = [file.name for file in _files(path) if file.suffix in _LIBRARIES]
    return {
        "architecture": config.get("model_type"),
        "quantization": config.get("quantization"),
        "context": header.window or None,
        "vocabulary": config.get("vocab_size") or sizes.get("vocab_size"),
        **{name: sizes[key] for key, name in _SIZES.items() if key in sizes},
        "weights_bytes": header.weights_bytes,
        "shards": len(header.index.get("records", [])),
        "libraries": libraries,
        "chat_template": (config.get("conv_template") or {}).get("name"),
    }


def _files(path: Path) -> list[Path]:
    return sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else []


def print_bundle(data: dict[str, Any]) -> None:
    """Print what `bundle_facts` found, a line each."""
    lines = [(name.replace("_", " "), _said(name, value)) for name, value in data.items()
             if value is not None and name != "methods"]  # fmt: skip
    for name, method in data.get("methods", {}).items():
        delegates = ", ".join(method["delegates"]) or "no delegate"
        n_operators, planned = len(method["operators"]), output.size(method["planned_bytes"])
        lines.append((name, f"{delegates}, {n_operators} operators, {planned} planned"))
    width = max(len(name) for name, _ in lines)
    output.write("".join(f"{name:{width}}  {output.harmless(text)}\n" for name, text in lines))


def _said(name: str, value: Any) -> str:
    if name.endswith("_bytes"):
        return output.size(value)
    if isinstance(value, bool):
        return "yes" if value else "missing"
    if isinstance(value, list):
        return ", ".join(value) or "none"
    if isinstance(value, str) and "\n" in value:
        return f"{len(value):,} characters"
    return f"{value:,}" if isinstance(value, int) else str(value)
