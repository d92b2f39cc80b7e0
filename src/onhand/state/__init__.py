"""Saved states: the `.onhand` file format, its encryption, and how files are written and read.

Pure and without native code; knows nothing of engines, workers or how a cache is read and set.
"""

from onhand.state.files import read_state, write_state
from onhand.state.header import Identity, SavedState, StateHeader
from onhand.state.keys import check_key, keyring_key

__all__ = [
    "Identity",
    "SavedState",
    "StateHeader",
    "check_key",
    "keyring_key",
    "read_state",
    "write_state",
]
