"""The optimizer's mathematics, and that the schedule can be repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("gguf")

from models.architecture import LanguageModel, ModelParams  # noqa: E402
from models.optimizer import Optimizer, is_matrix, orthogonalised  # noqa: E402
from models.train import Schedule, TrainParams, bind, shares  # noqa: E402

TINY = ModelParams(n_vocab=40, n_embd=32, n_layer=2, n_head=2, n_ff=32, n_ctx=16)


@pytest.mark.parametrize("shape", [(24, 24), (64, 16), (16, 64)])
def test_singular_values_become_about_one(shape):
    matrix = torch.randn(shape, generator=torch.Generator().manual_seed(1))
    values = torch.linalg.svdvals(orthogonalised(matrix))
    assert values.min() > 0.3
    assert values.max() < 1.3


def test_a_tiny_network_learns_to_repeat():
    torch.manual_seed(1)
    torch.set_num_threads(1)
    model = LanguageModel(TINY)
    tokens = torch.randint(0, 40, (8, 6)).repeat(1, 2)
    rows = torch.tensor([row * 12 + at for row in range(8) for at in range(6, 11)])
    targets = tokens.flatten()[rows + 1]
    parameters = dict(model.named_parameters())
    optimizer = Optimizer({name: p.data for name, p in parameters.items()})
    losses = []
    for _ in range(60):
        model.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(tokens, rows), targets)
        loss.backward()
        optimizer.step({name: p.grad for name, p in parameters.items()}, 1.0)
        losses.append(loss.item())
    assert losses[-1] < 0.3 * losses[0], losses


def test_every_parameter_has_one_worker():
    model = LanguageModel(TINY)
    divided = shares(model, 2)
    names = [name for name, _ in model.named_parameters()]
    assert sorted(divided[0] + divided[1]) == sorted(names)


def test_bound_parameters_live_in_the_flat_tensors():
    model = LanguageModel(TINY)
    weights, gradients = torch.zeros(2, model.n_params())
    places = bind(model, weights, gradients)
    weights[places["norm.weight"]] = 7.0
    model.norm.weight.sum().backward()
    assert model.norm.weight.tolist() == [7.0] * 32
    assert gradients.sum() == 32


def test_embedding_is_not_for_muon():
    model = LanguageModel(TINY)
    parameters = dict(model.named_parameters())
    assert not is_matrix("embedding.weight", parameters["embedding.weight"])
    assert is_matrix("blocks.0.attention.qkv.weight", parameters["blocks.0.attention.qkv.weight"])


def test_a_given_fall_depends_on_steps_alone():
    params = TrainParams(out=Path(), minutes=1e6, warmup_steps=4, decay_at=10, decay_steps=5)
    scales = [Schedule(params).scale(step) for step in (1, 4, 9, 10, 11, 14, 15, 16)]
    assert scales == pytest.approx([0.25, 1, 1, 1, 0.8, 0.2, 0, 0])


def test_the_clock_begins_the_fall_once_and_ends_the_run():
    """The last quarter of 100 seconds is the fall's, however long a step then takes."""
    seconds = iter([0.0, 50.0, 76.0, 90.0, 101.0])
    schedule = Schedule(TrainParams(out=Path(), minutes=100 / 60), now=lambda: next(seconds))
    assert schedule.scale(200) == 1.0
    assert schedule.scale(304) == pytest.approx(0.96)
    assert (schedule.decay_at, schedule.decay_steps) == (304, None)
    assert schedule.scale(352) == pytest.approx(0.4)
    assert schedule.scale(400) == 0.0
