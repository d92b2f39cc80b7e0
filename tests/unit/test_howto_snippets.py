"""The Python snippets of the how-to pages on templates, tools and structured output run."""

from __future__ import annotations

import re
import sys
import types
from pathlib import Path

import pytest

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
PAGES = ("templates", "tools", "structured-output")


@pytest.mark.parametrize("page", PAGES)
def test_the_snippets_of_a_page_run_in_order(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (HOW_TO / f"{page}.md").read_text(encoding="utf-8")
    snippets = list(re.finditer(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    assert snippets
    module = types.ModuleType(f"how_to_{page.replace('-', '_')}")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    for snippet in snippets:
        line = text.count("\n", 0, snippet.start(1))
        code = compile("\n" * line + snippet[1], f"{page}.md", "exec", dont_inherit=True)
        exec(code, module.__dict__)
