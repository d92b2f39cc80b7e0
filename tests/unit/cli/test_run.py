"""`onhand run`: prompt in, text or JSON out, exit status by kind of end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tiny_models import tiny_model
from tests.unit.cli.conftest import Invoke, fake, start

THREAD = "--thread-isolation"
ENDLESS = fake(replies={}, n_ctx=100_000, decode_delay_s=0.002)
TEMPLATE = "{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}[assistant]"


def test_the_answer_goes_to_stdout_and_nothing_else(invoke: Invoke) -> None:
    result = invoke("run", "-m", fake(), THREAD, "Hi")
    assert (result.status, result.out, result.err) == (0, "Hello there!\n", "")


def test_the_prompt_may_come_from_stdin_without_its_line_end(invoke: Invoke) -> None:
    assert invoke("run", "-m", fake(), THREAD, stdin="Hi\n").out == "Hello there!\n"
    assert invoke("run", "-m", fake(), THREAD, "-", stdin="Hi\r\n").out == "Hello there!\n"


def test_the_prompt_may_come_from_a_file_after_an_argument(invoke: Invoke, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("there\n", "utf-8")
    model = fake(replies={"Say\n\nthere": "both"})
    assert invoke("run", "-m", model, THREAD, "Say", "--file", str(file)).out == "both\n"


@pytest.mark.parametrize("text", ["", "\n"])
def test_an_empty_prompt_is_wrong_usage(invoke: Invoke, text: str) -> None:
    result = invoke("run", "-m", fake(), THREAD, stdin=text)
    assert result.status == 2
    assert "The prompt is empty" in result.err


def test_a_prompt_that_is_not_text_is_wrong_usage(invoke: Invoke, tmp_path: Path) -> None:
    file = tmp_path / "latin1.txt"
    file.write_bytes("café".encode("latin-1"))
    result = invoke("run", "-m", fake(), THREAD, "--file", str(file))
    assert result.status == 2
    assert "not UTF-8" in result.err
    result = invoke("run", "-m", fake(), THREAD, "--grammar", str(file), "Hi")
    assert result.status == 2
    assert "The grammar is not UTF-8" in result.err


def test_an_argument_that_is_not_text_is_wrong_usage(invoke: Invoke) -> None:
    """The shell's bytes arrive as lone surrogates (PEP 383)."""
    result = invoke("run", "-m", fake(), THREAD, b"caf\xe9".decode("utf-8", "surrogateescape"))
    assert result.status == 2
    assert "not UTF-8" in result.err


def test_a_chat_model_gets_its_template_unless_raw(invoke: Invoke) -> None:
    replies = {"[system]Short.[user]Hi[assistant]": "templated", "Hi": "raw"}
    model = fake(replies=replies, chat_template=TEMPLATE)
    assert invoke("run", "-m", model, THREAD, "--system", "Short.", "Hi").out == "templated\n"
    assert invoke("run", "-m", model, THREAD, "--raw", "Hi").out == "raw\n"


def test_json_is_one_object_with_text_usage_and_timings(invoke: Invoke) -> None:
    answer = json.loads(invoke("run", "-m", fake(), THREAD, "--json", "--seed", "5", "Hi").out)
    assert answer["text"] == "Hello there!"
    assert answer["reason"] == "eog"
    assert answer["usage"]["completion_tokens"] == len("Hello there!")
    assert answer["usage"]["seed"] == 5
    assert answer["timings"]["total_ms"] > 0
    assert answer["model"] == answer["runtime"] == "fake"


def test_json_lines_are_the_events_in_order(invoke: Invoke) -> None:
    result = invoke("run", "-m", fake(), THREAD, "--json", "--stream", "Hi")
    events = [json.loads(line) for line in result.out.splitlines()]
    assert {event["type"] for event in events[:-1]} == {"prompt", "token"}
    assert events[-1]["type"] == "done"
    text = "".join(event["text"] for event in events if event["type"] == "token")
    assert text == "Hello there!"


def test_sampling_options_reach_the_generation(invoke: Invoke) -> None:
    call = ("run", "-m", fake(), THREAD, "--json")
    assert json.loads(invoke(*call, "-n", "3", "Hi").out)["text"] == "Hel"
    stopped = json.loads(invoke(*call, "--stop", "there", "--stop", "lo", "Hi").out)
    assert (stopped["text"], stopped["reason"], stopped["stop"]) == ("Hel", "stop", "lo")
    assert json.loads(invoke(*call, "-o", "max-tokens=2", "Hi").out)["text"] == "He"
    biased = invoke(*call, "-o", 'logit_bias={"72": -1, "73": 1}', "-n", "2", "Hi")
    assert json.loads(biased.out)["text"] == "He"  # JSON has texts for keys, a bias has numbers


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--temperature", "-1"), "temperature must be in 0.0 to 100.0, got -1.0"),
        (("--n-ctx", "1"), "n_ctx must be in 8 to"),
        (("-o", "temprature=1"), "names:"),
        (("-o", "mirostat"), "NAME=VALUE"),
        (("-o", "top_k=many"), "top_k must be an integer"),
        (("--stream",), "--stream goes with --json"),
        (("--raw", "--system", "x"), "--system needs the chat template"),
        (("--no-such-option",), "No such option"),
        (("--deadline", "0"), "--deadline"),
        (("--deadline", "0.0001"), "0.001<=x<=1000000"),
        (("-o", 'logit_bias={"x": 1}'), "logit_bias key must be an integer"),
        (("-o", "logit_bias=5"), "logit_bias must be a mapping"),
        (("-o", "grammar=5"), "grammar must be a text"),
        (("--system", "caf\udce9"), "It is not UTF-8"),
        (("--stop", "\udcff"), "It is not UTF-8"),
    ],
)
def test_a_wrong_option_is_wrong_usage_before_any_work(
    invoke: Invoke, arguments: tuple[str, ...], complaint: str
) -> None:
    result = invoke("run", "-m", fake(die_on_load=True), *arguments, "Hi")
    assert result.status == 2
    assert complaint in result.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_an_answer_that_cannot_be_written_is_an_error_and_no_traceback() -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "onhand.cli", "run", "-m", fake(), THREAD, "Hi"]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (1, f"error: {OSError(28, os.strerror(28))}\n")


