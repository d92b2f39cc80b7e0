"""Sizes, rates and times for people."""

from __future__ import annotations

import re

_QUANT = re.compile(r"(?:^|[-._/])(I?Q\d(?:_[A-Z0-9]+)*|B?F16|F32|MXFP4)(?=[-._]|$)", re.IGNORECASE)


def size(n_bytes: float) -> str:
    """Return bytes for people, in powers of 1,000 as disks are sold: "397 MB", "4.7 GB"."""
    if n_bytes < 1000:
        return f"{n_bytes:.0f} bytes"
    value, unit = n_bytes / 1000, "kB"
    for larger in ("MB", "GB", "TB"):
        if value < 999.5:
            break
        value, unit = value / 1000, larger
    return f"{value:.1f} {unit}" if value < 9.95 else f"{value:,.0f} {unit}"


def rate(bytes_per_s: float) -> str:
    """Return a rate for people: "2.3 MB/s"."""
    return f"{size(bytes_per_s)}/s"


def remaining(seconds: float | None) -> str:
    """Return what is left in words: "about 3 minutes left"; "": unknown."""
    if seconds is None:
        return ""
    if seconds < 10:
        return "a few seconds left"
    if seconds < 90:
        return f"about {round(seconds / 10) * 10} seconds left"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"about {minutes} minutes left"
    return f"about {round(minutes / 60)} hours left"


def parameters(billions: float | None) -> str:
    """Return a number of parameters for people: "600 M", "1.7 B"; "": unknown."""
    if billions is None:
        return ""
    return f"{billions * 1000:,.0f} M" if billions < 1 else f"{billions:.1f} B"


def quantization_of(name: str) -> str:
    """Return the quantisation that a file's name or a reference states: "Q4_K_M"; "": none."""
    found = _QUANT.findall(name.rsplit("/", 1)[-1].replace(":", "-"))
    return found[-1].upper() if found else ""


def title_of(reference: str) -> str:
    """Return a short name for what is pulled: an address's or path's last part, else all of it."""
    is_place = "://" in reference or reference.startswith((".", "/", "~"))
    if not is_place:
        return reference
    path = reference.partition("#")[0].partition("?")[0].rstrip("/")
    return path.replace("\\", "/").rsplit("/", 1)[-1] or reference


RUNTIMES = {"llama_cpp": "llama.cpp", "executorch": "ExecuTorch", "mlc": "MLC", "fake": "scripted"}
"""Names of the runtimes for people."""
