"""`onhand rewrite`: tones, where the text comes from, what is said of the guard, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Invoke, fake, start

THREAD = "--thread-isolation"
TEMPLATE = "{% for m in messages %}{{ m.content }}{% endfor %}:"


def model(**script: object) -> str:
    replies = {f"\n\nTone: {tone}:": f"{tone.title()} at 5pm." for tone in ("formal", "casual")}
    return fake(**{"replies": replies, "chat_template": TEMPLATE, "n_ctx": 2048, **script})


def test_one_tone_goes_to_stdout_as_it_is(invoke: Invoke) -> None:
    result = invoke("rewrite", "-m", model(), THREAD, "-T", "casual", "see u at 5pm")
    assert (result.status, result.out, result.err) == (0, "Casual at 5pm.\n", "")


def test_several_tones_are_headed_by_their_names_in_the_order_asked_for(invoke: Invoke) -> None:
    tones = ("-T", "formal", "-T", "casual", "-T", "formal")
    result = invoke("rewrite", "-m", model(), THREAD, *tones, "see u at 5pm")
    assert result.out == "formal:\nFormal at 5pm.\n\ncasual:\nCasual at 5pm.\n"


def test_json_is_an_object_or_one_for_each_tone(invoke: Invoke) -> None:
    call = ("rewrite", "-m", model(), THREAD, "--json", "see u at 5pm")
    one = json.loads(invoke(*call).out)
    assert (one["tone"], one["text"], one["source"]) == ("formal", "Formal at 5pm.", "model")
    assert one["facts"] == ["5pm"]
    both = json.loads(invoke(*call, "-T", "formal", "-T", "casual").out)
    assert [result["tone"] for result in both] == ["formal", "casual"]


def test_the_text_may_come_from_a_file_or_from_stdin(invoke: Invoke, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("see u at 5pm\n", "utf-8")
    call = ("rewrite", "-m", model(), THREAD)
    assert invoke(*call, "--file", str(file)).out == "Formal at 5pm.\n"
    assert invoke(*call, stdin="see u at 5pm\n").out == "Formal at 5pm.\n"


def test_what_the_guard_did_is_said_on_stderr(invoke: Invoke) -> None:
    result = invoke("rewrite", "-m", model(), THREAD, "see u at 6pm")
    assert result.out == "See you at 6pm.\n"
    assert result.err.startswith("[formal: written by rules; ")
    assert "lost: 6pm" in result.err
    free = invoke("rewrite", "-m", model(), THREAD, "--no-guard", "see u at 6pm")
    assert (free.out, free.err) == ("Formal at 5pm.\n", "")


def test_a_long_list_of_what_was_wrong_is_cut_short(invoke: Invoke) -> None:
    text = "\n\n".join(f"see u at {hour}pm" for hour in range(6, 12))
    err = invoke("rewrite", "-m", model(), THREAD, text).err
    assert "lost: 6pm" in err
    assert "lost: 11pm" not in err
    assert err.rstrip().endswith("more]")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("-T", "loud", "hi"), "'formal', 'casual'"),
        (("",), "is empty"),
        (("  \n ",), "is empty"),
        (("--temperature", "-1", "hi"), "temperature must be in"),
    ],
)
def test_wrong_usage_is_refused_before_any_work(
    invoke: Invoke, arguments: tuple[str, ...], complaint: str
) -> None:
    result = invoke("rewrite", "-m", fake(die_on_load=True), *arguments)
    assert result.status == 2
    assert complaint in result.err


def test_a_missing_model_ends_with_3(invoke: Invoke) -> None:
    assert invoke("rewrite", "-m", "nowhere.gguf", "hi").status == 3


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c_ends_it_with_130(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    endless = model(replies={}, decode_delay_s=0.01, n_ctx=100_000, ledger=str(ledger))
    process = start("rewrite", "-m", endless, THREAD, "-n", "50000", "hi")
    while not any(tmp_path.iterdir()) and process.poll() is None:
        os.sched_yield()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "")
