"""Signatures: with a pinned key, what it did not sign, or signed long ago, is refused."""

from __future__ import annotations

import dataclasses
import json
import stat
import zipfile
from datetime import datetime, timezone
from pathlib import Path

import pytest

from onhand.errors import SignatureError
from onhand.store import Manifest, PinnedKey, read_public_key, sign, write_key_pair
from onhand.store.layout import Layout
from onhand.store.signing import generate_key, is_signed_by, key_id
from onhand.store.trust import Trust
from tests.http_server import running
from tests.store_kit import gguf, manifest_of, quick_store

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    return manifest_of(gguf(tmp_path))


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    return Trust(Layout(tmp_path / "store"), now=lambda: NOW)


def test_a_signature_holds_for_what_was_signed_and_for_nothing_else(manifest):
    pem, public = generate_key()
    signed = sign(manifest, pem)
    assert is_signed_by(signed, public)
    assert is_signed_by(Manifest.from_json(signed.to_json()), public)
    for change in ({"version": "2"}, {"license": "MIT"}, {"template": "x"}, {"n_ctx": 64}):
        with pytest.raises(SignatureError, match="changed after it was signed"):
            is_signed_by(dataclasses.replace(signed, **change), public)


def test_layout_and_order_of_the_json_do_not_matter(manifest):
    pem, public = generate_key()
    data = sign(manifest, pem).to_dict()
    shuffled = json.dumps(dict(reversed(data.items())), indent=7)
    assert is_signed_by(Manifest.from_json(shuffled), public)


def test_several_keys_may_sign_and_one_signs_once(manifest):
    first, second = generate_key(), generate_key()
    signed = sign(sign(sign(manifest, first[0]), second[0]), first[0])
    assert len(signed.signatures) == 2
    assert is_signed_by(signed, first[1])
    assert is_signed_by(signed, second[1])
    assert not is_signed_by(signed, generate_key()[1])


@pytest.mark.parametrize("value", ["", "AAAA", "not base64!", "A" * 88])
def test_a_forged_signature_is_an_error_and_not_just_no_signature(manifest, value):
    _, public = generate_key()
    fake = dataclasses.replace(
        sign(manifest, generate_key()[0]).signatures[0], key_id=key_id(public), signature=value
    )
    with pytest.raises(SignatureError, match="is wrong"):
        is_signed_by(dataclasses.replace(manifest, signatures=(fake,)), public)


def test_a_private_key_is_for_its_owner_only_and_never_overwritten(tmp_path):
    private, public_path, public = write_key_pair(tmp_path / "keys" / "mine")
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert read_public_key(str(public_path)) == read_public_key(public) == public
    with pytest.raises(FileExistsError):
        write_key_pair(tmp_path / "keys" / "mine")


@pytest.mark.parametrize("text", ["", "ed25519:AAAA", "ed25519:!", "rsa:AAAA", "/nowhere"])
def test_what_is_no_public_key_is_refused(text):
    with pytest.raises(SignatureError):
        read_public_key(text)


@pytest.mark.parametrize("pem", [b"", b"nonsense", b"-----BEGIN PRIVATE KEY-----\n"])
def test_what_is_no_private_key_is_refused(manifest, pem):
    with pytest.raises(SignatureError):
        sign(manifest, pem)


# ── pinned keys ──────────────────────────────────────────────────────────────


def test_without_a_pinned_key_everything_is_accepted_and_nobody_vouches(trust, manifest):
    assert trust.check(manifest) == ()
    assert trust.check(sign(manifest, generate_key()[0])) == ()
    trust.refuse_unsigned("anything")


def test_a_pinned_key_vouches(trust, manifest):
    pem, public = generate_key()
    trust.pin(PinnedKey(public))
    assert trust.check(sign(manifest, pem)) == (key_id(public),)


def test_unsigned_and_signed_by_others_is_refused(trust, manifest):
    trust.pin(PinnedKey(generate_key()[1]))
    with pytest.raises(SignatureError, match="is unsigned"):
        trust.check(manifest)
    with pytest.raises(SignatureError, match=r"signed by .* only"):
        trust.check(sign(manifest, generate_key()[0]))
    with pytest.raises(SignatureError, match="without a signed manifest"):
        trust.refuse_unsigned("anything")


def test_a_pin_is_for_the_ids_that_it_names(trust, manifest):
    trust.pin(PinnedKey(generate_key()[1], "mine/*"))
    assert trust.check(manifest) == ()
    with pytest.raises(SignatureError):
        trust.check(dataclasses.replace(manifest, id="mine/model"))


def test_an_older_manifest_is_refused_after_a_newer_one(trust, manifest):
    pem, public = generate_key()
    trust.pin(PinnedKey(public))
    old, new = manifest, dataclasses.replace(manifest, created_at="2026-02-01T00:00:00Z")
    trust.check(sign(old, pem))
    trust.remember(sign(new, pem))
    with pytest.raises(SignatureError, match="replayed"):
        trust.check(sign(old, pem))
    assert trust.check(sign(new, pem))
    trust.remember(sign(old, pem))  # never goes back
    with pytest.raises(SignatureError, match="replayed"):
        trust.check(sign(old, pem))


