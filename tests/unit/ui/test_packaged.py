"""The app as it runs in a package: no processes, private folders, fewer packages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from onhand.ui import packaged

try:
    import tomllib
except ImportError:
    tomllib = None  # type: ignore[assignment]

ROOT = Path(__file__).parents[3]

PHONE = """
import asyncio, json, os, sys

ABSENT = {"llguidance", "huggingface_hub", "hf_xet", "flet_web", "fastapi", "uvicorn", "rich",
          "click", "keyring", "flet_desktop"}

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

written = set()

def audit(event, arguments):
    if event in ("subprocess.Popen", "os.fork", "os.posix_spawn", "os.exec", "os.system"):
        raise PermissionError(event)
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo"):
        raise PermissionError(event)
    if event == "open" and isinstance(arguments[0], str):
        mode, flags = arguments[1] or "", arguments[2]
        if any(c in mode for c in "wax+") or flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            written.add(arguments[0])

async def main():
    from onhand.ui import packaged
    from onhand.ui.backend import Backend
    packaged.keep_private(os.environ)
    backend = Backend(**packaged.backend_options("ios"))
    from tests.unit.ui.window import opened
    async with opened(backend, width=390) as window:
        await window.write("make this formal: hey, cant make it tmrw, sorry!!")
        await window.until(lambda: any("first token" in text for text in window.texts()))
        said = window.texts()
    engine = backend.open_engine
    rewritten = await (await backend.rewriter()).rewrite("cant make it tmrw").result()
    facts = {"isolation": engine.info.isolation, "n_ctx": engine.info.n_ctx,
             "texts": said, "rewritten": rewritten.text, "written": sorted(written),
             "loaded": sorted(ABSENT & set(sys.modules))}
    await backend.close()
    print(json.dumps(facts))

sys.meta_path.insert(0, Absent())
sys.dont_write_bytecode = True
sys.addaudithook(audit)
asyncio.run(main())
"""


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_the_bundled_model_chats_and_rewrites_as_on_a_phone(
    tmp_path: Path, processes: None
) -> None:
    """No process, no socket, none of the packages without mobile wheels; writes stay private."""
    storage = tmp_path / "private"
    storage.mkdir()
    environment = os.environ | {
        "FLET_APP_STORAGE_DATA": str(storage),
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path / "nobody"),
    }
    environment.pop("ONHAND_HOME", None)
    done = subprocess.run(
        [sys.executable, "-c", PHONE],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout.splitlines()[-1])
    assert facts["isolation"] == "thread"
    assert facts["rewritten"]
    assert any("first token" in text for text in facts["texts"])
    assert facts["loaded"] == []
    outside = [path for path in facts["written"] if not is_private(path, storage)]
    assert outside == []


def is_private(path: str, storage: Path) -> bool:
    """Whether a file lies in the app's folder, or is no file on disk."""
    return path.startswith((str(storage), "/dev/", "/proc/"))


def test_the_folder_that_flet_gives_is_used() -> None:
    environment = {"FLET_APP_STORAGE_DATA": "/data/app"}
    packaged.keep_private(environment)
    assert environment["ONHAND_HOME"] == str(Path("/data/app/onhand"))
    assert environment["HF_HOME"].startswith(str(Path("/data/app")))


def test_what_is_set_already_stays_and_nothing_is_made_up() -> None:
    environment = {"FLET_APP_STORAGE_DATA": "/data/app", "ONHAND_HOME": "/elsewhere"}
    packaged.keep_private(environment)
    assert environment["ONHAND_HOME"] == "/elsewhere"
    environment = {}
    packaged.keep_private(environment)
    assert environment == {}


def test_the_worker_is_a_thread_and_phones_have_a_small_context() -> None:
    assert packaged.backend_options("linux") == {"isolation": "thread"}
    phone = packaged.backend_options("android")
    assert phone["isolation"] == "thread"
    assert phone["context_params"].n_ctx == 2048


@pytest.mark.skipif(tomllib is None, reason="tomllib is in Python 3.11 and later")
def test_the_package_settings_agree_with_the_project() -> None:
    app = tomllib.loads((ROOT / "packaging/app/pyproject.toml").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    pinned = next(
        line
        for line in project["project"]["optional-dependencies"]["app"]
        if line.startswith("flet==")
    )
    assert pinned in app["project"]["dependencies"]
    assert app["project"]["version"] == project["project"]["version"]
    settings = app["tool"]["flet"]
    assert (ROOT / "packaging/app" / f"{settings['app']['module']}.py").is_file()
    assert (ROOT / "packaging/app" / settings["dev_packages"]["onhand"]).resolve() == ROOT
    for phone in ("android", "ios"):
        assert any("llama-cpp-python" in line for line in settings[phone]["dependencies"])
    assert "onhand" in settings["android"]["extract_packages"]  # it opens its model by path
