"""Fingerprints that tell model files apart without reading gigabytes.

A file's fingerprint is the SHA-256 of its size, its beginning (for GGUF the whole header: metadata,
vocabulary, table of tensors) and 64 samples of 4 KiB spread evenly over the rest. Two trainings of
one architecture differ in every sample; somebody who wants to deceive could match it, and would
only get wrong text out of their own file.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import BinaryIO, Final

from onhand.errors import ModelError, StateError
from onhand.formats import gguf
from onhand.formats.gguf import GgufArray, GgufHeader

N_SAMPLES: Final = 64
SAMPLE_BYTES: Final = 4096
HEAD_BYTES: Final = 1 << 20
_READ_BYTES: Final = 1 << 20
_NO_TOKENS: Final = ("tokenizer.chat_template",)


def fingerprints(path: str) -> tuple[str, str]:
    """Return the fingerprints of a model and of its tokenizer; reads files, some milliseconds.

    A GGUF file's tokenizer is the SHA-256 of all `tokenizer.*` metadata but chat templates, so
    that other quantisations of a model have the same one. For other kinds of models it is the
    model's own.

    Raises:
        StateError: the file cannot be read.
    """
    if path.startswith("fake:"):
        return _sha256(path.encode()), _sha256(b"fake")
    try:
        header = _gguf_header(path)
        model = file_fingerprint(path, HEAD_BYTES if header is None else header.data_offset)
        return model, model if header is None else _tokenizer(path, header)
    except OSError as error:
        raise StateError(f"{path} cannot be read: {error.strerror or error}.") from error


def file_fingerprint(path: str | os.PathLike[str], head_bytes: int = HEAD_BYTES) -> str:
    """Return the fingerprint of a file, or of all files in a folder."""
    if Path(path).is_dir():
        files = sorted(item for item in Path(path).rglob("*") if item.is_file())
        each = [f"{item.relative_to(path).as_posix()} {file_fingerprint(item)}" for item in files]
        return _sha256("\n".join(each).encode())
    digest = hashlib.sha256()
    with Path(path).open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        digest.update(size.to_bytes(8, "little"))
        _update(digest, file, 0, min(head_bytes, size))
        n_rest = size - head_bytes
        for index in range(N_SAMPLES if n_rest > 0 else 0):
            _update(digest, file, head_bytes + index * n_rest // N_SAMPLES, SAMPLE_BYTES)
    return f"sha256:{digest.hexdigest()}"


def _gguf_header(path: str) -> GgufHeader | None:
    if not Path(path).is_file():
        return None
    try:
        with gguf.FileReader(path) as reader:
            return gguf.read_header(reader, check_data=False)
    except ModelError:
        return None


def _tokenizer(path: str, header: GgufHeader) -> str:
    digest = hashlib.sha256()
    with Path(path).open("rb") as file:
        for key, value in sorted(header.metadata.items()):
            if not key.startswith("tokenizer.") or key.startswith(_NO_TOKENS):
                continue
            digest.update(f"{key}\0".encode())
            if isinstance(value, GgufArray):
                digest.update(f"{value.element_type} {value.count}\0".encode())
                _update(digest, file, value.offset, value.size_bytes)
            else:
                digest.update(f"{value!r}\0".encode())
    return f"sha256:{digest.hexdigest()}"


def _update(digest: hashlib._Hash, file: BinaryIO, offset: int, n_bytes: int) -> None:
    file.seek(offset)
    while n_bytes > 0 and (data := file.read(min(n_bytes, _READ_BYTES))):
        digest.update(data)
        n_bytes -= len(data)


def _sha256(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
