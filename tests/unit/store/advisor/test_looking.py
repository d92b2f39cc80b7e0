"""Looking at headers: in files, in split ones, installed, and over HTTP ranges."""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from onhand.errors import ModelNotFoundError, ModelUnsupportedError, OfflineError
from onhand.formats.gguf import check_file
from onhand.store import ModelFolder, ModelServer
from onhand.store.advisor.looking import join_headers, look
from onhand.store.store import Store
from tests.tiny_models import tiny_model


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    with ModelServer(ModelFolder(folder)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.url
        finally:
            server.shutdown()
            thread.join()


def test_a_file_is_looked_at_where_it_lies() -> None:
    """Nothing is fetched, nothing installed."""
    path = tiny_model()
    sight = look(str(path))
    assert sight.header == check_file(path)
    assert (sight.path, sight.has_vision, sight.fetched_bytes) == (path, False, 0)


def test_the_parts_of_a_split_model_make_one(tmp_path: Path) -> None:
    """Its first part is named, all parts count; a missing one is said."""
    source = check_file(tiny_model())
    for part in (1, 2):
        shutil.copy(tiny_model(), tmp_path / f"big-0000{part}-of-00002.gguf")
    sight = look(str(tmp_path / "big-00001-of-00002.gguf"))
    assert sight.header.n_params == 2 * source.n_params
    assert sight.header.file_size == 2 * source.file_size
    assert len({tensor.offset for tensor in sight.header.tensors}) == 2 * len(source.tensors)
    (tmp_path / "big-00002-of-00002.gguf").unlink()
    with pytest.raises(ModelNotFoundError, match="00002-of-00002"):
        look(str(tmp_path / "big-00001-of-00002.gguf"))


def test_joining_one_header_changes_nothing() -> None:
    """A model of one part is itself."""
    header = check_file(tiny_model())
    assert join_headers([header]) == header


def test_an_installed_model_is_found_by_name(tmp_path: Path) -> None:
    """By its id in the store, without the network."""
    shutil.copy(tiny_model(), tmp_path / "some-model.gguf")
    store = Store(tmp_path / "store", offline=True)
    installed = store.pull(str(tmp_path / "some-model.gguf"))
    sight = look(installed.id, store=store, offline=True)
    assert sight.path is not None
    assert sight.header == check_file(tiny_model())


def test_a_remote_model_is_looked_at_over_ranges(tmp_path: Path) -> None:
    """Its header is fetched and equals that of the file; most of the file is not."""
    models = tmp_path / "models"
    models.mkdir()
    path = shutil.copy(tiny_model(dtype="F32", n_vocab=4096), models / "far.gguf")
    with serving(models) as url:
        sight = look(f"{url.rstrip('/')}/far.gguf", store=Store(tmp_path / "store"))
    assert sight.path is None
    assert sight.header == check_file(path)
    assert 0 < sight.fetched_bytes < Path(path).stat().st_size / 2


def test_offline_nothing_is_asked(tmp_path: Path) -> None:
    """An address is refused before a socket is opened."""
    with pytest.raises(OfflineError):
        look("http://127.0.0.1:9/x.gguf", store=Store(tmp_path, offline=True), offline=True)


def test_other_formats_are_not_looked_at(tmp_path: Path) -> None:
    """A file that is no GGUF says so."""
    path = tmp_path / "model.gguf"
    path.write_bytes(b"PK\3\4")
    with pytest.raises(ModelUnsupportedError, match="zip"):
        look(str(path))
