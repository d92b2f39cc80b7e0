"""`onhand bench`: figures of a model on this machine."""

from __future__ import annotations

import json

import pytest

from tests.tiny_models import tiny_model
from tests.unit.cli.conftest import Invoke, fake


def test_bench_measures_every_round_and_takes_medians(invoke: Invoke) -> None:
    call = ("bench", "-m", str(tiny_model()), "--prompt-tokens", "40", "--tokens", "8")
    measured = json.loads(invoke(*call, "--repeats", "3", "--json").out)
    assert len(measured["rounds"]) == 3
    for key in ("first_token_ms", "prefill", "decode"):
        values = sorted(one[key] for one in measured["rounds"])
        assert measured["median"][key] == values[1] > 0
    assert measured["prompt_tokens"] == 40
    assert measured["load_ms"] <= measured["open_ms"]
    assert "[" in measured["build"], "the library's instruction sets are named"


def test_bench_for_people_names_model_library_and_threads(invoke: Invoke) -> None:
    result = invoke("bench", "-m", str(tiny_model()), "--tokens", "4", "--repeats", "1")
    assert result.status == 0
    for word in ("first token", "reading the prompt", "writing", "llama_cpp", "threads"):
        assert word in result.out


def test_bench_keeps_within_the_context(invoke: Invoke) -> None:
    call = ("bench", "-m", fake(n_ctx=64), "--thread-isolation", "--repeats", "1", "--json")
    measured = json.loads(invoke(*call, "--prompt-tokens", "500", "--tokens", "500").out)
    assert measured["prompt_tokens"] + measured["tokens"] < 64


@pytest.mark.parametrize("option", ["--tokens", "--repeats", "--prompt-tokens"])
def test_a_count_of_nothing_is_wrong_usage(invoke: Invoke, option: str) -> None:
    assert invoke("bench", option, "0").status == 2


def test_runtimes_are_one_table_over_the_files_that_are_named(invoke: Invoke) -> None:
    call = ("bench", "-m", str(tiny_model()), "--runtimes", "--file", fake(n_ctx=64))
    result = invoke(*call, "--thread-isolation", "--tokens", "4", "--repeats", "1")
    rows = result.out.splitlines()
    assert [row.split()[0] for row in rows[-2:]] == ["llama_cpp", "fake"]
    for word in ("load", "first token", "reading", "writing", "memory", "weights"):
        assert word in result.out


def test_runtimes_that_are_not_installed_are_said(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onhand.cli.bench_runtimes._is_installed", lambda _: False)
    call = ("bench", "-m", str(tiny_model()), "--runtimes", "--tokens", "4", "--repeats", "1")
    reports = json.loads(invoke(*call, "--json").out)
    assert [report.get("left_out") for report in reports] == [None, *["not installed"] * 2]


def test_a_runtime_that_cannot_be_exported_for_is_said_and_the_others_are_measured(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tiny model is not of an architecture that exports know."""
    monkeypatch.setattr("onhand.cli.bench_runtimes._is_installed", lambda _: True)
    model = str(tiny_model(architecture="gemma3"))
    result = invoke("bench", "-m", model, "--runtimes", "--tokens", "4", "--repeats", "1")
    assert result.status == 0
    *_, measured, first, second = result.out.splitlines()
    assert measured.split()[0] == "llama_cpp"
    assert first.startswith("executorch: ")
    assert "'llama' only" in first
    assert second.startswith("mlc: ")


def test_files_without_runtimes_are_wrong_usage(invoke: Invoke) -> None:
    assert invoke("bench", "--file", "x.pte").status == 2
