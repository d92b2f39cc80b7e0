"""Whether a located model fits: what an engine asks before it loads anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from onhand.errors import NotEnoughMemoryError
from onhand.locating import fit, locate
from onhand.store import advisor
from onhand.store.advisor import CpuFeatures, Device, header_of
from onhand.types.params import ContextParams, ModelParams
from tests.tiny_models import tiny_split_model


def test_all_parts_of_a_split_model_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first part may be small, or hold no tensor at all."""
    first = tiny_split_model(tmp_path, 3)[0]
    context = ContextParams(n_ctx=512, n_seq_max=1)
    whole = advisor.estimate(header_of(first), context)
    part = advisor.estimate(locate(first).header, context)  # type: ignore[arg-type]
    assert part.required_bytes < whole.required_bytes
    usable = (part.required_bytes + whole.required_bytes) // 2
    device = Device(
        memory_total_bytes=usable,
        memory_available_bytes=int(usable / 0.95),
        n_cores=1,
        features=CpuFeatures.of_this_machine(),
    )
    monkeypatch.setattr(advisor, "read_device", lambda: device)
    with pytest.raises(NotEnoughMemoryError) as caught:
        fit(locate(first), ModelParams(), context)
    assert caught.value.details["required_bytes"] == whole.required_bytes
    assert fit(locate(first), ModelParams(), context, force=True) == context
