"""Sampling in numpy, for runtimes that hand out logits; the same chain as llama.cpp's.

No native handles, no requests.
"""

from onhand.runtimes.logits.factory import SamplerFactory
from onhand.runtimes.logits.model import LogitsModel
from onhand.runtimes.logits.sampler import LogitsSampler

__all__ = ["LogitsModel", "LogitsSampler", "SamplerFactory"]