@pytest.mark.parametrize("is_pinned", [True, False])
def test_an_expired_manifest_is_refused(trust, manifest, is_pinned):
    pem, public = generate_key()
    if is_pinned:
        trust.pin(PinnedKey(public))
    late = dataclasses.replace(manifest, expires_at="2026-06-01T00:00:00Z")
    with pytest.raises(SignatureError, match="expired"):
        trust.check(sign(late, pem))
    trust.check(sign(dataclasses.replace(manifest, expires_at="2026-06-01T00:00:01Z"), pem))


def test_pins_are_kept_replaced_and_removed(trust):
    one, two = generate_key()[1], generate_key()[1]
    trust.pin(PinnedKey(one, name="first"))
    trust.pin(PinnedKey(two))
    trust.pin(PinnedKey(one, name="renamed"))
    pins = trust.keys()
    assert [(key.public_key, key.name) for key in pins] == [(two, ""), (one, "renamed")]
    assert trust.unpin(key_id(one)[:8]) == 1
    assert trust.unpin("zzzz") == 0
    with pytest.raises(SignatureError, match="no public key"):
        trust.pin(PinnedKey("ed25519:AAAA"))


@pytest.mark.parametrize("content", ["", "{}", "[1]", '[{"public_key": 1}]'])
def test_a_damaged_list_of_pins_trusts_nobody(trust, manifest, tmp_path, content):
    path = tmp_path / "store" / "keys" / "pinned.json"
    path.parent.mkdir(parents=True)
    path.write_text(content)
    with pytest.raises(SignatureError, match="damaged"):
        trust.check(manifest)


# ── through the store ────────────────────────────────────────────────────────


def test_the_store_refuses_before_it_fetches_and_accepts_what_is_signed(tmp_path):
    pem, public = generate_key()
    path = gguf(tmp_path)
    store = quick_store(tmp_path / "store", keys=[PinnedKey(public, "tiny")])
    with running() as server:
        server.add("tiny.gguf", path.read_bytes())

        def publish(manifest: Manifest) -> str:
            return server.add("tiny.json", manifest.to_json().encode())

        plain = manifest_of(path)
        for refused in (plain, sign(plain, generate_key()[0])):
            with pytest.raises(SignatureError):
                store.pull(publish(refused))
        with pytest.raises(SignatureError, match="without a signed manifest"):
            store.pull(server.url("tiny.gguf"))
        assert store.list() == ()
        assert [name for name in server.paths() if name != "/tiny.json"] == ["/tiny.gguf"]  # a look

        newer = dataclasses.replace(plain, version="2", created_at="2026-03-01T00:00:00Z")
        assert store.pull(publish(sign(newer, pem))).verified_by == (key_id(public),)
        with pytest.raises(SignatureError, match="replayed"):
            store.pull(publish(sign(plain, pem)))
        assert store.rollback("tiny", "2").version == "2"


def test_a_forged_manifest_that_names_other_content_is_refused(tmp_path):
    pem, public = generate_key()
    good, evil = gguf(tmp_path, "tiny.gguf"), gguf(tmp_path, "evil.gguf", seeds={0: 666})
    signed = sign(manifest_of(good), pem)
    forged = dataclasses.replace(
        signed, files=(dataclasses.replace(manifest_of(evil).files[0], name="tiny.gguf"),)
    )
    with running() as server:
        server.add("tiny.gguf", evil.read_bytes())
        url = server.add("tiny.json", forged.to_json().encode())
        with pytest.raises(SignatureError, match="changed after"):
            quick_store(tmp_path / "s", keys=[PinnedKey(public)]).pull(url)


def test_a_pin_holds_for_an_id_in_another_case(trust, manifest):
    """Where the file system ignores case, both ids would share a folder."""
    trust.pin(PinnedKey(generate_key()[1], "Tiny*"))
    for model_id in ("tiny", "TINY"):
        with pytest.raises(SignatureError, match="unsigned"):
            trust.check(dataclasses.replace(manifest, id=model_id))
        with pytest.raises(SignatureError, match="without a signed manifest"):
            trust.refuse_unsigned(model_id)


@pytest.mark.parametrize("key", ["id", "name"])
def test_a_bundle_cannot_take_the_name_of_a_pinned_model(tmp_path, key):
    """A zip's own `version.json` names it, long after the archive's address was looked at."""
    archive = tmp_path / "harmless.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        bundle.write(gguf(tmp_path), "model.gguf")
        bundle.writestr("version.json", json.dumps({key: "writer", "version": "9"}))
    store = quick_store(tmp_path / "store", keys=[PinnedKey(generate_key()[1], "writer*")])
    with pytest.raises(SignatureError, match="writer comes without a signed manifest"):
        store.pull(str(archive))
    assert store.list() == ()


def test_a_key_that_is_pinned_after_the_model_came_vouches_at_the_next_pull(tmp_path):
    pem, public = generate_key()
    path = gguf(tmp_path)
    manifest = tmp_path / "tiny.json"
    manifest.write_text(sign(manifest_of(path), pem).to_json())
    assert quick_store(tmp_path / "store").pull(str(manifest)).verified_by == ()
    store = quick_store(tmp_path / "store", keys=[PinnedKey(public)])
    assert store.pull(str(manifest)).verified_by == (key_id(public),)
    older = manifest_of(path, version="0", created_at="2025-01-01T00:00:00Z")
    manifest.write_text(sign(older, pem).to_json())
    with pytest.raises(SignatureError, match="replayed"):
        store.pull(str(manifest))
    assert quick_store(tmp_path / "store").get("tiny").verified_by == (key_id(public),)
