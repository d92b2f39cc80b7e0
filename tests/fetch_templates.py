"""Fetch about seventy real chat templates: they lie in llama-cpp-python's source archive.

`python -m tests.fetch_templates` downloads the archive by pip (76 MB, nothing is compiled) and
unpacks its templates into a cache directory outside the repository, once. They are other people's
work under their own licences, so none of them is kept here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ARCHIVE = "llama-cpp-python==0.3.36"
_FOLDER = "/vendor/llama.cpp/models/templates/"


def cache_directory() -> Path:
    """Return where the templates are kept: $ONHAND_TEST_CACHE or the user's cache."""
    base = os.environ.get("ONHAND_TEST_CACHE") or os.environ.get("XDG_CACHE_HOME")
    root = Path(base) if base else Path.home() / ".cache"
    return root / "onhand-tests" / f"templates-{ARCHIVE.rpartition('=')[2]}"


def fetched_templates() -> list[Path]:
    """Return the templates that have been fetched, by name; empty when none were."""
    return sorted(cache_directory().glob("*.jinja"))


def fetch() -> list[Path]:
    """Download and unpack the templates unless they are there, and return them.

    Raises:
        subprocess.CalledProcessError: pip could not get the archive.
    """
    if fetched_templates():
        return fetched_templates()
    with tempfile.TemporaryDirectory() as scratch:
        package = ARCHIVE.partition("==")[0]
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        subprocess.run([*command, "--no-binary", package, "-d", scratch, ARCHIVE], check=True)
        (archive,) = Path(scratch).glob("*.tar.gz")
        unpacked = Path(scratch) / "templates"
        unpacked.mkdir()
        with tarfile.open(archive) as tar:
            for member in tar:
                if member.isfile() and _FOLDER in member.name and member.name.endswith(".jinja"):
                    source = tar.extractfile(member)
                    assert source is not None
                    (unpacked / Path(member.name).name).write_bytes(source.read())
        cache_directory().mkdir(parents=True, exist_ok=True)
        for file in unpacked.iterdir():
            shutil.move(file, cache_directory() / file.name)
    return fetched_templates()


if __name__ == "__main__":
    print(f"{len(fetch())} templates in {cache_directory()}")
