"""What ids, versions and file names may look like, so that they are safe as paths everywhere."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from onhand.errors import ManifestError

_SEGMENT = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?"
_ID = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT}){{0,2}}")
_VERSION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9_+])?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = frozenset('<>:"\\|?*')


def check_id(text: object) -> str:
    """Return `text` if it may name a model: up to three segments joined by "/".

    A segment has letters, digits, ".", "_" and "-", and no "--" or "..", so that "/" can become
    "--" in the name of a folder.

    Raises:
        ManifestError: it may not.
    """
    if (
        not isinstance(text, str)
        or len(text) > 160
        or not _ID.fullmatch(text)
        or "--" in text
        or ".." in text
        or any(_RESERVED.fullmatch(part) for part in text.split("/"))
    ):
        raise ManifestError(
            f"{text!r} is no model id.",
            hint="Use letters, digits, '.', '_' and '-', in at most three parts joined by '/'.",
        )
    return text


def check_version(text: object) -> str:
    """Return `text` if it may name a version.

    Raises:
        ManifestError: it may not.
    """
    if (
        not isinstance(text, str)
        or len(text) > 64
        or text.lower() == "current"  # a record's file is named after the version
        or not _VERSION.fullmatch(text)
        or ".." in text
        or _RESERVED.fullmatch(text)
    ):
        raise ManifestError(
            f"{text!r} is no version.",
            hint="Use up to 64 letters, digits, '.', '_', '+' and '-'.",
        )
    return text


def check_file_name(text: object) -> str:
    """Return `text` if it is a relative path with "/" that stays inside its folder everywhere.

    Raises:
        ManifestError: it is absolute, climbs, or has a name that some system refuses.
    """
    if not isinstance(text, str) or not text or len(text) > 400:
        raise ManifestError(f"{text!r} is no file name.")
    parts = text.split("/")
    for part in parts:
        if (
            part in ("", ".", "..")
            or part[-1] in ". "
            or _RESERVED.fullmatch(part)
            or any(char in _FORBIDDEN or ord(char) < 32 or ord(char) == 127 for char in part)
            or any(0xD800 <= ord(char) <= 0xDFFF for char in part)
            or len(part.encode()) > 240
        ):
            raise ManifestError(
                f"The file name {text!r} is refused: {part!r} is unsafe as a path.",
                hint="Names are relative, use '/', and never climb with '..'.",
            )
    return text


def check_sha256(text: object) -> str:
    """Return `text` if it is 64 lower-case hexadecimal digits.

    Raises:
        ManifestError: it is not.
    """
    if not isinstance(text, str) or not _SHA256.fullmatch(text):
        raise ManifestError(f"{text!r} is no SHA-256 (64 lower-case hexadecimal digits).")
    return text


def folder_of(model_id: str) -> str:
    """Return the name of the folder that holds a model's records: "/" becomes "--"."""
    return check_id(model_id).replace("/", "--")


def id_from(text: str) -> str:
    """Return the nearest valid id to any text, such as a file's name; or "model"."""
    clean = re.sub(r"[^A-Za-z0-9._-]+", "-", PurePosixPath(text).name)
    clean = re.sub(r"\.(gguf|pte|zip|json)$", "", clean, flags=re.IGNORECASE)
    clean = re.sub(r"-{2,}", "-", re.sub(r"\.{2,}", ".", clean)).strip("-._")[:100].strip("-._")
    if not clean or _RESERVED.fullmatch(clean):
        return "model"
    return clean.lower()