def test_statistics_go_to_stderr_when_asked_for(invoke: Invoke) -> None:
    result = invoke("run", "-m", fake(), THREAD, "--stats", "--seed", "7", "Hi")
    assert result.out == "Hello there!\n"
    assert "12 tokens, eog" in result.err
    assert "seed 7" in result.err


def test_a_missing_model_ends_with_3_and_says_what_to_do(invoke: Invoke) -> None:
    result = invoke("run", "-m", "nowhere.gguf", "Hi")
    assert result.status == 3
    assert "error: There is no file 'nowhere.gguf'" in result.err
    assert "hint: " in result.err


def test_a_corrupt_model_ends_with_3(invoke: Invoke, tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(tiny_model().read_bytes()[:1000])
    result = invoke("run", "-m", str(broken), "Hi")
    assert (result.status, result.out) == (3, "")


def test_an_error_is_json_on_stdout_where_json_was_asked_for(invoke: Invoke) -> None:
    result = invoke("run", "-m", "nowhere.gguf", "--json", "Hi")
    assert json.loads(result.out)["error"]["code"] == "model_not_found"
    assert result.status == 3


def test_a_model_beyond_memory_ends_with_4(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    import onhand

    def refuse(*_: object, **__: object) -> None:
        raise onhand.NotEnoughMemoryError("It needs 90 GiB, 3 GiB are free.")

    monkeypatch.setattr(onhand.Engine, "open", refuse)
    result = invoke("run", "-m", fake(), "Hi")
    assert result.status == 4
    assert "90 GiB" in result.err
    assert "smaller" in result.err


def test_a_crashing_worker_ends_with_5_and_names_the_signal(invoke: Invoke) -> None:
    result = invoke("run", "-m", fake(die_on_load=True, death="abort"), "Hi")
    assert result.status == 5
    assert "SIGABRT" in result.err


def test_a_model_that_crashed_while_loading_is_refused_next_time(invoke: Invoke) -> None:
    model = fake(die_on_load=True)
    assert invoke("run", "-m", model, "Hi").status == 5
    assert invoke("run", "-m", model, "Hi").status == 3


def test_a_failing_computation_ends_with_1(invoke: Invoke, tmp_path: Path) -> None:
    model = fake(fail_at_decodes=(2,), ledger=str(tmp_path / "ledger"))
    result = invoke("run", "-m", model, THREAD, "Hi")
    assert result.status == 1
    assert "error: The script fails decode call 2" in result.err


def test_a_prompt_beyond_the_context_ends_with_1_and_the_numbers(invoke: Invoke) -> None:
    result = invoke("run", "-m", fake(n_ctx=16), THREAD, "Hi " * 20)
    assert result.status == 1
    assert "61 tokens" in result.err
    assert "16" in result.err


def test_a_deadline_ends_the_answer_without_a_failure(invoke: Invoke) -> None:
    result = invoke("run", "-m", ENDLESS, THREAD, "--json", "--deadline", "0.2", "go")
    assert result.status == 0
    assert json.loads(result.out)["reason"] == "deadline"


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("isolation", [(), (THREAD,)], ids=["process", "thread"])
def test_ctrl_c_ends_the_answer_and_keeps_what_there_is(isolation: tuple[str, ...]) -> None:
    process = start("run", "-m", ENDLESS, *isolation, "--json", "--stream", "go")
    assert process.stdout is not None
    lines = [process.stdout.readline()]
    while json.loads(lines[-1])["type"] != "token":
        lines.append(process.stdout.readline())
    process.send_signal(signal.SIGINT)
    rest, err = process.communicate(timeout=60)
    events = [json.loads(line) for line in [*lines, *rest.splitlines()]]
    assert process.returncode == 130
    assert events[-1]["type"] == "done"
    assert events[-1]["reason"] == "cancelled"
    assert err == ""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c_while_loading_ends_with_130() -> None:
    process = start("run", "-m", fake(load_delay_s=60.0), "Hi", stdin=subprocess.PIPE)
    wait_for_child(process.pid)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert out == ""


def wait_for_child(pid: int) -> None:
    """Return when the process has a child: its worker is starting."""
    import psutil

    while not psutil.Process(pid).children():
        pass


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_reader_that_has_had_enough_is_no_failure() -> None:
    with start("run", "-m", ENDLESS, "go") as process:
        assert process.stdout is not None
        assert process.stdout.read(20)
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
        assert process.wait(timeout=60) == 0


def test_a_real_model_streams_text(invoke: Invoke) -> None:
    call = ("run", "-m", str(tiny_model()), "--raw", "-t", "0", "-n", "16", "--json", "Hello")
    answer = json.loads(invoke(*call).out)
    assert answer["usage"]["completion_tokens"] == 16
    assert answer["text"]
    assert json.loads(invoke(*call).out)["text"] == answer["text"]
