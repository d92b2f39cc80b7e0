"""`onhand quantize`: the report, what it costs, what is refused and how that is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tiny_models import tiny_model
from tests.unit.cli.conftest import Invoke


def test_the_report_has_sizes_and_perplexities(invoke: Invoke, tmp_path: Path) -> None:
    source, target, text = tiny_model(), tmp_path / "small.gguf", tmp_path / "text.txt"
    text.write_text("the cat sat on the mat and the dog lay on the log. " * 2, "utf-8")
    call = ("quantize", str(source), str(target), "--type", "q8_0", "--text", str(text))
    report = json.loads(invoke(*call, "--json").out)
    assert report["source"]["bytes"] == source.stat().st_size
    assert report["target"]["bytes"] == target.stat().st_size
    assert report["ratio"] == report["target"]["bytes"] / report["source"]["bytes"] < 1
    assert report["source"]["perplexity"] > 1
    assert report["target"]["perplexity"] == pytest.approx(report["source"]["perplexity"], rel=0.1)


@pytest.mark.parametrize(
    ("target", "file_type", "said"),
    [
        ("new.gguf", "Q9", "no file type 'Q9'; there are F32, F16"),
        ("there.gguf", "Q8_0", "exists already"),
        ("none/new.gguf", "Q8_0", "no folder"),
    ],
)
def test_what_cannot_be_is_wrong_usage(
    invoke: Invoke, tmp_path: Path, target: str, file_type: str, said: str
) -> None:
    (tmp_path / "there.gguf").touch()
    path = str(tmp_path / target)
    result = invoke("quantize", str(tiny_model()), path, "--type", file_type)
    assert result.status == 2
    assert said in result.err
    assert "Traceback" not in result.err


def test_a_source_that_is_quantised_already_is_refused_in_two_lines(
    invoke: Invoke, tmp_path: Path
) -> None:
    once, twice = str(tmp_path / "once.gguf"), str(tmp_path / "twice.gguf")
    assert invoke("quantize", str(tiny_model()), once, "-t", "Q8_0").status == 0
    result = invoke("quantize", once, twice, "-t", "Q4_0")
    assert result.status == 3
    assert result.err.count("\n") == 2
    assert "--allow-requantize" in result.err
    assert invoke("quantize", once, twice, "-t", "Q4_0", "--allow-requantize").status == 0


def test_a_missing_source_ends_with_3(invoke: Invoke, tmp_path: Path) -> None:
    result = invoke("quantize", "nowhere.gguf", str(tmp_path / "new.gguf"), "-t", "Q8_0")
    assert result.status == 3
