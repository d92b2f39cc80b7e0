"""Rewrites without a window: what is shown while they are made, what is kept afterwards."""

from __future__ import annotations

import asyncio
import datetime
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from pathlib import Path

import pytest

from onhand.errors import EngineError
from onhand.rewrite import (
    PERSONAS,
    TONES,
    RetryEvent,
    RewriteEvent,
    RewriteResult,
    RewriteText,
)
from onhand.testing import FakeModel
from onhand.ui.rewrite.kept import Kept, Latency, Rewritten, exported, latencies_of
from onhand.ui.rewrite.presenter import RewritePresenter, aged, all_texts, n_columns
from onhand.ui.rewrite.rendition import Figures, Rendition, in_words, note_of
from onhand.ui.rewrite.rewrites import Rewrites
from onhand.ui.rewrite.run import Run
from onhand.ui.rewrite.voices import VOICES, in_order
from tests.unit.ui.desk import desk, scripted

MESSAGE = "cant make it at 3pm"
ANSWER = "I cannot make it at 3pm."


def result(tone: str = "formal", text: str = "I cannot.", **options: object) -> RewriteResult:
    """Return a good result, changed by `options`."""
    values: dict[str, object] = {
        "source": "model", "facts": (), "problems": (), "attempts": 1, "first_token_ms": 12.34,
        "total_ms": 56.78, "n_tokens": 9,
    }  # fmt: skip
    return RewriteResult(tone=tone, text=text, **{**values, **options})  # type: ignore[arg-type]


class Script:
    """A stream that yields what it is given; an exception is raised, an Event is waited for."""

    def __init__(self, items: Iterable[RewriteEvent | Exception | asyncio.Event]) -> None:
        self.items = list(items)
        self.is_closed = False

    async def __aenter__(self) -> Script:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.is_closed = True

    async def __aiter__(self) -> AsyncIterator[RewriteEvent]:
        for item in self.items:
            if isinstance(item, asyncio.Event):
                await item.wait()
            elif isinstance(item, Exception):
                raise item
            else:
                yield item


class Scribe:
    """Writes by script, and notes what it was asked for."""

    def __init__(
        self, tones: Iterable[RewriteEvent | Exception | asyncio.Event] = (), **personas: Script
    ) -> None:
        self.tones = Script(tones)
        self.personas = personas
        self.asked: list[tuple[str, ...]] = []

    def variants(self, text: str, tones: Iterable[str]) -> Script:
        self.asked.append((text, *tones))
        return self.tones

    def rewrite(self, text: str, *, persona: str) -> Script:
        self.asked.append((text, persona))
        return self.personas[persona]

    async def __call__(self) -> Scribe:
        return self


def run_of(scribe: Callable[[], Awaitable[Scribe]], *ids: str) -> tuple[Run, asyncio.Task[None]]:
    """Return a started run."""
    run = Run(MESSAGE, in_order(ids), began_at=1_700_000_000.0)
    return run, run.start(scribe)  # type: ignore[arg-type]


# ── voices, notes, figures ──


def test_all_tones_and_personas_are_offered() -> None:
    assert [voice.name for voice in VOICES.values()] == [*TONES, *PERSONAS]
    assert VOICES["persona-lawyer"].tone == "formal"


def test_voices_come_in_the_order_of_the_chips_and_unknown_ones_not_at_all() -> None:
    found = in_order(["persona-support", "tone-casual", "gone", "tone-formal"])
    assert [voice.id for voice in found] == ["tone-formal", "tone-casual", "persona-support"]


@pytest.mark.parametrize(
    ("options", "note"),
    [
        ({}, "Checked"),
        ({"facts": ("3pm", "Anna")}, "Kept 3pm, Anna"),
        ({"facts": tuple("abcde")}, "Kept all 5 facts"),
        (
            {"facts": ("3pm",), "problems": ("lost: 3pm",)},
            "Kept 3pm · Written again: the first answer lost 3pm",
        ),
        (
            {"source": "rules", "problems": ("lost: 3pm", "repeats itself", "lost: Anna")},
            "Written by rules: the model's answer lost 3pm and went in circles",
        ),
        (
            {"source": "unchanged", "problems": ("too short: 2 words for 9",)},
            "Left as it was: the model's answer was too short",
        ),
        ({"source": "unchanged"}, "Left as it was"),
    ],
)
def test_what_the_guard_did_is_said_in_words(options: dict[str, object], note: str) -> None:
    assert note_of(result(**options)) == note


def test_a_problem_without_words_of_ours_is_said_as_it_is() -> None:
    assert in_words(["smells odd"]) == "was not right (smells odd)"


def test_figures_in_words() -> None:
    assert str(Figures.of(result())) == "first token 12 ms · 57 ms in all · 9 tokens"
    assert str(Figures(outcome="stopped", total_ms=2345.0)) == "2.3 s in all"


