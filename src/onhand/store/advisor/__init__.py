"""Says before a download whether a model fits this device and how fast it will be.

Reads headers and the device; loads no native library, starts no engine.
"""

from __future__ import annotations
