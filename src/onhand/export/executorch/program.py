"""Quantises and lowers a network to a program for the CPU; needs the extra `executorch`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import torch
from executorch.backends.xnnpack.partition.xnnpack_partitioner import (
    XnnpackDynamicallyQuantizedPartitioner,
    XnnpackPartitioner,
)
from executorch.exir import EdgeCompileConfig, ExecutorchBackendConfig, to_edge_transform_and_lower
from executorch.exir.passes import MemoryPlanningPass
from executorch.exir.passes.sym_shape_eval_pass import ConstraintBasedSymShapeEvalPass

from onhand.export.executorch._network import Network

GROUP: Final = 32
"""Weights that share a scale in 4 bits, as in GGUF's Q4_0."""


def quantise(network: Network, bits: int) -> None:
    """Store the matrices in 8 or 4 bits; activations become 8 bits while they are multiplied."""
    if bits == 32:
        return
    from torchao.quantization import Int8DynamicActivationIntxWeightConfig, quantize_
    from torchao.quantization.granularity import PerAxis, PerGroup
    from torchao.utils import unwrap_tensor_subclass

    config = Int8DynamicActivationIntxWeightConfig(
        weight_dtype=torch.int4 if bits == 4 else torch.int8,
        weight_granularity=PerGroup(GROUP) if bits == 4 else PerAxis(0),
    )
    quantize_(network, config)
    unwrap_tensor_subclass(network)


def write_program(network: Network, chunk: int, facts: dict[str, Any], out: Path) -> None:
    """Compile a network that takes 1 to `chunk` tokens at a time.

    Args:
        network: quantised or not.
        chunk: most tokens of one call.
        facts: values of the methods that the program describes itself by.
        out: the `.pte` file.
    """
    n_tokens = torch.export.Dim("n_tokens", min=1, max=chunk)
    example = (torch.ones((1, 3), dtype=torch.long), torch.zeros(1, dtype=torch.long))
    with torch.no_grad():
        exported = torch.export.export(
            network, example, dynamic_shapes=({1: n_tokens}, None), strict=True
        )
    edge = to_edge_transform_and_lower(
        exported,
        partitioner=[XnnpackDynamicallyQuantizedPartitioner(), XnnpackPartitioner()],
        compile_config=EdgeCompileConfig(_check_ir_validity=False, _skip_dim_order=True),
        constant_methods=facts,
    )
    program = edge.to_executorch(
        ExecutorchBackendConfig(
            extract_delegate_segments=True,
            memory_planning_pass=MemoryPlanningPass(alloc_graph_input=False),
            sym_shape_eval_pass=ConstraintBasedSymShapeEvalPass(),
        )
    )
    with out.open("wb") as file:
        program.write_to_file(file)
