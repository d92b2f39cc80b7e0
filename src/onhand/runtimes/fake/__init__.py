"""A runtime without a model: scripted tokens, delays, failures and deaths. See `onhand.testing`."""

from onhand.runtimes.fake.runtime import FakeRuntime

__all__ = ["FakeRuntime"]
