"""`onhand show`: what a model's header says."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from onhand.cli import output
from onhand.cli.options import json_option
from onhand.cli.show_bundle import bundle_facts, print_bundle
from onhand.errors import ModelNotFoundError
from onhand.formats.gguf import FileReader, ModelShape, model_shape, read_array
from onhand.locating import locate
from onhand.paths import BUNDLED_MODEL
from onhand.store.advisor.looking import Sight, look

EPILOG = """
\b
Examples:
  onhand show                                 # the bundled model
  onhand show model.gguf --template
  onhand show qwen3-0.6b --json | jq .quantization
  onhand show ./exported                      # an ExecuTorch program or an MLC bundle
"""


@click.command(epilog=EPILOG)
@click.argument("model", metavar="[FILE|NAME]", required=False)
@click.option("--template", is_flag=True, help="Print the chat template and nothing else.")
@click.option("--metadata", is_flag=True, help="Also everything else that the header says.")
@click.option("--offline", is_flag=True, help="Refuse the network.")
@json_option
def show(model: str | None, template: bool, metadata: bool, offline: bool, as_json: bool) -> None:
    """Show what a model is: architecture, sizes, quantisation mix, context, template, tokens.

    Without a name it is the bundled model. A model that is not installed is looked at over the
    network: some hundred KB of it are fetched.
    """
    bundle = None if model is None or template or metadata else _bundle(model)
    if bundle is not None:
        output.write_json(bundle, indent=2) if as_json else print_bundle(bundle)
        return
    sight = look(str(BUNDLED_MODEL) if model is None else model, offline=offline)
    shape = model_shape(sight.header)
    if template:
        if shape.chat_template is None:
            raise click.ClickException("The model has no chat template.")
        text = shape.chat_template.rstrip("\n")
        output.write((output.harmless(text) if sys.stdout.isatty() else text) + "\n")
        return
    data = facts(sight, shape, with_metadata=metadata)
    if as_json:
        output.write_json(data, indent=2)
    elif sys.stdout.isatty():
        _print_rich(data)
    else:
        _print_plain(data)


def _bundle(model: str) -> dict[str, Any] | None:
    """Return the facts of a model for another runtime than llama.cpp; None: of any other."""
    try:
        found = locate(model)
    except ModelNotFoundError:
        return None
    if found.runtime not in ("executorch", "mlc"):
        return None
    return bundle_facts(Path(found.path), found.runtime)


def facts(sight: Sight, shape: ModelShape, *, with_metadata: bool = False) -> dict[str, Any]:
    """Return everything that `show` shows, as JSON-able data."""
    header = sight.header
    data: dict[str, Any] = {
        "name": shape.name,
        "file": None if sight.path is None else str(sight.path),
        "file_bytes": header.file_size,
        "gguf_version": header.version,
        "architecture": shape.architecture,
        "parameters": shape.n_params,
        "tensors": len(header.tensors),
        "file_type": shape.file_type,
        "bits_per_weight": round(shape.bits_per_weight, 2),
        "context": shape.n_ctx_train,
        "layers": shape.n_layer,
        "width": shape.n_embd,
        "feed_forward": shape.n_ff,
        "heads": shape.n_head,
        "kv_heads": shape.n_head_kv,
        "head_size": [shape.layers[0].head_size_k, shape.layers[0].head_size_v],
        "sliding_window": _windows(shape),
        "recurrent_layers": sum(bool(layer.state_size) for layer in shape.layers),
        "experts": [shape.n_expert, shape.n_expert_used] if shape.n_expert else None,
        "split": None if shape.split is None else shape.split[1],
        "vocabulary": shape.n_vocab,
        "tokenizer": shape.tokenizer,
        "special_tokens": special_tokens(sight, shape),
        "chat_template": shape.chat_template,
        "recommended_sampling": dict(shape.recommended_sampling),
        "quantization": [output.plain(share) for share in shape.quantization],
    }
    if with_metadata:
        data["metadata"] = {key: _brief(value) for key, value in header.metadata.items()}
    return data


def special_tokens(sight: Sight, shape: ModelShape) -> dict[str, dict[str, Any]]:
    """Return the special tokens with their texts, where the vocabulary is at hand."""
    texts: dict[int, str] = {}
    wanted = set(shape.special_tokens.values())
    tokens = sight.header.metadata.get("tokenizer.ggml.tokens")
    if isinstance(tokens, tuple):
        texts = {index: tokens[index] for index in wanted if index < len(tokens)}
    elif sight.path is not None and tokens is not None:
        texts = _read_texts(sight, wanted)
    return {
        name: {"id": token_id, "text": texts.get(token_id)}
        for name, token_id in shape.special_tokens.items()
    }


def _read_texts(sight: Sight, wanted: set[int]) -> dict[int, str]:
    tokens: Any = sight.header.metadata["tokenizer.ggml.tokens"]
    with FileReader(str(sight.path)) as reader:
        texts = enumerate(read_array(reader, tokens))
        return {index: text for index, text in texts if index in wanted}


def _windows(shape: ModelShape) -> dict[str, int] | None:
    """Return window and number of layers that have it, or None."""
    windows = [layer.window for layer in shape.layers if layer.window is not None]
    return {"tokens": windows[0], "layers": len(windows)} if windows else None


def _brief(value: Any) -> Any:
    """Return a metadata value as JSON, long arrays as a note."""
    if isinstance(value, tuple):
        return list(value) if len(value) <= 64 else f"[{len(value)} elements]"
    if hasattr(value, "element_type"):
        return f"[{value.count} × {value.element_type}]"
    return value


# ── for people ───────────────────────────────────────────────────────────────


def _lines(data: dict[str, Any]) -> list[tuple[str, str]]:
    window, experts = data["sliding_window"], data["experts"]
    head_k, head_v = data["head_size"]
    lines = [
        ("name", data["name"] or "–"),
        ("file", data["file"] or "not installed"),
        ("size", f"{output.size(data['file_bytes'])} in {data['tensors']} tensors"),
        ("architecture", f"{data['architecture']} (GGUF {data['gguf_version']})"),
        ("parameters", _count(data["parameters"])),
        (
            "quantisation",
            f"{data['file_type'] or 'mixed'}, {data['bits_per_weight']} bits a weight",
        ),
        ("context", f"{data['context']:,} tokens"),
        ("layers", f"{data['layers']} of width {data['width']}, {data['feed_forward']} inside"),
        (
            "heads",
            f"{data['heads']}, {data['kv_heads']} for keys and values, {head_k}/{head_v} wide",
        ),
    ]
    if window:
        lines.append(("window", f"{window['tokens']:,} tokens in {window['layers']} layers"))
    if data["recurrent_layers"]:
        lines.append(("recurrent", f"{data['recurrent_layers']} layers"))
    if experts:
        lines.append(("experts", f"{experts[0]}, {experts[1]} used"))
    if data["split"]:
        lines.append(("parts", str(data["split"])))
    lines.append(("tokenizer", f"{data['tokenizer'] or 'none'}, {data['vocabulary']:,} tokens"))
    template = data["chat_template"]
    lines.append(("template", f"{len(template):,} characters" if template else "none"))
    sampling = ", ".join(f"{k}={v:g}" for k, v in data["recommended_sampling"].items())
    lines.append(("sampling", sampling or "no recommendation"))
    return [(name, output.harmless(text)) for name, text in lines]


def _special_rows(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (name, str(token["id"]), "" if token["text"] is None else repr(token["text"])[1:-1])
        for name, token in data["special_tokens"].items()
    ]


def _mix_rows(data: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    total = sum(share["size_bytes"] for share in data["quantization"]) or 1
    return [
        (
            share["name"],
            str(share["n_tensors"]),
            output.size(share["size_bytes"]),
            f"{share['size_bytes'] / total:.1%}",
        )
        for share in data["quantization"]
    ]


_MIX_HEADERS = ("type", "tensors", "size", "share")
_TOKEN_HEADERS = ("token", "id", "text")


def _print_plain(data: dict[str, Any]) -> None:
    width = max(len(name) for name, _ in _lines(data))
    parts = ["\n".join(f"{name:{width}}  {text}" for name, text in _lines(data))]
    parts.append(output.table(_MIX_HEADERS, _mix_rows(data), right=(1, 2, 3)))
    if data["special_tokens"]:
        parts.append(output.table(_TOKEN_HEADERS, _special_rows(data), right=(1,)))
    if "metadata" in data:
        parts.append(
            "\n".join(f"{key} = {value!r:.100}" for key, value in data["metadata"].items())
        )
    output.write("\n\n".join(parts) + "\n")


def _print_rich(data: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    facts_table = Table(show_header=False, box=None, pad_edge=False)
    for name, text in _lines(data):
        facts_table.add_row(f"[dim]{name}", escape(text))
    console.print(facts_table)
    for headers, rows in (
        (_MIX_HEADERS, _mix_rows(data)),
        (_TOKEN_HEADERS, _special_rows(data)),
    ):
        if rows:
            table = Table(*headers)
            for row in rows:
                table.add_row(*(escape(cell) for cell in row))
            console.print(table)
    for key, value in data.get("metadata", {}).items():
        console.print(f"[dim]{escape(key)}[/dim] = {escape(repr(value)[:200])}")


def _count(n: int) -> str:
    """Return a number of parameters in words, such as "1.24 B"."""
    for unit, size in (("B", 10**9), ("M", 10**6), ("k", 10**3)):
        if n >= size:
            return f"{n / size:.3g} {unit}"
    return str(n)