def test_a_card_takes_back_what_is_written_again() -> None:
    card = Rendition("tone-formal")
    card.take(RewriteText("formal", "Hello "))
    card.take(RewriteText("formal", "world"))
    card.take(RetryEvent("formal", ("lost: 3pm",), 2, 6))
    assert (card.text, card.phase) == ("Hello ", "again")
    assert card.note == "Written again: the answer lost 3pm"
    card.take(result(text="Hello you"))
    assert (card.text, card.phase, card.note) == ("Hello you", "done", "Checked")


def test_a_finished_card_cannot_be_stopped() -> None:
    card = Rendition("tone-formal")
    card.take(result())
    card.end("stopped", 1.0)
    assert card.phase == "done"


# ── runs ──


async def test_tones_share_one_request_and_each_persona_has_its_own() -> None:
    scribe = Scribe(
        [RewriteText("casual", "Yo"), result("formal", "F"), result("casual", "C")],
        lawyer=Script([result("formal", "L")]),
    )
    run, task = run_of(scribe, "tone-formal", "tone-casual", "persona-lawyer")
    await task
    assert scribe.asked == [(MESSAGE, "formal", "casual"), (MESSAGE, "lawyer")]
    assert [one.text for one in run.renditions] == ["F", "C", "L"]
    assert run.failure is None
    assert not run.is_running


async def test_listeners_hear_of_text_and_of_states() -> None:
    run, task = run_of(Scribe([RewriteText("formal", "F"), result("formal", "F")]), "tone-formal")
    heard: list[str] = []
    stop = run.listen(heard.append)
    await task
    stop()
    assert heard == ["text", "state", "state"]


async def test_stopping_keeps_what_there_is() -> None:
    scribe = Scribe([result("formal", "F"), RewriteText("casual", "Half"), asyncio.Event()])
    run, task = run_of(scribe, "tone-formal", "tone-casual")
    writes = asyncio.Event()
    run.listen(lambda _: writes.set() if run.renditions[1].text else None)
    await writes.wait()
    run.stop()
    await task
    assert [(one.text, one.phase) for one in run.renditions] == [("F", "done"), ("Half", "stopped")]
    assert scribe.tones.is_closed


async def test_stopping_before_the_model_is_there() -> None:
    async def never() -> Scribe:
        await asyncio.Event().wait()
        raise AssertionError

    run, task = run_of(never, "tone-formal")
    run.stop()
    await task
    assert run.renditions[0].phase == "stopped"
    assert run.failure is None


async def test_one_failure_ends_all_cards_and_is_told() -> None:
    waiting = Script([asyncio.Event()])
    run, task = run_of(
        Scribe([EngineError("It broke.", hint="Mend it.")], lawyer=waiting),
        "tone-formal",
        "persona-lawyer",
    )
    await task
    assert run.failure is not None
    assert run.failure.hint == "Mend it."
    assert [one.phase for one in run.renditions] == ["failed", "failed"]
    assert waiting.is_closed


async def test_a_fault_of_ours_is_told_too(caplog: pytest.LogCaptureFixture) -> None:
    run, task = run_of(Scribe([KeyError("odd")]), "tone-formal")
    await task
    assert run.failure is not None
    assert "odd" in run.failure.message


# ── what is kept ──


def rewritten(id: str = "a", at: float = 1_700_000_000.0, **options: object) -> Rewritten:
    """Return a finished rewrite in one voice."""
    card = Rendition("tone-formal")
    card.take(result(**options))
    return Rewritten(id=id, text=MESSAGE, at=at, model="small", renditions=(card,))


