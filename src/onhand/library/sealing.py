"""How a library stores texts: as they are, or each sealed by AES-256-GCM (NIST SP 800-38D).

A sealed value is `nonce, 12 random bytes · ciphertext · tag, 16 bytes`. Its place (conversation,
column, position) is authenticated with it, so that none can be put elsewhere. HKDF-SHA256
(RFC 5869) of the caller's key and the library's salt gives the cipher's key and a check, by which a
wrong key is told from damage. Ids, times, lengths and the model's name are not sealed.
"""

from __future__ import annotations

import hmac
import json
import os
import sqlite3
from typing import Any, Final, Protocol

from onhand.errors import LibraryError, StateKeyError

SALT_BYTES: Final = 32
NONCE_BYTES: Final = 12
_INFO: Final = b"onhand library, version 1"
_FACT: Final = "seal"


class Sealing(Protocol):
    """Turns texts into what is stored, and back."""

    is_sealed: bool

    def stored(self, text: str, id: str, column: str, position: int = 0) -> str | bytes:
        """Return what is stored of a text at its place."""

    def read(self, value: Any, id: str, column: str, position: int = 0) -> str:
        """Return the text of what is stored at that place."""


class Plain:
    """Texts are stored as they are."""

    is_sealed: bool = False

    def stored(self, text: str, id: str, column: str, position: int = 0) -> str:
        """Return the text."""
        return text

    def read(self, value: Any, id: str, column: str, position: int = 0) -> str:
        """Return the text.

        Raises:
            StateKeyError: another process has sealed it since the library was opened.
        """
        if isinstance(value, bytes):
            raise _no_key()
        return str(value)


class Sealed:
    """Texts are stored sealed by the key of one library."""

    is_sealed: bool = True

    def __init__(self, key: bytes | bytearray, salt: bytes) -> None:
        """Derive the cipher and the check."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        derived = HKDF(SHA256(), 48, salt, _INFO).derive(bytes(key))
        self._cipher = AESGCM(derived[:32])
        self.check: bytes = derived[32:]

    def stored(self, text: str, id: str, column: str, position: int = 0) -> bytes:
        """Return the text sealed, with a nonce of its own."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, text.encode(), _place(id, column, position))

    def read(self, value: Any, id: str, column: str, position: int = 0) -> str:
        """Return the text of a sealed value.

        Raises:
            LibraryError: it is damaged, or was sealed for another place.
        """
        from cryptography.exceptions import InvalidTag

        try:
            nonce, sealed = value[:NONCE_BYTES], value[NONCE_BYTES:]
            return self._cipher.decrypt(nonce, sealed, _place(id, column, position)).decode()
        except (InvalidTag, ValueError, TypeError):
            raise LibraryError(f"The {column} of conversation {id} is damaged.") from None


def sealing_of(connection: sqlite3.Connection, key: bytes | bytearray | None) -> Sealing | None:
    """Return how a library stores texts; None: it is plain, but there is a key to seal it with.

    Raises:
        StateKeyError: it is sealed, and the key is missing or another one.
    """
    query = "SELECT value FROM facts WHERE name = ?"
    row = connection.execute(query, (_FACT,)).fetchone()
    if row is None:
        return Plain() if key is None else None
    if key is None:
        raise _no_key()
    fact = json.loads(row[0])
    sealed = Sealed(key, bytes.fromhex(fact["salt"]))
    if not hmac.compare_digest(sealed.check, bytes.fromhex(fact["check"])):
        raise StateKeyError("The key is not the one that the library was encrypted with.")
    return sealed


def seal(connection: sqlite3.Connection, key: bytes | bytearray) -> tuple[Sealed, list[str]]:
    """Seal all texts of a plain library and drop its index, inside the caller's transaction.

    Returns:
        How texts are stored from now on, and the files of plain snapshots, which nothing points
        to any more.
    """
    salt = os.urandom(SALT_BYTES)
    sealed = Sealed(key, salt)
    fact = json.dumps({"salt": salt.hex(), "check": sealed.check.hex()})
    connection.execute("INSERT INTO facts VALUES (?, ?)", (_FACT, fact))
    query = "SELECT number, id, title, settings, extra FROM conversations"
    for number, id, title, settings, extra in connection.execute(query).fetchall():
        connection.execute(
            "UPDATE conversations SET title = ?, settings = ?, extra = ? WHERE number = ?",
            (
                sealed.stored(title, id, "title"),
                sealed.stored(settings, id, "settings"),
                sealed.stored(extra, id, "extra"),
                number,
            ),
        )
        _seal_messages(connection, sealed, number, id)
    connection.execute("DROP TABLE IF EXISTS search")
    files = [str(file) for (file,) in connection.execute("SELECT file FROM snapshots")]
    connection.execute("DELETE FROM snapshots")
    return sealed, files


def _seal_messages(
    connection: sqlite3.Connection, sealed: Sealed, conversation: int, id: str
) -> None:
    query = "SELECT number, position, data, text FROM messages WHERE conversation = ?"
    for number, position, data, text in connection.execute(query, (conversation,)).fetchall():
        connection.execute(
            "UPDATE messages SET data = ?, text = ? WHERE number = ?",
            (
                sealed.stored(data, id, "data", position),
                sealed.stored(text, id, "text", position),
                number,
            ),
        )


def _place(id: str, column: str, position: int) -> bytes:
    return f"{id}/{column}/{position}".encode()


def _no_key() -> StateKeyError:
    return StateKeyError(
        "The library is encrypted.", hint="Open it with its `key` (terminal: --keyring NAME)."
    )
