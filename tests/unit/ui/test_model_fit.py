"""Whether models suit a device, and sizes and times in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onhand.paths import BUNDLED_MODEL
from onhand.store.advisor import advise
from onhand.store.advisor.looking import look
from onhand.ui.models.fit import Fit, pace_of, rough_fit
from onhand.ui.models.fits import Fits
from onhand.ui.models.words import parameters, quantization_of, remaining, size, title_of
from tests.unit.ui.model_desk import CALIBRATION, DEVICE, Asked, entry, fits_of

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
