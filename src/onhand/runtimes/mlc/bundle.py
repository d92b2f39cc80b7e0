"""A bundle's files, looked at before any of its native code runs.

What lies in one is told in `onhand.formats.mlc`. `onhand export mlc` adds `onhand-mlc.json`, which
has the SHA-256 of every file and the versions that the library was built by.
"""

from __future__ import annotations

import os
import platform
import shutil
import struct
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from onhand.errors import (
    CapabilityError,
    ModelCorruptError,
    ModelNotFoundError,
    ModelUnsupportedError,
)
from onhand.formats.bundle_files import check_file, read_json
from onhand.formats.mlc import BundleHeader, read_header, root_of

MANIFEST: Final = "onhand-mlc.json"
TOKENIZER: Final = "tokenizer.json"
_SUFFIXES: Final = {"linux": ".so", "darwin": ".dylib", "win32": ".dll"}
_MACHINES: Final = {62: "x86_64", 183: "aarch64"}  # of ELF headers
_UNPACKED: Final = "onhand-mlc-"
_MAX_UNPACKED_BYTES: Final = 64 << 30


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose files are there and, where a manifest says, undamaged.

    Attributes:
        path: what was opened: a directory or a zip.
        folder: where the files are.
        header: what the bundle says of itself.
        manifest: what `onhand-mlc.json` says; empty: there is none.
        unpacked: the temporary directory of a zip; None: the bundle is a directory.
    """

    path: Path
    folder: Path
    header: BundleHeader
    manifest: dict[str, Any]
    unpacked: tempfile.TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Delete what was unpacked."""
        if self.unpacked is not None:
            self.unpacked.cleanup()


def open_bundle(path: Path) -> Bundle:
    """Look at a bundle and check its files.

    Raises:
        ModelNotFoundError: there is nothing, or files are missing.
        ModelCorruptError: a file is damaged.
        ModelUnsupportedError: it is no bundle.
    """
    if not path.exists():
        raise ModelNotFoundError(f"There is no {str(path)!r}.")
    unpacked = None if path.is_dir() else _unpack(path)
    try:
        folder = root_of(path if unpacked is None else Path(unpacked.name))
        manifest = read_json(folder / MANIFEST) if (folder / MANIFEST).exists() else {}
        bundle = Bundle(path, folder, read_header(folder), manifest, unpacked)
        _check_files(bundle)
    except BaseException:
        if unpacked is not None:
            unpacked.cleanup()
        raise
    return bundle


def find_library(bundle: Bundle) -> Path:
    """Return the library for this platform.

    Raises:
        ModelUnsupportedError: there is none, or it is for another processor.
    """
    suffix = _SUFFIXES.get(sys.platform, ".so")
    machine = platform.machine().lower().replace("amd64", "x86_64").replace("arm64", "aarch64")
    found = sorted(path for path in bundle.folder.rglob(f"*{suffix}") if path.is_file())
    fitting = [path for path in found if _machine_of(path) in (machine, None)]
    exact = [path for path in fitting if machine in path.name]
    if not fitting:
        there = ", ".join(f"{p.name} ({_machine_of(p)})" for p in found) or "none"
        raise ModelUnsupportedError(
            f"The bundle has no library for {machine} on {sys.platform}; there: {there}.",
            hint="Compile one for this platform: onhand export mlc.",
        )
    return (exact or fitting)[0]


def require_trust(bundle: Bundle, library: Path, *, is_trusted: bool) -> None:
    """Refuse native code that nobody vouched for.

    Raises:
        CapabilityError: `trust_native_code` was not set.
    """
    if not is_trusted:
        raise CapabilityError(
            f"The bundle brings native code ({library.name}), and loading it runs it.",
            hint="If you trust where it comes from: ModelParams(trust_native_code=True), or "
            "--trust-native-code.",
        )


def check_versions(bundle: Bundle, tvm_version: str) -> None:
    """Refuse a library that was built by a newer TVM than the one that is installed.

    Raises:
        ModelUnsupportedError: it was. (An older one's library runs.)
    """
    built_by = str(bundle.manifest.get("tvm", ""))
    if built_by and _release(built_by) > _release(tvm_version):
        raise ModelUnsupportedError(
            f"The bundle's library was built by TVM {built_by}; installed is {tvm_version}, "
            "which cannot run it.",
            hint="Export the bundle again with the installed version: onhand export mlc.",
        )


def _release(version: str) -> tuple[int, ...]:
    parts = version.split(".")[:2]
    return tuple(int("".join(c for c in part if c.isdigit()) or 0) for part in parts)


def _unpack(path: Path) -> tempfile.TemporaryDirectory[str]:
    """Unpack a zip; entries that lead out of it, and bombs, are refused."""
    if not zipfile.is_zipfile(path):
        raise ModelUnsupportedError(
            f"{path} is neither a directory nor a zip.", hint="An MLC bundle is wanted."
        )
    _sweep(Path(tempfile.gettempdir()))
    folder = tempfile.TemporaryDirectory(prefix=f"{_UNPACKED}{os.getpid()}-")
    try:
        with zipfile.ZipFile(path) as archive:
            root = Path(folder.name).resolve()
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_UNPACKED_BYTES:
                raise ModelCorruptError(f"{path.name} unpacks to more than 64 GiB.")
            for entry in archive.infolist():
                if not (root / entry.filename).resolve().is_relative_to(root):
                    raise ModelCorruptError(f"{path.name} has an entry outside of itself.")
            archive.extractall(root)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
        folder.cleanup()
        raise ModelCorruptError(f"{path.name} cannot be unpacked: {error}.") from error
    except BaseException:
        folder.cleanup()
        raise
    return folder


def _sweep(folder: Path) -> None:
    """Delete what workers unpacked that were killed since."""
    import psutil

    for left in folder.glob(f"{_UNPACKED}*-*"):
        pid = left.name.removeprefix(_UNPACKED).partition("-")[0]
        if pid.isdecimal() and not psutil.pid_exists(int(pid)):
            shutil.rmtree(left, ignore_errors=True)


def _check_files(bundle: Bundle) -> None:
    """Compare files with the manifest's SHA-256, or without one shards with the index's MD5."""
    files = bundle.manifest.get("files", {})
    if not isinstance(files, Mapping):
        raise ModelCorruptError(f"{MANIFEST} lists no files.")
    for name, entry in files.items():
        expected = str(entry.get("sha256", "")) if isinstance(entry, Mapping) else ""
        check_file(bundle.folder, str(name), "sha256", expected)
    for shard in bundle.header.index.get("records", []):
        name = str(shard.get("dataPath", ""))
        if name not in files:
            check_file(bundle.folder, name, "md5", shard.get("md5sum"))
    if not (bundle.folder / TOKENIZER).is_file():
        raise ModelNotFoundError(
            f"The bundle has no {TOKENIZER}.",
            hint="Put the model's tokenizer.json into the bundle's directory.",
        )


def _machine_of(library: Path) -> str | None:
    """Return the processor of an ELF library; None: of another format."""
    with library.open("rb") as file:
        header = file.read(20)
    if len(header) < 20 or header[:4] != b"\x7fELF":
        return None
    machine = struct.unpack("<H" if header[5] == 1 else ">H", header[18:20])[0]
    return _MACHINES.get(machine, f"machine {machine}")
