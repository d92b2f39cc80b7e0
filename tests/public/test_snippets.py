"""The Python snippets of the README, the tutorial and the how-to pages run as they stand."""

from __future__ import annotations

import ast
import inspect
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.tiny_models import tiny_model

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md",
    "docs/tutorial/first-steps.md",
    "docs/how-to/chat.md",
    "docs/how-to/many-sessions.md",
    "docs/how-to/stop-and-cancel.md",
    "docs/how-to/survive-crashes.md",
    "docs/how-to/embeddings.md",
    "docs/how-to/save-and-restore.md",
    "docs/how-to/keep-conversations.md",
    "docs/how-to/test-your-app.md",
    "docs/how-to/budgets-and-traces.md",
    "docs/how-to/mind-the-device.md",
)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
async def test_the_snippets_of_a_page_run_in_order(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`model.gguf` is a tiny model; `await` works at the top level as in `python -m asyncio`."""
    shutil.copy(tiny_model(chat_template=""), tmp_path / "model.gguf")
    monkeypatch.chdir(tmp_path)
    text = (ROOT / page).read_text("utf-8")
    snippets = list(re.finditer(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    assert snippets
    names: dict[str, Any] = {"__name__": "snippet"}
    for snippet in snippets:
        line = text.count("\n", 0, snippet.start(1))
        source = "\n" * line + snippet[1]
        code = compile(source, page, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        pending = eval(code, names)
        if inspect.isawaitable(pending):
            await pending


PAGES_WITH_LINKS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("ex*/**/*.md")]
)


@pytest.mark.parametrize("page", PAGES_WITH_LINKS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = {target for target in LINK.findall(page.read_text("utf-8")) if " " not in target}
    assert [target for target in targets if not (page.parent / target).exists()] == []
