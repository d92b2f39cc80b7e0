"""`onhand show`: everything a header says, for people and for programs."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.tiny_models import CHATML, tiny_model
from tests.unit.cli.conftest import Invoke
from tests.unit.runtimes.executorch.toy import write_program, write_tokenizer
from tests.unit.runtimes.mlc.toy import write_bundle


def test_the_facts_are_printed_plainly_into_a_pipe(invoke: Invoke) -> None:
    """Architecture, sizes, mix, context, template, tokenizer, special tokens; no escape codes."""
    result = invoke("show", os.fspath(tiny_model(dtype="Q8_0")))
    assert result.status == 0
    assert "\x1b" not in result.out
    for words in ("llama (GGUF 3)", "2,048 tokens", "Q8_0", "F32", "512 tokens", "</s>",
                  f"{len(CHATML)} characters"):  # fmt: skip
        assert words in result.out, words


def test_json_has_the_same_facts(invoke: Invoke) -> None:
    """Programs get numbers."""
    path = tiny_model()
    data = json.loads(invoke("show", os.fspath(path), "--json").out)
    assert (data["architecture"], data["layers"], data["heads"]) == ("llama", 2, 4)
    assert (data["kv_heads"], data["context"], data["vocabulary"]) == (2, 2048, 512)
    assert data["special_tokens"]["eos"] == {"id": 2, "text": "</s>"}
    assert data["chat_template"] == CHATML
    assert sum(share["size_bytes"] for share in data["quantization"]) <= path.stat().st_size
    assert "metadata" not in data


def test_texts_of_special_tokens_come_from_long_vocabularies_too(invoke: Invoke) -> None:
    """A vocabulary that the header skips is read for them."""
    data = json.loads(invoke("show", os.fspath(tiny_model(n_vocab=2048)), "--json").out)
    assert data["special_tokens"]["eos"]["text"] == "</s>"


def test_windows_and_states_are_said(invoke: Invoke) -> None:
    """Sliding windows of gemma3, recurrent layers of mamba."""
    gemma = json.loads(invoke("show", os.fspath(tiny_model(architecture="gemma3")), "--json").out)
    assert gemma["sliding_window"] == {"tokens": 16, "layers": 1}
    mamba = invoke("show", os.fspath(tiny_model(architecture="mamba"))).out
    assert "recurrent     2 layers" in mamba


def test_the_template_alone_can_be_had(invoke: Invoke) -> None:
    """For an editor; a model without one is an error."""
    assert invoke("show", os.fspath(tiny_model()), "--template").out == CHATML + "\n"
    result = invoke("show", os.fspath(tiny_model(chat_template="")), "--template")
    assert result.status != 0
    assert "no chat template" in result.err


def test_metadata_is_listed_when_asked(invoke: Invoke) -> None:
    """Long arrays as a note."""
    data = json.loads(
        invoke("show", os.fspath(tiny_model(n_vocab=2048)), "--metadata", "--json").out
    )
    assert data["metadata"]["general.architecture"] == "llama"
    assert data["metadata"]["tokenizer.ggml.tokens"] == "[2048 × string]"


def test_damaged_and_missing_models_end_with_status_3(invoke: Invoke, tmp_path: Path) -> None:
    """As every command does."""
    path = tmp_path / "half.gguf"
    path.write_bytes(tiny_model().read_bytes()[:-100])
    result = invoke("show", os.fspath(path))
    assert result.status == 3
    assert "are missing" in result.err
    assert invoke("show", os.fspath(tmp_path / "none.gguf"), "--offline").status != 0


@pytest.mark.parametrize("is_terminal", [False, True])
def test_a_strangers_header_cannot_command_the_terminal(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch, is_terminal: bool
) -> None:
    """A name or template with escape sequences is shown, not obeyed; a pipe gets the template."""
    evil = "\x1b]0;owned\x07\x1b[2J\u202e"
    path = os.fspath(tiny_model(name=f"[/red]{evil}", chat_template=f"{evil}template"))
    monkeypatch.setattr("sys.stdout.isatty", lambda: is_terminal)
    shown = invoke("show", path)
    assert shown.status == 0
    assert "\\x1b]0;owned" in shown.out
    assert not {"\x1b]", "\x07", "\u202e"} & set(shown.out)
    assert evil not in shown.out
    template = invoke("show", path, "--template").out
    assert (evil in template) is not is_terminal
    assert "template" in template


def test_a_program_shows_what_it_needs(invoke: Invoke, tmp_path: Path) -> None:
    """Backends, operators, memory: what decides whether it runs here."""
    write_program(tmp_path)
    write_tokenizer(tmp_path)
    for path in (tmp_path, tmp_path / "model.pte"):
        data = json.loads(invoke("show", os.fspath(path), "--json").out)
        assert (data["runtime"], data["program"], data["tokenizer"]) == (
            "executorch",
            "model.pte",
            True,
        )
        assert data["methods"]["forward"]["delegates"] == ["XnnpackBackend"]
    assert "XnnpackBackend" in invoke("show", os.fspath(tmp_path)).out


def test_a_bundle_shows_what_its_configuration_says(invoke: Invoke, tmp_path: Path) -> None:
    """Without its library, so without trust: nothing is run."""
    write_bundle(tmp_path)
    (tmp_path / "model.so").write_bytes(b"")
    data = json.loads(invoke("show", os.fspath(tmp_path), "--json").out)
    assert (data["runtime"], data["architecture"], data["context"]) == ("mlc", "toy", 256)
    assert data["libraries"] == ["model.so"]
    assert data["weights_bytes"] == (tmp_path / "params_shard_0.bin").stat().st_size
    assert "256" in invoke("show", os.fspath(tmp_path)).out


def test_a_folder_without_a_model_is_refused(invoke: Invoke, tmp_path: Path) -> None:
    """And what would be a model is said."""
    result = invoke("show", os.fspath(tmp_path))
    assert result.status != 0
    assert ".gguf" in result.err
