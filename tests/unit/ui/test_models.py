"""Models without a window: a real store with small files, and the advisor by fakes."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onhand.errors import ModelNotFoundError
from onhand.store import Descriptor, UpdateCheck, load_catalogue
from onhand.ui.models.fit import rough_fit
from onhand.ui.models.job import Job
from onhand.ui.models.presenter import (
    QUICK_TOKENS_PER_S,
    ModelsPresenter,
    checked_of,
    facts_of,
    is_metered,
    update_of,
    updates_in_words,
)
from tests.store_kit import gguf, manifest_of
from tests.unit.ui.model_desk import DEVICE, entry, pulled, shop

# ── the store through the app ──


async def test_a_pulled_model_is_installed_and_told(tmp_path: Path) -> None:
    async with shop(tmp_path) as models:
        told: list[object] = []
        models.listen(told.append)
        model = await pulled(models, gguf(tmp_path / "in", "tiny-Q8_0.gguf"))
        assert facts_of(model).startswith("Q8_0 · ")
        assert "llama.cpp" in facts_of(model)
        assert None in told
        card = ModelsPresenter(models).cards[0]
        assert not card.is_used
        assert card.checked == "Every byte checked when it was fetched"
        assert card.reference == str(tmp_path / "in" / "tiny-Q8_0.gguf")


async def test_an_empty_reference_is_refused(tmp_path: Path) -> None:
    async with shop(tmp_path) as models:
        with pytest.raises(ValueError, match="no name"):
            models.pull("  ")


async def test_a_name_that_means_nothing_is_refused_with_the_next_step(tmp_path: Path) -> None:
    async with shop(tmp_path) as models:
        with pytest.raises(ModelNotFoundError) as failed:
            models.pull("qwen3-0.7b")
        assert "qwen3-0.6b" in failed.value.hint
        with pytest.raises(ModelNotFoundError):
            models.pull("hf:nothing")
        assert models.jobs.all == []


async def test_an_installed_name_that_no_catalogue_has_can_be_pulled_again(tmp_path: Path) -> None:
    async with shop(tmp_path, offline=True) as models:
        model = await pulled(models, gguf(tmp_path / "in"))
        job = models.pull(model.id)
        await models.jobs.settled()
        assert job.phase == "done"


async def test_verifying_notes_when_and_finds_damage(tmp_path: Path) -> None:
    async with shop(tmp_path) as models:
        model = await pulled(models, gguf(tmp_path / "in"))
        models.verify(model.id)
        await models.jobs.settled()
        assert model.id in models.verified_at
        card = ModelsPresenter(models).cards[0]
        assert card.checked.startswith("Every byte checked today at ")
        path = model.path.resolve()
        path.chmod(0o644)
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)
        job = models.verify(model.id)
        await models.jobs.settled()
        assert job.failure is not None
        await models.close()
        assert models.installed == ()


async def test_rolling_back_and_tidying(tmp_path: Path) -> None:
    async with shop(tmp_path) as models:
        folder = tmp_path / "in"
        first = await pulled(models, gguf(folder))
        second = await pulled(models, gguf(folder, seeds={1: 99}))
        assert first.version != second.version
        assert models.former == {first.id: (first.version,)}
        found = await models.rollback(first.id)
        assert found.version == first.version
        assert models.former == {first.id: (second.version,)}
        assert await models.tidy() > 0
        assert models.former == {}
        with pytest.raises(ModelNotFoundError):
            await models.rollback(first.id)


async def test_deleting_frees_what_it_took(tmp_path: Path) -> None:
    async with shop(tmp_path) as models:
        model = await pulled(models, gguf(tmp_path / "in"))
        assert models.total_bytes == model.size_bytes
        assert await models.remove(model.id) == model.size_bytes
        assert models.installed == ()


async def test_clearing_takes_jobs_and_models_away(tmp_path: Path) -> None:
    async with shop(tmp_path) as models:
        model = await pulled(models, gguf(tmp_path / "in"))
        assert await models.clear() == model.size_bytes
        assert models.installed == ()
        assert models.jobs.all == []


async def test_updates_are_not_asked_for_offline(tmp_path: Path) -> None:
    async with shop(tmp_path, offline=True) as models:
        await pulled(models, gguf(tmp_path / "in"))
        checks = await models.check_updates()
        assert updates_in_words(checks) == (
            "The network is switched off (ONHAND_OFFLINE); nobody was asked."
        )


async def test_updates_are_not_asked_for_on_a_metered_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONHAND_METERED", "1")
    async with shop(tmp_path) as models:
        folder = tmp_path / "in"
        model = await pulled(models, gguf(folder))
        gguf(folder, seeds={1: 99})
        assert is_metered(await models.check_updates())
        checks = await models.check_updates(allows_metered=True)
        assert updates_in_words(checks) == "1 update can be had."
        assert ModelsPresenter(models).cards[0].has_update
        models.update(model.id)
        await models.jobs.settled()
        await models.close()
        assert models.installed[0].version != model.version
        assert not ModelsPresenter(models).cards[0].has_update


async def test_a_model_in_use_is_opened_anew_in_its_new_version_unless_it_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with shop(tmp_path) as models:
        folder, backend, opened = tmp_path / "in", models._backend, []

        async def use_model(id: str) -> None:
            opened.append(id)

        async def updated(seed: int) -> Job:
            gguf(folder, seeds={1: seed})
            job = models.update(model.id)
            await models.jobs.settled()
            await models.close()  # until what follows is done
            return job

        monkeypatch.setattr(backend, "use_model", use_model)
        model = await pulled(models, gguf(folder))
        await updated(99)
        assert opened == [], "another one is in use"
        backend._model = model.id
        await updated(98)
        assert opened == [model.id]
        monkeypatch.setattr(type(backend), "is_answering", True)
        job = await updated(97)
        assert job.note.endswith("is installed; it is used when the model is loaded next")
        assert opened == [model.id]


def test_updates_in_words() -> None:
    def check(status: Any, reason: str = "", available: str = "") -> UpdateCheck:
        return UpdateCheck(status, "1", available, reason)

    assert update_of(None) == ""
    assert update_of(check("skipped", "recent")) == ""
    assert update_of(check("available", available="2")) == "There is an update: version 2"
    assert update_of(check("current")) == "This is the newest version"
    assert "volume" in update_of(check("skipped", "metered"))
    assert update_of(check("failed", "no answer")).endswith("no answer")
    assert updates_in_words([]).startswith("No model is installed")
    assert updates_in_words([check("current")]) == "All models are current."
    assert updates_in_words([check("failed", "x")]).startswith("Not all sources")


# ── the presenter ──


async def test_what_fits_comes_first_and_the_most_capable_of_that(tmp_path: Path) -> None:
    async with shop(tmp_path) as models:
        presenter = ModelsPresenter(models)
        assert presenter.device == ""
        await models.refresh()
        await models.assess()
        assert "4.0 GB of 8.0 GB memory free · 2 cores" in presenter.device
        offers = presenter.offers
        assert len(offers) == len(load_catalogue())
        places = []
        for offer in offers:
            assert offer.fit is not None
            is_quick = (offer.fit.tokens_per_s or 0) >= QUICK_TOKENS_PER_S
            verdict = offer.fit.verdict
            places.append({"comfortable": 0 if is_quick else 1, "tight": 2, "no": 3}[verdict])
        assert places == sorted(places)
        assert {0, 2} <= set(places)
        best = [
            models.catalogue[offer.name].params_b or 0
            for offer, place in zip(offers, places, strict=True)
            if place == 0
        ]
        assert best == sorted(best, reverse=True)


async def test_the_catalogue_is_narrowed_by_use_and_by_what_fits(tmp_path: Path) -> None:
    async with shop(tmp_path) as models:
        presenter = ModelsPresenter(models)
        await models.refresh()
        models.fits.device = replace(DEVICE, memory_available_bytes=2_000_000_000)
        presenter.use = "vision"
        everything = presenter.offers
        assert everything
        assert all("vision" in offer.uses for offer in everything)
        presenter.only_fitting = True
        fitting = presenter.offers
        assert 0 < len(fitting) < len(everything)
        assert all(offer.fit is None or offer.fit.verdict != "no" for offer in fitting)


async def test_a_look_that_fails_says_why_and_what_to_do(tmp_path: Path) -> None:
    async with shop(tmp_path) as models:
        presenter = ModelsPresenter(models)
        await presenter.look(" hf:o/m ")
        assert presenter.looked_at == "hf:o/m"
        assert presenter.failure is not None
        assert presenter.failure.hint == "Check the connection."
        assert not presenter.is_looking


async def test_a_full_disk_is_seen_before_the_download(tmp_path: Path) -> None:
    async with shop(tmp_path) as models:
        presenter = ModelsPresenter(models)
        fit = rough_fit(entry(1.0), DEVICE, None)
        assert fit is not None
        assert presenter.has_room(fit)
        models.fits.free_bytes = 1000
        assert not presenter.has_room(fit)


def test_signed_models_say_by_whom(tmp_path: Path) -> None:
    model = Descriptor(
        manifest=manifest_of(gguf(tmp_path)),
        folder=tmp_path,
        is_current=True,
        reference="r",
        installed_at="2026-01-01T00:00:00Z",
        verified_by=("3f2a9c0011223344",),
    )
    now = datetime.datetime(2026, 11, 21, 12, 0)
    assert (
        checked_of(model, None, now) == "Every byte checked when it was fetched; signed by 3f2a9c00"
    )
    then = datetime.datetime(2026, 11, 3, 9, 5).timestamp()
    assert checked_of(model, then, now).startswith("Every byte checked on 3 Nov at 09:05")
