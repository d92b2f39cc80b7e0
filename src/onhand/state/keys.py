"""Keys for encrypted states: 32 bytes, the caller's own or the operating system's keyring's."""

from __future__ import annotations

import secrets
from typing import Any, Final

from onhand.errors import CapabilityError, StateKeyError

KEY_BYTES: Final = 32
_SERVICE: Final = "onhand"


def check_key(key: Any) -> None:
    """Raise unless `key` is None or 32 bytes.

    Raises:
        TypeError: it is something else.
        ValueError: it has another length.
    """
    if key is None:
        return
    if not isinstance(key, (bytes, bytearray)):
        raise TypeError(f"a key is {KEY_BYTES} bytes, got {type(key).__name__}")
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key is {KEY_BYTES} bytes (AES-256), got {len(key)}")


def keyring_key(name: str = "default") -> bytes:
    """Return the key called `name` in the operating system's keyring, made at the first call.

    Any process of this user can ask for it. It may block, and ask the user to unlock the keyring;
    do not call it on an event loop.

    Args:
        name: one for each app or purpose.

    Raises:
        CapabilityError: the `keyring` extra is not installed.
        StateKeyError: there is no keyring here, it stays locked, or holds something else there.
    """
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise CapabilityError(
            "The package `keyring` is not installed.",
            hint="Install the extra: pip install 'onhand[keyring]', or pass a key of your own.",
        ) from None
    try:
        text = keyring.get_password(_SERVICE, name)
        if text is None:
            keyring.set_password(_SERVICE, name, secrets.token_hex(KEY_BYTES))
            text = keyring.get_password(_SERVICE, name)  # another process may have been first
    except KeyringError as error:
        raise StateKeyError(
            f"The operating system's keyring gives no key: {str(error).rstrip('.')}.",
            hint="Unlock or set up a keyring, or pass a key of your own.",
        ) from error
    try:
        key = bytes.fromhex(text or "")
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise StateKeyError(f"What the keyring holds as {name!r} is no key of onhand's.")
    return key
