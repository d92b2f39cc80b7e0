"""Updates by difference: what moves is what is new, and what is assembled is proved."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from onhand.errors import ModelCorruptError, ModelNotFoundError, OfflineError, StoreError
from onhand.store import Outdated, Store, UpdatePolicy
from tests.http_server import BadServer
from tests.store_kit import files_below, gguf, manifest_of, noise, quick_store, sha256


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return quick_store(tmp_path / "store")


def publish(server: BadServer, path: Path, version: str, **facts: object) -> str:
    """Serve a version in the place of the one before, as a static server would."""
    manifest = manifest_of(path, version=version, **facts)  # type: ignore[arg-type]
    server.add(path.name, path.read_bytes(), etag=f'"{version}"')
    return server.add(f"{manifest.id}.json", manifest.to_json().encode(), etag=None)


def body_bytes(server: BadServer) -> int:
    """Bytes of the model that were asked for, by the ranges of the requests."""
    n = 0
    for request in server.requests:
        if request.path == "/tiny.gguf":
            low, high = request.headers["range"].removeprefix("bytes=").split("-")
            n += int(high) - int(low) + 1
    return n


def test_a_change_of_10_percent_of_the_tensors_moves_at_most_12_percent_of_the_bytes(
    server, store, tmp_path
):
    sizes = {"n_tensors": 100, "n_floats": 8192}
    url = publish(server, gguf(tmp_path, **sizes), "1")
    store.pull(url)
    changed = {i: 1000 + i for i in range(0, 100, 10)}
    new = gguf(tmp_path, **sizes, seeds=changed, title="tiny, tuned")
    publish(server, new, "2")
    server.forget()
    [found] = store.update("tiny")
    assert found.version == "2"
    assert found.path.read_bytes() == new.read_bytes()
    assert 0.10 <= body_bytes(server) / new.stat().st_size <= 0.12
    assert server.sent_bytes - len(manifest_of(new, version="2").to_json()) == body_bytes(server)


def test_the_former_version_stays_and_can_be_rolled_back_to(server, store, tmp_path):
    old = gguf(tmp_path).read_bytes()
    store.pull(publish(server, tmp_path / "tiny.gguf", "1"))
    new = gguf(tmp_path, seeds={3: 33}).read_bytes()
    publish(server, tmp_path / "tiny.gguf", "2")
    store.update()
    assert [item.version for item in store.list(all_versions=True)] == ["1", "2"]
    assert store.resolve("tiny").path.read_bytes() == new
    assert store.rollback("tiny").version == "1"
    assert store.resolve("tiny").path.read_bytes() == old
    with pytest.raises(ModelNotFoundError, match="no version before"):
        store.rollback("tiny")
    assert store.rollback("tiny", "2").version == "2"
    assert store.rollback("tiny").version == "1"


def test_an_update_after_a_rollback_needs_no_bytes(server, store, tmp_path):
    store.pull(publish(server, gguf(tmp_path), "1"))
    publish(server, gguf(tmp_path, seeds={3: 33}), "2")
    store.update()
    store.rollback("tiny")
    server.forget()
    [found] = store.update()
    assert found.version == "2"
    assert server.paths() == ["/tiny.json"]


def test_a_damaged_old_file_is_not_copied_from(server, store, tmp_path):
    found = store.pull(publish(server, gguf(tmp_path, n_floats=20_000), "1"))
    blob = store.root / "blobs" / found.manifest.files[0].sha256[:2]
    [path] = blob.iterdir()
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    new = gguf(tmp_path, n_floats=20_000, seeds={9: 99})
    publish(server, new, "2")
    [found] = store.update()
    assert found.path.read_bytes() == new.read_bytes()


def test_a_broken_update_resumes_and_leaves_the_old_version_current(server, store, tmp_path):
    store.pull(publish(server, gguf(tmp_path, n_floats=50_000), "1"))
    new = gguf(tmp_path, n_floats=50_000, seeds={i: 50 + i for i in range(5)})
    publish(server, new, "2")
    one_try = quick_store(
        store.root, params=dataclasses.replace(store._download_params(), max_attempts=1)
    )
    server.resources["/tiny.gguf"].drop_after = [400_000]
    with pytest.raises(StoreError, match="Gave up"):
        one_try.update()
    assert store.resolve("tiny").descriptor.version == "1"
    server.forget()
    store.update()
    assert store.resolve("tiny").path.read_bytes() == new.read_bytes()
    assert body_bytes(server) < 700_000


def test_a_server_without_ranges_costs_the_whole_file_but_works(server, store, tmp_path):
    store.pull(publish(server, gguf(tmp_path), "1"))
    new = gguf(tmp_path, seeds={0: 7})
    publish(server, new, "2")
    server.resources["/tiny.gguf"].has_ranges = False
    store.update()
    assert store.resolve("tiny").path.read_bytes() == new.read_bytes()


def test_files_without_tensors_are_cut_into_blocks(server, store, tmp_path):
    old = noise(20 << 20)
    new = old[: 9 << 20] + noise(4 << 20, seed=7) + old[13 << 20 :]
    for version, content in (("1", old), ("2", new)):
        path = tmp_path / "program.pte"
        path.write_bytes(content)
        manifest = dataclasses.replace(
            manifest_of(path, version=version), runtime="executorch", id="tiny"
        )
        server.add("program.pte", content)
        url = server.add("tiny.json", manifest.to_json().encode(), etag=None)
        server.forget()
        found = store.pull(url)
    assert sha256(found.path.read_bytes()) == sha256(new)
    assert server.sent_bytes < 9 << 20  # two of five blocks


def test_chunks_are_shared_between_models(server, store, tmp_path):
    store.pull(publish(server, gguf(tmp_path), "1"))
    server.forget()
    other = gguf(tmp_path, title="a copy under another name")
    url = publish(server, other, "1", model_id="copy")
    assert store.pull(url).id == "copy"
    assert body_bytes(server) < other.stat().st_size / 4


# ── outdated ─────────────────────────────────────────────────────────────────


def test_outdated_says_what_changed_and_who_cannot_be_asked(server, store, tmp_path):
    store.pull(publish(server, gguf(tmp_path), "1"))
    local = gguf(tmp_path / "local", "mine.gguf")
    store.pull(str(local))
    assert store.outdated() == ()
    publish(server, gguf(tmp_path, seeds={1: 11}), "2")
    local.unlink()
    mine, tiny = store.outdated()
    assert (mine.id, mine.available, "nothing at" in mine.error) == ("mine", "", True)
    assert tiny == Outdated("tiny", "1", "2", server.url("tiny.json"))
    assert store.get("tiny").version == "1"


def test_a_bare_file_is_outdated_when_its_tag_changed(server, store, tmp_path):
    url = server.add("bare.gguf", gguf(tmp_path).read_bytes(), etag='"1"')
    store.pull(url)
    assert store.outdated() == ()
    new = gguf(tmp_path, seeds={2: 22}).read_bytes()
    server.add("bare.gguf", new, etag='"2"')
    assert [item.id for item in store.outdated()] == ["bare"]
    [found] = store.update()
    assert found.path.read_bytes() == new


def test_one_model_that_cannot_be_asked_does_not_keep_others_from_updating(server, store, tmp_path):
    local = gguf(tmp_path / "local", "mine.gguf")
    store.pull(str(local))
    store.pull(publish(server, gguf(tmp_path), "1"))
    publish(server, gguf(tmp_path, seeds={1: 11}), "2")
    local.unlink()
    with pytest.raises(ModelNotFoundError, match="nothing at"):
        store.update()
    assert store.get("tiny").version == "2"


def never() -> bool | None:
    return False


def test_an_app_asks_once_a_day_and_not_at_all_when_it_costs(server, store, tmp_path, monkeypatch):
    store.pull(publish(server, gguf(tmp_path), "1"))
    publish(server, gguf(tmp_path, seeds={1: 11}), "2")
    server.forget()
    metered = UpdatePolicy(is_metered=lambda: True)
    assert store.check_for_update("tiny", metered).reason == "metered"
    with monkeypatch.context() as patch:
        patch.setenv("ONHAND_OFFLINE", "1")
        assert store.check_for_update("tiny").reason == "offline"
        with pytest.raises(OfflineError):
            store.outdated()
    assert server.requests == []
    unknown = UpdatePolicy(is_metered=lambda: None)
    check = store.check_for_update("tiny", unknown)
    assert (check.status, check.installed, check.available) == ("available", "1", "2")
    n_requests = len(server.requests)
    assert store.check_for_update("tiny", unknown).reason == "recent"
    assert len(server.requests) == n_requests
    always = UpdatePolicy(min_interval_s=0, allows_metered=True, is_metered=lambda: True)
    store.update()
    assert store.check_for_update("tiny", always).status == "current"


def test_an_app_is_told_and_not_stopped_when_the_source_is_gone(server, store, tmp_path):
    store.pull(publish(server, gguf(tmp_path), "1"))
    server.resources.clear()
    check = store.check_for_update("tiny", UpdatePolicy(is_metered=never))
    assert check.status == "failed"
    assert "404" in check.reason


def test_an_app_is_told_also_where_its_store_may_only_be_read(server, store, tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise StoreError("read-only")

    store.pull(publish(server, gguf(tmp_path), "1"))
    monkeypatch.setattr("onhand.store.checks.write_json", refuse)
    check = store.check_for_update("tiny", UpdatePolicy(is_metered=never))
    assert check.status == "current"


# ── verify and repair ────────────────────────────────────────────────────────


def damage(store: Store, name: str = "tiny") -> None:
    file = store.get(name).manifest.files[0]
    path = store.root / "blobs" / file.sha256[:2] / file.sha256
    path.chmod(0o600)
    with path.open("r+b") as opened:
        opened.seek(file.size_bytes // 2)
        opened.write(b"damage")


def test_verify_finds_damage_and_takes_the_model_out(server, store, tmp_path):
    store.pull(publish(server, gguf(tmp_path), "1"))
    assert [check.is_sound for check in store.verify()] == [True]
    damage(store)
    [check] = store.verify("tiny")
    assert not check.is_sound
    assert "SHA-256" in check.reason
    assert check.path is not None
    assert check.path.parent == store.root / "quarantine"
    assert store.list(all_versions=True) == ()


def test_repair_fetches_only_the_damaged_chunks(server, store, tmp_path):
    path = gguf(tmp_path, n_tensors=20, n_floats=20_000)
    store.pull(publish(server, path, "1"))
    damage(store)
    server.forget()
    assert [check.is_sound for check in store.verify(repair=True)] == [False]
    assert store.resolve("tiny").path.read_bytes() == path.read_bytes()
    assert body_bytes(server) < path.stat().st_size / 10
    assert [check.is_sound for check in store.verify()] == [True]


def test_lost_names_are_made_again(server, store, tmp_path):
    found = store.pull(publish(server, gguf(tmp_path), "1"))
    found.path.unlink()
    with pytest.raises(ModelCorruptError, match="is missing"):
        store.resolve("tiny")
    store.verify()
    assert store.resolve("tiny").path.exists()
    assert len(files_below(store.root / "quarantine")) == 0


def test_repair_of_what_came_from_this_machine_takes_it_from_there_again(store, tmp_path):
    path = gguf(tmp_path, "mine.gguf")
    store.pull(str(path))
    damage(store, "mine")
    store.verify(repair=True)
    assert store.resolve("mine").path.read_bytes() == path.read_bytes()


def test_secrets_of_a_manifests_address_are_not_written_down(server, store, tmp_path):
    url = publish(server, gguf(tmp_path), "1")
    server.add("moved.json", redirect=f"{url}?signature=SECRET")
    store.pull(server.url("moved.json"))
    damage(store)
    store.verify(repair=True)
    assert "SECRET" not in (store.root / "models" / "tiny" / "1.json").read_text()
