"""Public names that are imported when they are first used, so that a package costs nothing."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from typing import Any


def load(package: str, where: Mapping[str, str], name: str) -> Any:
    """Return what `package` calls `name`, and keep it there; for its module's `__getattr__`.

    Args:
        package: the package's full name.
        where: the public names, each with the module below the package that has it.
        name: what was asked for.

    Raises:
        AttributeError: `name` is not among the public names.
    """
    if name not in where:
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{package}.{where[name]}"), name)
    setattr(sys.modules[package], name, value)
    return value
