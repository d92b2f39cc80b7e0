"""Whether a runtime's packages are here, in the versions that it was written for."""

from __future__ import annotations

import importlib.metadata

from onhand.errors import RuntimeUnavailableError


def require_version(package: str, wanted: str, *, extra: str) -> None:
    """Refuse a runtime whose package is missing or of another version.

    Args:
        package: name of the distribution.
        wanted: its version; builds of it, such as "2.13.0+cpu", will do.
        extra: onhand's extra that brings it.

    Raises:
        RuntimeUnavailableError: it is not there, or another version is.
    """
    hint = f"Install exactly what this version of onhand needs: pip install 'onhand[{extra}]'."
    try:
        found = importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        raise RuntimeUnavailableError(f"{package} is not installed.", hint=hint) from None
    if found.partition("+")[0] != wanted:
        raise RuntimeUnavailableError(
            f"{package} {found} is installed; its interface changes between versions, and "
            f"{wanted} is needed.",
            hint=hint,
        )
