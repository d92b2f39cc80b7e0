"""Which runtime a set of files is for, and which file it opens. Looks at names only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from onhand.errors import ModelUnsupportedError

SPLIT: Final = re.compile(r"(?P<stem>.+)-(?P<index>\d{5})-of-(?P<count>\d{5})\.gguf", re.IGNORECASE)
MLC_CONFIG: Final = "mlc-chat-config.json"
_BESIDE_PROGRAMS: Final = re.compile(
    r"tokenizer.*\.(json|model|bin)|.*\.tokenizer|version\.json|onhand-executorch\.json"
    r"|(generation_)?config\.json|chat_template\.jinja",
    re.IGNORECASE,
)


def is_projector(name: str) -> bool:
    """Whether a GGUF file reads pictures or sound for another one, by the usual naming."""
    return "mmproj" in PurePosixPath(name).name.lower()


def goes_with_program(name: str) -> bool:
    """Whether a file beside an ExecuTorch program says something of its model.

    Tokenizer, onhand's manifest (hashes, stop tokens, chat template), Hugging Face's files.
    """
    return _BESIDE_PROGRAMS.fullmatch(PurePosixPath(name).name) is not None


def detect(names: Sequence[str]) -> tuple[str, str]:
    """Return the runtime and the entry of a model with these files.

    Raises:
        ModelUnsupportedError: they are no model that any runtime knows, or several models.
    """
    if MLC_CONFIG in names:
        return "mlc", "."
    programs = [name for name in names if name.lower().endswith(".pte")]
    if programs:
        return "executorch", _only(programs, "ExecuTorch programs")
    weights = [n for n in names if n.lower().endswith(".gguf") and not is_projector(n)]
    firsts = [name for name in weights if _is_first(name)]
    if firsts:
        check_splits(weights)
        return "llama_cpp", _only(firsts, "GGUF models")
    listed = ", ".join(list(names)[:5]) + (" …" if len(names) > 5 else "")
    raise ModelUnsupportedError(
        f"These files are no model that a runtime knows: {listed or 'none'}.",
        hint="A model is a .gguf file, a .pte file with its tokenizer, or an MLC folder.",
    )


def _is_first(name: str) -> bool:
    split = SPLIT.fullmatch(name)
    return split is None or int(split["index"]) == 1


def check_splits(names: Sequence[str]) -> None:
    """Raise ModelUnsupportedError when parts of a split GGUF model are missing."""
    for name in names:
        split = SPLIT.fullmatch(name)
        if split is not None:
            missing = [part for part in split_parts(name) if part not in names]
            if missing:
                raise ModelUnsupportedError(
                    f"{name} is one of {int(split['count'])} parts; missing: {', '.join(missing)}."
                )


def split_parts(name: str) -> list[str]:
    """Return the names of all parts of a split GGUF model, or just `name` when it is whole."""
    split = SPLIT.fullmatch(name)
    if split is None:
        return [name]
    count = int(split["count"])
    if not 1 <= count <= 1000:
        raise ModelUnsupportedError(f"{name} claims {count} parts.")
    return [f"{split['stem']}-{index:05}-of-{count:05}.gguf" for index in range(1, count + 1)]


def _only(names: list[str], what: str) -> str:
    if len(names) > 1:
        raise ModelUnsupportedError(
            f"There are {len(names)} {what} here: {', '.join(sorted(names)[:6])}.",
            hint="Name one file.",
        )
    return names[0]
