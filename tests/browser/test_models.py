"""A model from a server on this machine: got, talked to, deleted."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from onhand.paths import BUNDLED_MODEL
from tests.browser.conftest import OpenTab
from tests.browser.running_app import running_app

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.slow]
NAME = "lighthouse"
TITLE = "lighthouse 7"
"""As long as the bundled model's, in whose place it is written into a copy of its file."""


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[str]:
    """Serve a folder with `onhand serve-models`; gives the address."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "onhand.cli", "serve-models", str(folder), "--port", "0"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        while not (line := (await process.stdout.readline()).decode()).count("http://"):
            assert line, "the server ended"
        yield line[line.index("http://") :].split()[0].rsplit("/", 1)[0]
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def test_a_model_is_got_from_serve_models_talked_to_and_deleted(
    tmp_path: Path, open_tab: OpenTab
) -> None:
    folder, home = tmp_path / "models", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    weights = BUNDLED_MODEL.read_bytes().replace(b"onhand small", TITLE.encode(), 1)
    (folder / f"{NAME}.gguf").write_bytes(weights)
    async with served(folder) as address, running_app(home) as app:
        tab = await open_tab(app, "models", height=1000)
        await tab.fill("pull-reference", f"{address}/{NAME}.json")
        await tab.press(tab.by_id("pull").get_by_role("button"))
        use = tab.page.get_by_role("button", name="Use in chat")
        await use.first.wait_for(state="attached")
        await tab.picture("models")
        kept = {path.stat().st_size for path in home.rglob("*") if path.is_file()}
        assert len(weights) in kept, "it lies in the app's data directory"
        await tab.press(use, tab.by_id("composer"))
        await tab.until_says(TITLE, "model-picker")
        await tab.say("What can you do?")
        assert "tokens/s" in await tab.answer(1)
        await tab.picture("models-chat")
        await tab.go("models")
        await tab.choose(f"More for {NAME}", "Delete", tab.by_id("confirm"))
        await tab.press(tab.by_id("confirm"))
        await tab.until_gone(tab.button(f"More for {NAME}"))
        await tab.go("chat")
        await tab.until_says("onhand small", "model-picker")
