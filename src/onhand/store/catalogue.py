"""Names of well-known small models: where they are, never what they hash to.

The built-in list is `catalogue.json`; users add theirs as `catalogue.json` in the store's folder,
or in the file that `ONHAND_CATALOGUE` names. An entry of theirs hides ours of the same name.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from onhand.errors import ManifestError, ModelNotFoundError
from onhand.store.manifest import parse_json
from onhand.store.names import check_id

DEFAULT_QUANT: Final = "Q4_K_M"
FORMAT: Final = 1
_TYPES: Final[dict[str, type | tuple[type, ...]]] = {
    "title": str,
    "repo": str,
    "file": str,
    "url": str,
    "quants": list,
    "default_quant": str,
    "projector": str,
    "params_b": (int, float),
    "uses": list,
    "license": str,
    "description": str,
    "sampling": dict,
    "template": str,
    "n_ctx": int,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """A model that can be pulled by name.

    Attributes:
        name: its name, which becomes the id of the installed model.
        title: name for people.
        repo: "owner/name" on the hub; "": see `url`.
        file: file of the repository, with "{quant}" or "{quant_lower}" in it; "": chosen as `hf:`
            chooses.
        url: address of a manifest or file, for models that are not on the hub.
        quants: quantisations that are known to be there, the smallest first.
        default_quant: the one that is taken when none is named.
        projector: pattern of the file that reads pictures; "": none.
        params_b: parameters in thousand millions; None: unknown.
        uses: what it is good for: chat, tools, vision, speed, code, reasoning, embeddings.
        license: SPDX expression or name; "": as the hub says.
        description: a sentence; may be empty.
        sampling: recommended options by name.
        template: chat template instead of its own; None: its own.
        n_ctx: recommended context; None: decided on the device.
    """

    name: str
    title: str = ""
    repo: str = ""
    file: str = ""
    url: str = ""
    quants: tuple[str, ...] = ()
    default_quant: str = DEFAULT_QUANT
    projector: str = ""
    params_b: float | None = None
    uses: tuple[str, ...] = ()
    license: str = ""
    description: str = ""
    sampling: Mapping[str, Any] = field(default_factory=dict)
    template: str | None = None
    n_ctx: int | None = None

    def reference(self, quant: str | None = None, *, with_projector: bool | None = None) -> str:
        """Return what to pull: an `hf:` reference or the address.

        Args:
            quant: quantisation; None: the default one.
            with_projector: also the file that reads pictures; None: if there is one.
        """
        if not self.repo:
            return self.url
        chosen = quant or self.default_quant
        parts = [_fill(self.file, chosen) if self.file else chosen]
        if self.projector and with_projector is not False:
            parts.append(self.projector)
        return f"hf:{self.repo}:{'+'.join(parts)}"


def _fill(pattern: str, quant: str) -> str:
    return pattern.replace("{quant}", quant).replace("{quant_lower}", quant.lower())


def load_catalogue(root: Path | None = None) -> dict[str, CatalogueEntry]:
    """Return all entries by name: ours, then the user's on top.

    Raises:
        ManifestError: a catalogue is malformed; the message names the file.
    """
    entries = _read(Path(__file__).with_name("catalogue.json"))
    for path in _user_files(root):
        if path.is_file():
            entries.update(_read(path))
    return entries


def find(name: str, root: Path | None = None) -> CatalogueEntry:
    """Return the entry called `name`, case ignored.

    Raises:
        ModelNotFoundError: there is none; the hint has the nearest names.
    """
    entries = load_catalogue(root)
    found = entries.get(name) or entries.get(name.lower())
    if found is None:
        import difflib

        near = difflib.get_close_matches(name.lower(), entries, n=3, cutoff=0.4)
        if name.count("/") == 1:
            near.append(f"hf:{name}")
        raise ModelNotFoundError(
            f"No model {name!r} is in the catalogue.",
            hint=(f"Did you mean {', '.join(near)}? " if near else "")
            + "`onhand pull --catalogue` lists the names; `hf:owner/repo` takes any repository.",
        )
    return found


def _user_files(root: Path | None) -> list[Path]:
    named = os.environ.get("ONHAND_CATALOGUE")
    files = [] if root is None else [root / "catalogue.json"]
    return [*files, Path(named).expanduser()] if named else files


def _read(path: Path) -> dict[str, CatalogueEntry]:
    try:
        data = parse_json(path.read_bytes(), f"catalogue {path}")
    except OSError as error:
        raise ManifestError(f"The catalogue {path} cannot be read: {error}.") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ManifestError(f"The catalogue {path} must be an object with format {FORMAT}.")
    models = data.get("models")
    if not isinstance(models, dict):
        raise ManifestError(f"The catalogue {path} has no models.")
    return {name: _entry(name, row, path) for name, row in models.items()}


def _entry(name: str, row: Any, path: Path) -> CatalogueEntry:
    check_id(name)
    where = f"The entry {name!r} of the catalogue {path}"
    if not isinstance(row, dict) or not ("repo" in row) ^ ("url" in row):
        raise ManifestError(f"{where} must be an object with either repo or url.")
    for key, value in row.items():
        kind = _TYPES.get(key)
        if kind is None:
            raise ManifestError(f"{where} has an unknown key {key!r}; known: {', '.join(_TYPES)}.")
        if not isinstance(value, kind) or isinstance(value, bool):
            raise ManifestError(f"{where}: {key!r} has a {type(value).__name__}.")
    texts = {key: tuple(map(str, value)) for key, value in row.items() if isinstance(value, list)}
    return CatalogueEntry(name=name, **{**row, **texts})
