"""The reference in docs/ says what the code says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

WRITER = Path(__file__).parents[2] / "docs" / "reference" / "write.py"


@pytest.mark.parametrize("name", ["cli.md", "api.md"])
def test_the_reference_is_up_to_date(name: str) -> None:
    specification = importlib.util.spec_from_file_location("write_reference", WRITER)
    assert specification is not None
    assert specification.loader is not None
    writer = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(writer)
    path = WRITER.parent / name
    assert path.read_text("utf-8") == writer.pages()[path], "run `make docs` and commit the result"
