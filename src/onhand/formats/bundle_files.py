"""Files of a model that lie beside one another: their JSON, and whether they are undamaged."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from onhand.errors import ModelCorruptError, ModelNotFoundError

_BLOCK_BYTES = 1 << 20
_NAMES = {"sha256": "SHA-256", "md5": "MD5"}


def read_json(path: Path) -> dict[str, Any]:
    """Return a JSON object from a file.

    Raises:
        ModelNotFoundError: it cannot be read.
        ModelCorruptError: it is no JSON object.
    """
    try:
        return parse_json(path.read_bytes(), path.name)
    except OSError as error:
        raise ModelNotFoundError(f"{path.name} cannot be read: {error}.") from error


def parse_json(data: bytes, name: str) -> dict[str, Any]:
    """Return a JSON object from the bytes of a file.

    Raises:
        ModelCorruptError: they are no JSON object.
    """
    try:
        found = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ModelCorruptError(f"{name} is no JSON: {error}.") from error
    if not isinstance(found, dict):
        raise ModelCorruptError(f"{name} is no JSON object.")
    return found


def digest_of(path: Path, algorithm: str = "sha256") -> str:
    """Return the checksum of a file in hexadecimal."""
    digest = hashlib.new(algorithm, usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def check_file(folder: Path, name: str, algorithm: str, expected: str | None) -> None:
    """Compare a file of a bundle with the checksum that was written when it was made.

    Args:
        folder: of the bundle.
        name: path inside it.
        algorithm: "sha256" or "md5".
        expected: the checksum in hexadecimal; None: it only has to be there.

    Raises:
        ModelNotFoundError: it is missing.
        ModelCorruptError: it is another file than the one that was described, or lies outside.
    """
    path = folder / name
    if not name or not path.resolve().is_relative_to(folder.resolve()):
        raise ModelCorruptError(f"The bundle names a file outside of itself: {name!r}.")
    if not path.is_file():
        raise ModelNotFoundError(f"The bundle's {name} is missing.")
    if expected is None:
        return
    found = digest_of(path, algorithm)
    if found != expected:
        raise ModelCorruptError(
            f"{name} is damaged: its {_NAMES[algorithm]} is {found[:16]}…, {expected[:16]}… was "
            "written.",
            hint="Get the files again.",
        )
