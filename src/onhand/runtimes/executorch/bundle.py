"""A program with what belongs to it, and the checks before native code sees any of it.

A bundle is a folder with a `.pte` file, its `tokenizer.json` and `onhand-executorch.json`, which
`onhand export executorch` writes: SHA-256 of every file, sizes, stop tokens, chat template. Without
that manifest the facts come from Hugging Face's files, where they lie beside the program:
`tokenizer_config.json`, `chat_template.jinja`, `generation_config.json`, `config.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from onhand.errors import ModelCorruptError, ModelNotFoundError, ModelUnsupportedError
from onhand.formats.bundle_files import check_file, read_json
from onhand.formats.pte import CUSTOM_ATTENTION, ProgramHeader, check_program

MANIFEST: Final = "onhand-executorch.json"
TOKENIZER: Final = "tokenizer.json"
BACKENDS: Final = frozenset({"XnnpackBackend"})
"""Delegates that the packaged library has on every platform."""


@dataclass(frozen=True, slots=True)
class ProgramBundle:
    """A program whose files are there and, as far as a manifest says, undamaged.

    Attributes:
        program: the `.pte` file.
        tokenizer: the `tokenizer.json`.
        header: what the program says of itself.
        manifest: what `onhand-executorch.json` says; empty: there is none.
    """

    program: Path
    tokenizer: Path
    header: ProgramHeader
    manifest: Mapping[str, Any]

    def beside(self, name: str) -> dict[str, Any]:
        """Return a JSON file of the program's folder; empty: there is none."""
        path = self.program.parent / name
        return read_json(path) if path.is_file() else {}


def open_bundle(path: Path) -> ProgramBundle:
    """Look at a program, or a folder with one, and check its files.

    Raises:
        ModelNotFoundError: there is nothing, or a file is missing.
        ModelCorruptError: a file is damaged.
        ModelUnsupportedError: it is no program, or none of a language model.
    """
    if not path.exists():
        raise ModelNotFoundError(f"There is no {str(path)!r}.")
    folder = path if path.is_dir() else path.parent
    manifest = read_json(folder / MANIFEST) if (folder / MANIFEST).is_file() else {}
    program = _program(path, manifest)
    if manifest.get("program") != program.name:
        manifest = {}  # it describes another program of this folder
    _check_files(folder, manifest)
    header = check_program(program)
    _check_method(header, program.name)
    tokenizer = folder / TOKENIZER
    if not tokenizer.is_file():
        raise ModelNotFoundError(
            f"{program.name} has no {TOKENIZER} beside it.",
            hint="Put the model's tokenizer.json into the same folder.",
        )
    return ProgramBundle(program, tokenizer, header, manifest)


def _program(path: Path, manifest: Mapping[str, Any]) -> Path:
    if path.is_file():
        return path
    named = str(manifest.get("program") or "")
    if named:
        if Path(named).name != named or not (path / named).is_file():
            raise ModelNotFoundError(f"The program {named!r} that {MANIFEST} names is missing.")
        return path / named
    found = sorted(path.glob("*.pte"))
    if len(found) == 1:
        return found[0]
    if not found:
        raise ModelUnsupportedError(f"{path} has no .pte file.")
    raise ModelUnsupportedError(
        f"{path} has {len(found)} programs.", hint="Pass the path of one of the .pte files."
    )


def _check_method(header: ProgramHeader, name: str) -> None:
    """Refuse programs that the library lacks something for, or that would crawl."""
    forward = header.forward
    if forward is None:
        there = ", ".join(sorted(header.methods)) or "none"
        raise ModelUnsupportedError(
            f"{name} has no method 'forward'; its methods: {there}.",
            hint="A text model exported with a KV cache is wanted: onhand export executorch.",
        )
    if missing := forward.delegates - BACKENDS:
        raise ModelUnsupportedError(
            f"{name} was made for {', '.join(sorted(missing))}, which this library does not have.",
            hint="Export it for the CPU (XNNPACK): onhand export executorch.",
        )
    if not any(operator.startswith(CUSTOM_ATTENTION) for operator in forward.operators):
        raise ModelUnsupportedError(
            f"{name} was exported without {CUSTOM_ATTENTION}: such programs are ten times slower, "
            "or keep no cache.",
            hint="Export it with custom SDPA and a KV cache: onhand export executorch.",
        )


def _check_files(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Compare every file that the manifest lists with its SHA-256."""
    files = manifest.get("files") or {}
    if not isinstance(files, Mapping):
        raise ModelCorruptError(f"{MANIFEST} lists no files.")
    for name, entry in files.items():
        expected = str(entry.get("sha256", "")) if isinstance(entry, Mapping) else ""
        check_file(folder, str(name), "sha256", expected)
