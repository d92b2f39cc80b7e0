"""The manifest: what a published model is, as JSON. Values and their checks; no files, no network.

The format is described for others in `manifest.schema.json` beside this module and in
`docs/reference/manifest.md`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, Final

from onhand.errors import ManifestError
from onhand.store.canonical import canonical_json
from onhand.store.names import check_file_name, check_id, check_sha256, check_version

FORMAT: Final = 1
"""Version of the manifest format that this module reads and writes."""

MAX_MANIFEST_BYTES: Final = 32 << 20
"""Longest manifest that is read, so that a hostile one cannot fill the memory."""

MAX_FILES: Final = 10_000
MAX_CHUNKS: Final = 1_000_000
MAX_FILE_BYTES: Final = 1 << 46


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a file that is fetched, verified and reused as a whole.

    Attributes:
        offset: bytes before it in the file.
        length: its bytes, at least 1.
        sha256: hash of its bytes.
    """

    offset: int
    length: int
    sha256: str

    @property
    def end(self) -> int:
        """Offset of the first byte after it."""
        return self.offset + self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """A file of a model.

    Attributes:
        name: path relative to the model's folder, with "/".
        size_bytes: its length.
        sha256: hash of its whole content.
        chunks: pieces that follow each other without gaps from 0 to the end; empty: one piece.
        url: where to fetch it, absolute or relative to the manifest; None: its name.
    """

    name: str
    size_bytes: int
    sha256: str
    chunks: tuple[Chunk, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature over the canonical manifest without its signatures.

    Attributes:
        key_id: first 16 hexadecimal digits of the SHA-256 of the public key.
        signature: Base64 of the 64 bytes of an Ed25519 signature.
    """

    key_id: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A published model: what it is, which files it has, who vouches for it.

    Attributes:
        id: name of the model; see `onhand.store.names.check_id`.
        version: name of this version; versions are ordered by `created_at`, not by this.
        runtime: runtime that executes it: "llama_cpp", "executorch", "mlc", …
        files: its files, at least one.
        entry: file that the runtime opens; ".": the folder itself.
        created_at: when it was published, UTC, to the second ("2026-01-31T12:00:00Z").
        expires_at: when it stops being acceptable for an installation; None: never.
        architecture: such as "llama" or "qwen3"; "": unknown.
        title: name for people; "": the id.
        description: a sentence for people.
        template: chat template that replaces the model's own; None: the model's own.
        sampling: recommended options of `SamplingParams` by name.
        n_ctx: recommended tokens of context; None: decided on the device.
        license: SPDX expression or name of its licence; "": unknown.
        source: where it came from: "hf:owner/repo@commit:file" or a URL; "": unknown.
        unpack: "zip": the single file is an archive whose content is the model; None: no.
        signatures: who vouches for it; may be empty.
        extra: further JSON data of the publisher; never read by onhand.
    """

    id: str
    version: str
    runtime: str
    files: tuple[ModelFile, ...]
    entry: str
    created_at: str
    expires_at: str | None = None
    architecture: str = ""
    title: str = ""
    description: str = ""
    template: str | None = None
    sampling: Mapping[str, Any] = field(default_factory=dict)
    n_ctx: int | None = None
    license: str = ""
    source: str = ""
    unpack: str | None = None
    signatures: tuple[Signature, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_id(self.id)
        check_version(self.version)
        _check_files(self)
        for name in ("created_at", "expires_at"):
            moment = getattr(self, name)
            if moment is not None:
                parse_time(moment)
        if self.n_ctx is not None and not 8 <= self.n_ctx <= 1 << 24:
            raise ManifestError(f"n_ctx must be in 8 to {1 << 24}, got {self.n_ctx}.")
        if self.unpack not in (None, "zip"):
            raise ManifestError(f"unpack must be 'zip' or absent, got {self.unpack!r}.")
        if self.unpack and len(self.files) != 1:
            raise ManifestError("A model that is unpacked has exactly one file.")

    @property
    def size_bytes(self) -> int:
        """Bytes of all files together."""
        return sum(file.size_bytes for file in self.files)

    def to_dict(self, *, with_signatures: bool = True) -> dict[str, Any]:
        """Return the manifest as JSON-able data; what is empty or unknown is left out."""
        data: dict[str, Any] = {"format": FORMAT}
        for name in _FIELDS:
            value = getattr(self, name)
            if value not in (None, "", {}, ()):
                data[name] = dict(value) if isinstance(value, Mapping) else value
        data["files"] = [_file_to_dict(file) for file in self.files]
        data.pop("signatures", None)
        if with_signatures and self.signatures:
            data["signatures"] = [
                {"key_id": item.key_id, "signature": item.signature} for item in self.signatures
            ]
        return data

    def to_json(self) -> str:
        """Return the manifest as JSON text for people: indented, chunks on one line each."""
        return pretty_json(self.to_dict())

    def signed_bytes(self) -> bytes:
        """Return the bytes that a signature covers: canonical JSON without the signatures."""
        return canonical_json(self.to_dict(with_signatures=False))

    @staticmethod
    def from_dict(data: Any) -> Manifest:
        """Build a manifest from JSON data, checking everything.

        Raises:
            ManifestError: something is missing, unknown, of a wrong type, or contradicts itself.
        """
        return _manifest_from(data)

    @staticmethod
    def from_json(text: str | bytes) -> Manifest:
        """Read a manifest from JSON text.

        Raises:
            ManifestError: it is no JSON, too long, has a key twice, or `from_dict` refuses it.
        """
        if len(text) > MAX_MANIFEST_BYTES:
            raise ManifestError(f"The manifest has more than {MAX_MANIFEST_BYTES} bytes.")
        return _manifest_from(parse_json(text, "manifest"))


def parse_json(text: str | bytes, what: str) -> Any:
    """Return JSON data, refusing keys that occur twice and numbers that JSON does not have.

    Raises:
        ManifestError: it is no such JSON; the message names `what`.
    """
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ManifestError(f"The {what} is no JSON: {error}.") from error


def parse_time(text: str) -> datetime:
    """Return a moment written as "2026-01-31T12:00:00Z".

    Raises:
        ManifestError: it is not written so.
    """
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    except (ValueError, TypeError) as error:
        raise ManifestError(f"{text!r} is no time such as 2026-01-31T12:00:00Z.") from error


def format_time(moment: datetime) -> str:
    """Return `moment` in UTC, to the second, as manifests have it."""
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def pretty_json(data: Any) -> str:
    """Return indented JSON in which a chunk takes one line."""
    text = json.dumps(data, indent=1, ensure_ascii=False)
    for key in ("length", "sha256"):
        text = text.replace(f',\n     "{key}"', f', "{key}"')
    return text.replace('{\n     "offset"', '{"offset"').replace('"\n    }', '"}') + "\n"


_FIELDS: Final = (
    "id",
    "version",
    "title",
    "description",
    "runtime",
    "architecture",
    "entry",
    "created_at",
    "expires_at",
    "license",
    "source",
    "unpack",
    "n_ctx",
    "template",
    "sampling",
    "extra",
)
_TYPES: Final[dict[str, type]] = dict.fromkeys(_FIELDS, str) | {
    "n_ctx": int,
    "sampling": dict,
    "extra": dict,
    "files": list,
    "signatures": list,
    "format": int,
}
_REQUIRED: Final = ("format", "id", "version", "runtime", "files", "entry", "created_at")


def _manifest_from(data: Any) -> Manifest:
    fields = _object(data, "The manifest", _TYPES, _REQUIRED)
    if fields.pop("format") != FORMAT:
        raise ManifestError(
            f"The manifest has format {data['format']}; this onhand reads format {FORMAT}.",
            hint="Update onhand.",
        )
    signatures = fields.pop("signatures", [])
    files = fields.pop("files")
    if len(files) > MAX_FILES or len(signatures) > 100:
        raise ManifestError(f"The manifest has more than {MAX_FILES} files or 100 signatures.")
    return Manifest(
        files=tuple(_file_from(item) for item in files),
        signatures=tuple(_signature_from(item) for item in signatures),
        **fields,
    )


def _file_from(data: Any) -> ModelFile:
    types = {"name": str, "size_bytes": int, "sha256": str, "chunks": list, "url": str}
    fields = _object(data, "A file", types, ("name", "size_bytes", "sha256"))
    chunk_types = {"offset": int, "length": int, "sha256": str}
    chunks = fields.pop("chunks", [])
    if len(chunks) > MAX_CHUNKS:
        raise ManifestError(f"A file has {len(chunks)} chunks, more than {MAX_CHUNKS}.")
    rows = (_object(item, "A chunk", chunk_types, tuple(chunk_types)) for item in chunks)
    return ModelFile(chunks=tuple(Chunk(**row) for row in rows), **fields)


def _signature_from(data: Any) -> Signature:
    types = {"key_id": str, "signature": str}
    return Signature(**_object(data, "A signature", types, tuple(types)))


def _object(
    data: Any, what: str, types: Mapping[str, type], required: tuple[str, ...]
) -> dict[str, Any]:
    """Return `data` if it is an object with known keys of the right types and all required ones."""
    if not isinstance(data, dict):
        raise ManifestError(f"{what} must be an object, not {type(data).__name__}.")
    for key, value in data.items():
        kind = types.get(key)
        if kind is None:
            raise ManifestError(f"{what} has an unknown key {key!r}; known: {', '.join(types)}.")
        if not isinstance(value, kind) or isinstance(value, bool):
            raise ManifestError(
                f"{what}: {key!r} must be {kind.__name__}, not {type(value).__name__}."
            )
    missing = [key for key in required if key not in data]
    if missing:
        raise ManifestError(f"{what} lacks {', '.join(missing)}.")
    return dict(data)


def _check_files(manifest: Manifest) -> None:
    if not manifest.files:
        raise ManifestError(f"{manifest.id} has no files.")
    seen: set[str] = set()
    for file in manifest.files:
        check_file_name(file.name)
        check_sha256(file.sha256)
        if file.name.lower() in seen:
            raise ManifestError(f"The file {file.name!r} is listed twice (case ignored).")
        seen.add(file.name.lower())
        if not 0 <= file.size_bytes <= MAX_FILE_BYTES:
            raise ManifestError(f"{file.name!r} has an impossible size: {file.size_bytes} bytes.")
        _check_chunks(file)
    for name in seen:
        parts = name.split("/")
        if any("/".join(parts[:n]) in seen for n in range(1, len(parts))):
            raise ManifestError(f"The file {name!r} lies below another file.")
    if manifest.entry != "." and manifest.entry not in {file.name for file in manifest.files}:
        raise ManifestError(f"The entry {manifest.entry!r} is none of the files.")


def _check_chunks(file: ModelFile) -> None:
    position = 0
    for chunk in file.chunks:
        check_sha256(chunk.sha256)
        if chunk.offset != position or chunk.length < 1:
            raise ManifestError(
                f"{file.name!r}: the chunk at {chunk.offset} (length {chunk.length}) "
                f"does not follow the one that ends at {position}."
            )
        position = chunk.end
    if file.chunks and position != file.size_bytes:
        raise ManifestError(
            f"{file.name!r}: its chunks cover {position} of {file.size_bytes} bytes."
        )


def _file_to_dict(file: ModelFile) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": file.name,
        "size_bytes": file.size_bytes,
        "sha256": file.sha256,
    }
    if file.url is not None:
        data["url"] = file.url
    if file.chunks:
        data["chunks"] = [
            {"offset": chunk.offset, "length": chunk.length, "sha256": chunk.sha256}
            for chunk in file.chunks
        ]
    return data


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError("a key occurs twice in one object")
    return data


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")
