"""What a source offers, before anything is fetched: files with what is known of each."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from onhand.store.canonical import canonical_json
from onhand.store.manifest import Chunk, Manifest
from onhand.store.transport import join


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedFile:
    """A file that can be had.

    Attributes:
        name: its name in the model's folder.
        url: where to fetch it; None: only locally.
        size_bytes: its length; None: not known yet.
        sha256: the hash that it must have; None: not known, it will be pinned as it comes.
        git_sha1: the Git blob id that it must have; None: none. For small files of the hub.
        chunks: its pieces, for a fetch of only what is new; may be empty.
        local: a file on this machine that should be the same; None: none.
        shares_local: whether `local` may be linked instead of copied.
    """

    name: str
    url: str | None = None
    size_bytes: int | None = None
    sha256: str | None = None
    git_sha1: str | None = None
    chunks: tuple[Chunk, ...] = ()
    local: Path | None = None
    shares_local: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A version of a model that can be installed.

    Attributes:
        id: name that it will have.
        version: its version; "": made from its content.
        reference: what it was asked for by.
        digest: identity of the offer; equal digests need no update.
        files: what there is to fetch.
        manifest: the publisher's manifest; None: one is made here.
        unpack: whether the single file is a zip whose content is the model.
        base_url: address that the manifest's relative addresses start from; "": none.
        headers_by_host: credentials for one "scheme://host:port" each; never written to disk.
        facts: further fields for a manifest that is made here: title, license, sampling …
    """

    id: str
    version: str
    reference: str
    digest: str
    files: tuple[OfferedFile, ...]
    manifest: Manifest | None = None
    unpack: bool = False
    base_url: str = ""
    headers_by_host: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    facts: Mapping[str, Any] = field(default_factory=dict)


def digest_of(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def offer_of_manifest(
    manifest: Manifest, reference: str, *, base_url: str = "", folder: Path | None = None
) -> Offer:
    """Return the offer that a publisher's manifest makes.

    Args:
        manifest: the manifest; its signatures are checked by the caller.
        reference: what it was asked for by.
        base_url: address of the manifest, from which relative addresses start.
        folder: folder of a local manifest, in which its files lie; None: they are on the web.
    """
    files = []
    for file in manifest.files:
        address = quote(file.name) if file.url is None else file.url
        files.append(
            OfferedFile(
                name=file.name,
                url=None if folder else join(base_url, address),
                size_bytes=file.size_bytes,
                sha256=file.sha256,
                chunks=file.chunks,
                local=folder / file.name if folder else None,
            )
        )
    return Offer(
        id=manifest.id,
        version=manifest.version,
        reference=reference,
        digest=digest_of(manifest.to_dict(with_signatures=False)),
        files=tuple(files),
        manifest=manifest,
        unpack=manifest.unpack == "zip",
        base_url=base_url,
    )