async def test_rewrites_and_latencies_are_there_after_a_restart(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    await kept.add(rewritten("a"))
    await kept.add(rewritten("b", problems=("lost: 3pm",), facts=("3pm",)))
    again = Kept(tmp_path)
    await again.load()
    assert [one.id for one in again.rewrites] == ["b", "a"]
    assert again.rewrites[0].to_dict() == kept.rewrites[0].to_dict()
    assert again.latencies == kept.latencies


async def test_both_are_bounded_and_the_oldest_go(tmp_path: Path) -> None:
    kept = Kept(tmp_path, most_rewrites=2, most_latencies=3)
    for id in "abcd":
        await kept.add(rewritten(id))
    assert [one.id for one in kept.rewrites] == ["d", "c"]
    assert [one.rewrite for one in kept.latencies] == ["b", "c", "d"]


async def test_deleting_leaves_the_latencies(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    await kept.add(rewritten("a"))
    await kept.add(rewritten("b"))
    await kept.delete("a")
    assert [one.id for one in kept.rewrites] == ["b"]
    await kept.delete()
    again = Kept(tmp_path)
    await again.load()
    assert again.rewrites == []
    assert len(again.latencies) == 2
    await again.clear_latencies()
    assert exported(again.latencies, "jsonl") == ""


@pytest.mark.parametrize("content", [b"", b"{", b'{"format": 9}', b"[1]", b'{"format":1}'])
async def test_a_damaged_history_is_an_empty_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "rewrites.json").write_bytes(content)
    (tmp_path / "rewrite-latencies.jsonl").write_bytes(content)
    kept = Kept(tmp_path)
    await kept.load()
    assert kept.rewrites == []
    assert kept.latencies == []


async def test_a_full_disk_is_told_and_nothing_is_lost_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = Kept(tmp_path / "file" / "folder")
    await kept.add(rewritten())
    assert kept.problem is not None
    assert kept.problem.hint
    assert len(kept.rewrites) == 1


async def test_history_is_for_its_owner_only(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    await kept.add(rewritten())
    assert (tmp_path / "rewrites.json").stat().st_mode & 0o077 == 0


def test_the_log_has_no_word_of_the_text() -> None:
    one = rewritten(text="secret words", problems=("lost: 3pm", "made up: Anna"), facts=("3pm",))
    (latency,) = latencies_of(one)
    for text in (exported([latency], "csv"), exported([latency], "jsonl")):
        assert not any(word in text for word in ("secret", "3pm", "Anna", "cant"))
    assert latency.problems == "lost made-up"
    assert latency.n_characters == len(MESSAGE)


def test_the_log_as_csv_and_as_json_lines() -> None:
    latencies = latencies_of(rewritten())
    head, row = exported(latencies, "csv").splitlines()
    assert head == ",".join(Latency.__dataclass_fields__)
    assert row == ("2023-11-14T22:13:20.000+00:00,a,small,tone-formal,1,19,12.3,56.8,9,1,model,")
    (line,) = exported(latencies, "jsonl").splitlines()
    assert Latency(**json.loads(line)) == latencies[0]


# ── the presenter, over a real rewriter on a scripted model ──


def model() -> FakeModel:
    """Return a scripted model that rewrites `MESSAGE` well in all tones."""
    return scripted({f"{MESSAGE}\n\nTone: {tone}": ANSWER for tone in TONES})


async def test_a_run_goes_on_without_a_window_and_is_kept(tmp_path: Path) -> None:
    async with desk(tmp_path, model()) as backend:
        presenter = RewritePresenter(backend.rewrites)
        await presenter.load()
        presenter.start(MESSAGE, lambda change: None)()  # the window leaves at once
        await backend.rewrites.settled()
        assert [one.text for one in presenter.history] == [MESSAGE]
        voices = [one.voice_id for one in presenter.history[0].renditions]
        assert voices == ["tone-formal", "tone-casual", "tone-friendly", "tone-concise"]
        assert {one.text for one in presenter.history[0].renditions} == {ANSWER}
        assert len(backend.rewrites.kept.latencies) == 4


async def test_what_was_chosen_last_is_chosen_again(tmp_path: Path) -> None:
    async with desk(tmp_path, model()) as backend:
        first = RewritePresenter(backend.rewrites)
        for voice_id in [*first.chosen]:
            first.choose(voice_id, False)
        first.choose("persona-support", True)
        first.start(MESSAGE, lambda change: None)
        await backend.rewrites.settled()
        second = RewritePresenter(backend.rewrites)
        await second.load()
        assert second.chosen == {"persona-support"}


async def test_without_text_or_tone_nothing_changes(tmp_path: Path) -> None:
    async with desk(tmp_path, model()) as backend:
        presenter = RewritePresenter(backend.rewrites)
        with pytest.raises(ValueError, match="no text"):
            presenter.start("  \n", lambda change: None)
        presenter.chosen.clear()
        with pytest.raises(ValueError, match="no tone"):
            presenter.start(MESSAGE, lambda change: None)
        with pytest.raises(ValueError, match="no voice"):
            presenter.choose("tone-rude", True)
        assert presenter.run is None


async def test_a_kept_rewrite_can_be_shown_and_forgotten(tmp_path: Path) -> None:
    async with desk(tmp_path, model()) as backend:
        presenter = RewritePresenter(Rewrites(backend, Kept(tmp_path / "own")))
        await backend.rewrites.kept.load()
        await presenter._rewrites.kept.add(rewritten())
        presenter.show(presenter.history[0])
        assert presenter.text == MESSAGE
        assert presenter.chosen == {"tone-formal"}
        assert all_texts(presenter.renditions) == "Formal:\nI cannot."
        await presenter.delete("a")
        assert presenter.renditions == ()
        assert presenter.text == ""


@pytest.mark.parametrize(
    ("width", "n_cards", "expected"),
    [(350, 4, 1), (700, 4, 2), (1000, 4, 2), (1000, 3, 3), (1000, 7, 3), (1000, 1, 1), (700, 3, 2)],
)
def test_cards_stand_side_by_side_as_many_as_can_be_read(
    width: float, n_cards: int, expected: int
) -> None:
    assert n_columns(width, n_cards) == expected


def test_ages_are_brief() -> None:
    now = datetime.datetime(2026, 11, 21, 12, 0)
    assert aged(datetime.datetime(2026, 11, 21, 9, 5).timestamp(), now) == "09:05"
    assert aged(datetime.datetime(2026, 11, 19, 9, 5).timestamp(), now) == "Thu 09:05"
    assert aged(datetime.datetime(2026, 11, 3, 9, 5).timestamp(), now) == "3 Nov"
