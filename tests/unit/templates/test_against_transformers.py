"""Seventy real templates print what the `transformers` library prints, character for character."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fetch_templates import fetched_templates
from tests.template_reference import compare

pytestmark = pytest.mark.slow
TEMPLATES = fetched_templates()
_MISSING = "the templates are not there: python -m tests.fetch_templates"


@pytest.mark.skipif(not TEMPLATES, reason=_MISSING)
@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_real_template_prints_what_the_reference_prints(path: Path) -> None:
    pytest.importorskip("transformers", reason="the reference is a test extra")
    results = list(compare(path.read_text(encoding="utf-8")))
    different = [(one.conversation, one.options) for one in results if not one.agrees]
    assert different == []
    assert any(one.reference is not None for one in results)


@pytest.mark.skipif(not TEMPLATES, reason=_MISSING)
def test_the_collection_is_the_one_that_the_table_speaks_of() -> None:
    assert len(TEMPLATES) >= 65
