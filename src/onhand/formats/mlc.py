"""MLC bundles: what lies in one, read from its JSON files; a zip's without unpacking it.

A bundle is a directory (or a zip of one) with `mlc-chat-config.json`, weights in
`params_shard_N.bin` under the index `tensor-cache.json` (older bundles: `ndarray-cache.json`),
`tokenizer.json`, and a library a platform.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from onhand.errors import ModelCorruptError, ModelNotFoundError, ModelUnsupportedError
from onhand.formats.bundle_files import parse_json, read_json

CONFIG: Final = "mlc-chat-config.json"
INDEXES: Final = ("tensor-cache.json", "ndarray-cache.json")
_MAX_JSON_BYTES: Final = 64 << 20


@dataclass(frozen=True, slots=True)
class BundleHeader:
    """What a bundle says of itself.

    Attributes:
        config: `mlc-chat-config.json`.
        index: the weights' index.
    """

    config: dict[str, Any]
    index: dict[str, Any]

    @property
    def sizes(self) -> dict[str, Any]:
        """The network's sizes, under the names of Hugging Face's configurations."""
        return self.config.get("model_config") or {}

    @property
    def window(self) -> int:
        """Tokens of context that the model was made for; 0: it does not say.

        Of a model whose window slides, the window: within it there is no difference.
        """
        said = (
            settings.get(f"{kind}_window_size")
            for kind in ("context", "sliding")
            for settings in (self.config, self.sizes)
        )
        return next((int(n) for n in said if isinstance(n, int) and n > 0), 0)

    @property
    def weights_bytes(self) -> int:
        """Bytes of all weights as they are stored."""
        shards = self.index.get("records", [])
        return sum(int(r["nbytes"]) for shard in shards for r in shard.get("records", []))


def root_of(folder: Path) -> Path:
    """Return the directory that has the configuration: this one, or the only one in it.

    Raises:
        ModelUnsupportedError: it is no bundle.
    """
    if (folder / CONFIG).exists():
        return folder
    inner = [path for path in folder.iterdir() if path.is_dir() and (path / CONFIG).exists()]
    if len(inner) == 1:
        return inner[0]
    raise ModelUnsupportedError(
        f"{folder} is no MLC bundle: it has no {CONFIG}.", hint="Pass the bundle's directory."
    )


def read_header(path: Path) -> BundleHeader:
    """Read what a bundle says of itself; neither weights nor native code are looked at.

    Raises:
        ModelNotFoundError: there is nothing, or a file is missing.
        ModelCorruptError: a file is damaged.
        ModelUnsupportedError: it is no bundle.
    """
    if not path.exists():
        raise ModelNotFoundError(f"There is no {str(path)!r}.")
    if not path.is_dir():
        return _header_in_zip(path)
    folder = root_of(path)
    index = next((folder / name for name in INDEXES if (folder / name).exists()), None)
    if index is None:
        raise _without_index()
    return BundleHeader(read_json(folder / CONFIG), read_json(index))


def _header_in_zip(path: Path) -> BundleHeader:
    if not zipfile.is_zipfile(path):
        raise ModelUnsupportedError(
            f"{path} is neither a directory nor a zip.", hint="An MLC bundle is wanted."
        )
    try:
        with zipfile.ZipFile(path) as archive:
            entries = {PurePosixPath(e.filename).name: e for e in archive.infolist()}
            if CONFIG not in entries:
                raise ModelUnsupportedError(f"{path} is no MLC bundle: it has no {CONFIG}.")
            index = next((name for name in INDEXES if name in entries), None)
            if index is None:
                raise _without_index()
            for name in (CONFIG, index):
                if entries[name].file_size > _MAX_JSON_BYTES:
                    raise ModelCorruptError(f"{name} in {path.name} is larger than 64 MiB.")
            config, records = (
                parse_json(archive.read(entries[name]), name) for name in (CONFIG, index)
            )
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
        raise ModelCorruptError(f"{path.name} cannot be read: {error}.") from error
    return BundleHeader(config, records)


def _without_index() -> ModelNotFoundError:
    return ModelNotFoundError(f"The bundle has no index of weights ({INDEXES[0]}).")
