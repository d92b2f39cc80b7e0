"""Where onhand keeps its files on this machine."""

from __future__ import annotations

import os
from pathlib import Path

BUNDLED_MODEL = Path(__file__).parent / "assets" / "onhand-small.gguf"


def data_directory() -> Path:
    """Return `ONHAND_HOME`, else the platform's data directory for this user."""
    home = os.environ.get("ONHAND_HOME")
    if home:
        return Path(home).expanduser()
    from platformdirs import user_data_path

    return user_data_path("onhand", appauthor=False)
