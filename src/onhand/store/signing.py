"""Ed25519 keys and signatures over canonical manifests. The only module that needs cryptography."""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import Final

from onhand.errors import SignatureError
from onhand.store.manifest import Manifest, Signature

CONTEXT: Final = b"onhand manifest v1\n"
"""Goes before the signed bytes, so that a signature means a manifest and nothing else."""

PREFIX: Final = "ed25519:"


def generate_key() -> tuple[bytes, str]:
    """Return a new private key as PEM (PKCS 8, unencrypted), and its public key as text."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return pem, _public_text(key.public_key().public_bytes_raw())


def write_key_pair(path: Path, *, overwrite: bool = False) -> tuple[Path, Path, str]:
    """Write a new key pair to `path` (private, for its owner only) and `path`.pub.

    Returns:
        both paths and the public key's text.

    Raises:
        FileExistsError: one of them is there and `overwrite` is False.
    """
    public_path = path.with_name(path.name + ".pub")
    if not overwrite:
        for taken in (path, public_path):
            if taken.exists():
                raise FileExistsError(f"{taken} exists; a key that is overwritten is lost")
    pem, public = generate_key()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
    public_path.write_text(public + "\n")
    return path, public_path, public


def key_id(public_key: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of a public key's 32 bytes.

    Raises:
        SignatureError: it is no public key.
    """
    return hashlib.sha256(_public_bytes(public_key)).hexdigest()[:16]


def read_public_key(text_or_path: str) -> str:
    """Return a public key's text, given as such or as the path of a `.pub` file.

    Raises:
        SignatureError: it is neither.
    """
    text = text_or_path.strip()
    if not text.startswith(PREFIX):
        try:
            text = Path(text_or_path).read_text().strip()
        except (OSError, ValueError) as error:
            raise SignatureError(
                f"{text_or_path!r} is neither a public key nor a readable file.",
                hint="A public key looks like ed25519:… ; `onhand keygen` writes one.",
            ) from error
    _public_bytes(text)
    return text


def sign(manifest: Manifest, private_pem: bytes) -> Manifest:
    """Return `manifest` with a signature of that key added, or renewed.

    Raises:
        SignatureError: the bytes are no unencrypted Ed25519 private key.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(private_pem, password=None)
    except (ValueError, TypeError) as error:
        raise SignatureError(f"This is no unencrypted private key: {error}.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SignatureError(f"This is a {type(key).__name__}, not an Ed25519 key.")
    own = key_id(_public_text(key.public_key().public_bytes_raw()))
    value = base64.b64encode(key.sign(CONTEXT + manifest.signed_bytes())).decode()
    others = tuple(item for item in manifest.signatures if item.key_id != own)
    return replace(manifest, signatures=(*others, Signature(key_id=own, signature=value)))


def is_signed_by(manifest: Manifest, public_key: str) -> bool:
    """Whether the manifest has a valid signature of that key.

    Raises:
        SignatureError: it has a signature in the name of that key, and it is wrong.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    wanted = key_id(public_key)
    for item in manifest.signatures:
        if item.key_id == wanted:
            value = b""
            with contextlib.suppress(binascii.Error, ValueError):
                value = base64.b64decode(item.signature, validate=True)
            try:
                key = Ed25519PublicKey.from_public_bytes(_public_bytes(public_key))
                key.verify(value, CONTEXT + manifest.signed_bytes())
            except InvalidSignature as error:
                raise SignatureError(
                    f"The signature of {manifest.id} {manifest.version} by the key {wanted} "
                    "is wrong: the manifest was changed after it was signed.",
                    hint="Ask the publisher; do not install it.",
                ) from error
            return True
    return False


def _public_text(raw: bytes) -> str:
    return PREFIX + base64.b64encode(raw).decode()


def _public_bytes(public_key: str) -> bytes:
    raw = b""
    if public_key.startswith(PREFIX):
        with contextlib.suppress(binascii.Error, ValueError):
            raw = base64.b64decode(public_key.removeprefix(PREFIX), validate=True)
    if len(raw) != 32:
        raise SignatureError(f"{public_key[:80]!r} is no public key such as ed25519:<Base64>.")
    return raw
