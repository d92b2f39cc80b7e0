"""Models without a window: a real store with small files, and the advisor by fakes."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onhand.errors import DownloadError, ModelNotFoundError
from onhand.paths import BUNDLED_MODEL
from onhand.store import AsyncStore, CatalogueEntry, Descriptor, UpdateCheck, load_catalogue
from onhand.store.advisor import Calibration, CpuFeatures, Device, Rates, advise
from onhand.store.advisor.looking import look
from onhand.ui.backend import Backend
from onhand.ui.models.fit import Fit, pace_of, rough_fit
from onhand.ui.models.fits import Fits
from onhand.ui.models.models import Models
from onhand.ui.models.presenter import (
    QUICK_TOKENS_PER_S,
    ModelsPresenter,
    checked_of,
    facts_of,
    is_metered,
    update_of,
    updates_in_words,
)
from onhand.ui.models.words import parameters, quantization_of, remaining, size, title_of
from tests.store_kit import QUICK, gguf
from tests.unit.ui.desk import scripted

RATES = Rates(n_threads=2, cached_bytes_per_s=60e9, memory_bytes_per_s=20e9, flops_per_s=100e9)
CALIBRATION = Calibration(machine="m", one=RATES, all=RATES)
DEVICE = Device(
    memory_total_bytes=8_000_000_000,
    memory_available_bytes=4_000_000_000,
    n_cores=2,
    features=CpuFeatures(machine="x86_64"),
)


class Asked:
    """Stands for the advisor; counts what it is asked."""

    def __init__(self) -> None:
        self.n_measured = 0
        self.looked: list[str] = []

    def calibrate(self, *, folder: Path) -> Calibration:
        self.n_measured += 1
        return CALIBRATION

    def look(self, name: str, *, store: object) -> Any:
        self.looked.append(name)
        raise DownloadError(f"{name} cannot be asked.", hint="Check the connection.")


def fits_of(root: Path, asked: Asked) -> Fits:
    """Return fits over the fake advisor."""
    return Fits(root, read_device=lambda: DEVICE, calibrate=asked.calibrate, look=asked.look)


@asynccontextmanager
async def shop(folder: Path, **options: Any) -> AsyncIterator[Models]:
    """Give models over a store in `folder`, closed at the end."""
    store = AsyncStore(folder / "store", params=QUICK, lock_timeout_s=0.5, **options)
    backend = Backend(scripted(), store=store, isolation="thread")
    models = Models(backend, store, fits=fits_of(folder / "store", Asked()))
    backend.models = models
    try:
        yield models
    finally:
        await backend.close()


async def pulled(models: Models, path: Path) -> Descriptor:
    """Install a file and return what is installed."""
    job = models.pull(str(path))
    await models.jobs.settled()
    assert job.failure is None
    await models.refresh()
    return next(model for model in models.installed if model.id == job.model_id)


# ── words ──


def test_sizes_and_times_in_words() -> None:
    assert [size(n) for n in (0, 999, 1500, 397e6, 999.6e6, 4.68e9, 12e12)] == [
        "0 bytes", "999 bytes", "1.5 kB", "397 MB", "1.0 GB", "4.7 GB", "12 TB"
    ]  # fmt: skip
    assert [remaining(s) for s in (None, 4, 42, 600, 90000)] == [
        "", "a few seconds left", "about 40 seconds left", "about 10 minutes left",
        "about 25 hours left",
    ]  # fmt: skip
    assert [parameters(p) for p in (None, 0.6, 1.74)] == ["", "600 M", "1.7 B"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Qwen3-0.6B-Q4_K_M.gguf", "Q4_K_M"),
        ("qwen2.5-coder-1.5b-instruct-q8_0.gguf", "Q8_0"),
        ("hf:owner/repo:IQ2_XS", "IQ2_XS"),
        ("model-f16.gguf", "F16"),
        ("model.bf16.gguf", "BF16"),
        ("Q4you/model.gguf", ""),
        ("program.pte", ""),
    ],
)
def test_the_quantisation_is_read_from_the_name(name: str, expected: str) -> None:
    assert quantization_of(name) == expected


def test_titles_of_references_are_short() -> None:
    said = [
        "qwen3-0.6b:Q8_0",
        "hf:o/m@v1:x.gguf",
        "https://h:1/a/m.gguf?x=1#sha256=ab",
        "/m/n.gguf",
    ]
    assert [title_of(one) for one in said] == [said[0], said[1], "m.gguf", "n.gguf"]


# ── fits ──


def entry(params_b: float | None, quant: str = "Q4_K_M") -> CatalogueEntry:
    """Return a model of the catalogue."""
    return CatalogueEntry(name="m", repo="o/m", params_b=params_b, default_quant=quant)


def test_rough_verdicts_grow_with_the_model_and_shrink_with_the_device() -> None:
    verdicts = []
    for params_b in (0.6, 4.0, 14.0):
        fit = rough_fit(entry(params_b), DEVICE, CALIBRATION)
        assert fit is not None
        assert fit.is_rough
        verdicts.append(fit.verdict)
    assert verdicts == ["comfortable", "tight", "no"]
    small = replace(DEVICE, memory_available_bytes=500_000_000)
    fit = rough_fit(entry(0.6), small, None)
    assert fit is not None
    assert fit.verdict == "no"


def test_a_rough_speed_is_what_memory_and_arithmetic_allow() -> None:
    fit = rough_fit(entry(1.0, "Q8_0"), DEVICE, CALIBRATION)
    assert fit is not None
    assert fit.tokens_per_s == pytest.approx(1 / (1.0625e9 / 20e9 + 7.5e9 / 100e9), rel=0.01)
    assert fit.download_bytes == pytest.approx(1.0625e9)
    unmeasured = rough_fit(entry(1.0), DEVICE, None)
    assert unmeasured is not None
    assert unmeasured.pace == ""


async def test_rough_and_close_agree_about_a_model_that_is_here(tmp_path: Path) -> None:
    advice = advise(look(str(BUNDLED_MODEL)).header, device=DEVICE, calibration=CALIBRATION)
    rough = rough_fit(entry(advice.shape.n_params / 1e9, "Q8_0"), DEVICE, CALIBRATION)
    assert rough is not None
    assert advice.speed is not None
    assert rough.tokens_per_s is not None
    assert 0.5 < rough.tokens_per_s / advice.speed.decode_tokens_per_s < 2
    assert abs(rough.memory_bytes - advice.memory.required_bytes) < 0.5e9


def test_without_a_number_of_parameters_nothing_is_claimed() -> None:
    assert rough_fit(entry(None), DEVICE, CALIBRATION) is None


def test_fits_in_words() -> None:
    fit = Fit(verdict="tight", memory_bytes=3e9, usable_bytes=4e9, tokens_per_s=8.4, is_rough=True)
    assert fit.title == "Tight"
    assert fit.pace == "About 8.4 tokens/s: as fast as you read"
    assert fit.reason == (
        "Needs about 3.0 GB of memory; 4.0 GB are free. Close other programs first."
    )
    assert replace(fit, verdict="no").pace == ""
    assert [pace_of(rate) for rate in (40, 3, 0.5)] == [
        "faster than you read", "slower than you read", "very slow"
    ]  # fmt: skip


async def test_the_processor_is_measured_once(tmp_path: Path) -> None:
    asked = Asked()
    fits = fits_of(tmp_path, asked)
    await fits.measure()
    await fits.measure()
    assert asked.n_measured == 1
    assert fits.calibration == CALIBRATION


async def test_an_installed_model_is_judged_by_its_header(tmp_path: Path) -> None:
    fits = Fits(tmp_path, read_device=lambda: DEVICE, calibrate=Asked().calibrate)
    await fits.measure()
    fit = await fits.look(str(BUNDLED_MODEL))
    assert fit.verdict == "comfortable"
    assert not fit.is_rough
    assert fit.tokens_per_s is not None
    assert fit.tokens_per_s > 50
    assert fit.largest_n_ctx


async def test_what_cannot_be_looked_at_is_passed_over(tmp_path: Path) -> None:
    asked = Asked()
    assert not await fits_of(tmp_path, asked).look_at_installed(["a", "b"])
    assert asked.looked == ["a", "b"]


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
    from tests.store_kit import manifest_of

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
