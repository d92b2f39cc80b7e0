"""Muon for matrices, Adam for the rest, each worker updating its own share of the parameters.

Muon (Jordan et al. 2024): momentum, then the nearest matrix with all singular values near one,
by a Newton-Schulz iteration.  Products that are stored as one matrix are treated one by one.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

_COEFFICIENTS = (3.4445, -4.7750, 2.0315)
_STORED_TOGETHER = {"qkv": 3, "gate_up": 2}


def orthogonalised(matrix: Tensor, n_steps: int = 5) -> Tensor:
    """Return ``matrix`` with its singular values pushed to about one, [rows, columns]."""
    first, second, third = _COEFFICIENTS
    x = matrix if matrix.shape[0] <= matrix.shape[1] else matrix.T
    x = x / (x.norm() + 1e-7)
    for _ in range(n_steps):
        square = x @ x.T
        x = first * x + (second * square + third * square @ square) @ x
    return x if matrix.shape[0] <= matrix.shape[1] else x.T


class Optimizer:
    """Updates parameters in place from given gradients.

    Args:
        parameters: The share of this worker, by name; matrices of the blocks go to Muon.
        matrix_rate: Learning rate of Muon, relative to a matrix with unit singular values.
        other_rate: Learning rate of Adam.
        weight_decay: Pull of the matrices towards zero, per unit of learning rate.
    """

    def __init__(
        self,
        parameters: Mapping[str, Tensor],
        *,
        matrix_rate: float = 0.02,
        other_rate: float = 0.003,
        weight_decay: float = 0.1,
    ) -> None:
        self.matrix_rate = matrix_rate
        self.other_rate = other_rate
        self.weight_decay = weight_decay
        self._parameters = parameters
        self._first = {name: torch.zeros_like(tensor) for name, tensor in parameters.items()}
        self._second = {
            name: torch.zeros_like(tensor)
            for name, tensor in parameters.items()
            if not is_matrix(name, tensor)
        }
        self._n_steps = 0

    @torch.no_grad()
    def step(self, gradients: Mapping[str, Tensor], scale: float) -> None:
        """Apply one update with every learning rate multiplied by ``scale``."""
        self._n_steps += 1
        for name, parameter in self._parameters.items():
            if name in self._second:
                self._adam(name, parameter, gradients[name], self.other_rate * scale)
            else:
                self._muon(name, parameter, gradients[name], self.matrix_rate * scale)

    def _muon(self, name: str, parameter: Tensor, gradient: Tensor, rate: float) -> None:
        momentum = self._first[name].mul_(0.95).add_(gradient)
        n_parts = _STORED_TOGETHER.get(name.split(".")[-2], 1)
        direction = gradient.add(momentum, alpha=0.95)
        update = torch.cat([orthogonalised(part) for part in direction.chunk(n_parts)])
        rows, columns = parameter.shape[0] // n_parts, parameter.shape[1]
        parameter.mul_(1 - rate * self.weight_decay)
        parameter.add_(update, alpha=-rate * max(1.0, rows / columns) ** 0.5)

    def _adam(self, name: str, parameter: Tensor, gradient: Tensor, rate: float) -> None:
        first = self._first[name].lerp_(gradient, 0.1)
        second = self._second[name].lerp_(gradient.square(), 0.02)
        first_correction = 1 - 0.9**self._n_steps
        second_correction = 1 - 0.98**self._n_steps
        size = (second / second_correction).sqrt_().add_(1e-10)
        parameter.addcdiv_(first, size, value=-rate / first_correction)


def is_matrix(name: str, tensor: Tensor) -> bool:
    """Say whether Muon updates this parameter: the blocks' matrices, not the embedding."""
    return tensor.ndim == 2 and name.startswith("blocks.")
