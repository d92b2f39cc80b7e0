"""Manifests: what is accepted, what is refused, and one byte string per value."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onhand.store
from onhand.errors import ManifestError
from onhand.store.canonical import canonical_json
from onhand.store.chunks import BLOCK_BYTES, cut, cut_blocks, hash_file
from onhand.store.manifest import Manifest, pretty_json
from onhand.store.names import check_file_name, check_id, check_version, folder_of, id_from
from tests.store_kit import gguf, manifest_of, noise, sha256

SCHEMA = Path(onhand.store.__file__).with_name("manifest.schema.json")


def good() -> dict[str, Any]:
    return {
        "format": 1,
        "id": "owner/model",
        "version": "1.0",
        "runtime": "llama_cpp",
        "entry": "a.gguf",
        "created_at": "2026-01-31T12:00:00Z",
        "expires_at": "2027-01-31T12:00:00Z",
        "architecture": "llama",
        "license": "MIT",
        "source": "hf:owner/model",
        "n_ctx": 4096,
        "template": "{{ messages }}",
        "sampling": {"temperature": 0.7, "top_k": 20},
        "files": [
            {
                "name": "a.gguf",
                "size_bytes": 10,
                "sha256": "a" * 64,
                "chunks": [
                    {"offset": 0, "length": 4, "sha256": "b" * 64},
                    {"offset": 4, "length": 6, "sha256": "c" * 64},
                ],
            }
        ],
        "signatures": [{"key_id": "0" * 16, "signature": "AAAA"}],
        "extra": {"anything": [1, None]},
    }


def changed(path: str, value: object) -> dict[str, Any]:
    """Return the good manifest with the value at a dotted path replaced; ... removes it."""
    data = copy.deepcopy(good())
    *way, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    inner: Any = data
    for key in way:
        inner = inner[key]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return data


def test_a_manifest_survives_json():
    manifest = Manifest.from_dict(good())
    assert Manifest.from_json(manifest.to_json()) == manifest
    assert manifest.to_dict() == good()


WRONG = [
    ("format", 2),
    ("format", ...),
    ("id", "../up"),
    ("id", "a--b"),
    ("id", ""),
    ("version", "1/2"),
    ("version", "current"),
    ("files", []),
    ("files", ...),
    ("entry", "b.gguf"),
    ("created_at", "yesterday"),
    ("created_at", "2026-13-01T00:00:00Z"),
    ("expires_at", "2026-01-01"),
    ("n_ctx", 4),
    ("n_ctx", "4096"),
    ("n_ctx", True),
    ("unpack", "tar"),
    ("runtimes", "x"),
    ("sampling", [1]),
    ("files.0.name", "/etc/passwd"),
    ("files.0.name", "a/../../b"),
    ("files.0.size_bytes", -1),
    ("files.0.size_bytes", 2**60),
    ("files.0.size_bytes", 11),
    ("files.0.sha256", "A" * 64),
    ("files.0.sha256", "a" * 63),
    ("files.0.mode", "0777"),
    ("files.0.chunks.0.offset", 1),
    ("files.0.chunks.1.offset", 5),
    ("files.0.chunks.1.length", 7),
    ("files.0.chunks.1.length", 0),
    ("files.0.chunks.1.sha256", "x"),
    ("signatures.0.key_id", 5),
]


@pytest.mark.parametrize(("path", "value"), WRONG)
def test_what_is_missing_unknown_or_contradictory_is_refused(path, value):
    with pytest.raises(ManifestError):
        Manifest.from_dict(changed(path, value))


@pytest.mark.parametrize(
    "text",
    [b"", b"[]", b"{", b"\xff", b'{"format": 1, "format": 1}', b'{"format": NaN}', b"[" * 100_000],
)
def test_what_is_no_proper_json_object_is_refused(text):
    with pytest.raises(ManifestError):
        Manifest.from_json(text)


def test_two_files_that_differ_only_in_case_or_nest_are_refused():
    for other in ("A.GGUF", "a.gguf/b"):
        data = good()
        data["files"].append({"name": other, "size_bytes": 1, "sha256": "d" * 64})
        with pytest.raises(ManifestError):
            Manifest.from_dict(data)


# ── the published schema says the same ───────────────────────────────────────

ONLY_CODE_KNOWS = [
    # relations between values, and limits of the calendar, are beyond a schema
    ("entry", "b.gguf"),
    ("created_at", "2026-13-01T00:00:00Z"),
    ("files.0.size_bytes", 11),
    ("files.0.chunks.0.offset", 1),
    ("files.0.chunks.1.offset", 5),
    ("files.0.chunks.1.length", 7),
]


def schema_accepts(data: object) -> bool:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(SCHEMA.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return bool(jsonschema.Draft202012Validator(schema).is_valid(data))


def test_the_schema_accepts_what_the_code_writes(tmp_path):
    assert schema_accepts(good())
    assert schema_accepts(manifest_of(gguf(tmp_path)).to_dict())


@pytest.mark.parametrize(("path", "value"), WRONG)
def test_the_schema_refuses_what_the_code_refuses(path, value):
    assert schema_accepts(changed(path, value)) is ((path, value) in ONLY_CODE_KNOWS)


def test_the_documented_example_is_a_manifest():
    page = Path(__file__).parents[3] / "docs" / "reference" / "manifest.md"
    example = page.read_text(encoding="utf-8").partition("```json\n")[2].partition("```")[0]
    data = json.loads(example.replace('"sha256": "…"', f'"sha256": "{"a" * 64}"'))
    assert schema_accepts(data)
    assert Manifest.from_dict(data).id == "writer/small"


# ── canonical JSON ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, "é\n\u0001"]}, '{"a":[true,null,"é\\n\\u0001"],"b":1}'),
        (0.7, "0.7"),
        (1.0, "1"),
        (-0.0, "0"),
        (0.000015, "0.000015"),
        (-1.25e-05, "-0.0000125"),
        (1e-06, "0.000001"),
        (123456789.5, "123456789.5"),
        ({"\ue000": 1, "\U0001f600": 2}, '{"\U0001f600":2,"\ue000":1}'),
    ],
)
def test_canonical_json_is_that_of_rfc_8785(value, text):
    assert canonical_json(value) == text.encode()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e20, 1e-9, 2**60, {1: 2}, "\ud800"])
def test_what_other_languages_would_write_otherwise_is_refused(value):
    with pytest.raises(ManifestError):
        canonical_json(value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5)
    | st.floats(-1e14, 1e14).filter(lambda x: x == 0 or abs(x) >= 1e-6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(JSON)
def test_canonical_json_means_the_same_value(value):
    try:
        text = canonical_json(value)
    except ManifestError:
        assert any(0xD800 <= ord(char) <= 0xDFFF for char in str(value)) or "\\ud" in repr(value)
        return
    assert json.loads(text) == value
    assert canonical_json(json.loads(text)) == text


def test_pretty_json_keeps_a_chunk_on_a_line(tmp_path):
    text = manifest_of(gguf(tmp_path, n_tensors=3)).to_json()
    assert sum(line.strip().startswith('{"offset"') for line in text.splitlines()) == 4
    assert json.loads(pretty_json(good())) == good()


# ── names ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["a", "qwen3-0.6b", "Owner/Model.v2/q4_k_m", "a_", "x" * 160])
def test_good_ids(name):
    assert check_id(name) == name
    assert "/" not in folder_of(name)


@pytest.mark.parametrize(
    "name", ["", "-a", "a-", "a/", "/a", "a//b", "a--b", "a..b", "con", "a/NUL.txt", "a b", "ä",
             "a/b/c/d", "x" * 161, "a\n", None]
)  # fmt: skip
def test_bad_ids(name):
    with pytest.raises(ManifestError):
        check_id(name)


@pytest.mark.parametrize("version", ["1", "v1.2+cpu", "2026-01-01", "a1b2c3d4e5f6"])
def test_good_versions(version):
    assert check_version(version) == version


@pytest.mark.parametrize("version", ["", ".", "a/b", "1..2", "current", "CON", "x" * 65, "a:b"])
def test_bad_versions(version):
    with pytest.raises(ManifestError):
        check_version(version)


@pytest.mark.parametrize("name", ["a.gguf", "params/shard 1.bin", "Ünï.json"])
def test_good_file_names(name):
    assert check_file_name(name) == name


@pytest.mark.parametrize(
    "name",
    ["", "/a", "a/", "../a", "a/../b", "./a", "a\\b", "c:a", "a\0b", "a\nb", "aux.gguf", "a.",
     "a ", "\ud800", "x" * 250, "a?b"],
)  # fmt: skip
def test_bad_file_names(name):
    with pytest.raises(ManifestError):
        check_file_name(name)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_gives_a_valid_id(text):
    assert check_id(id_from(text)) == id_from(text)


# ── chunks ───────────────────────────────────────────────────────────────────


def test_a_gguf_is_cut_at_its_tensors(tmp_path):
    path = gguf(tmp_path, n_tensors=5, n_floats=100)
    extents = cut(path)
    assert len(extents) == 6
    assert [length for _, length in extents[1:]] == [416] * 5  # 400 bytes and padding to 32
    assert sum(length for _, length in extents) == path.stat().st_size


@pytest.mark.parametrize("n", [0, 1, BLOCK_BYTES - 1, BLOCK_BYTES, BLOCK_BYTES + 1])
def test_other_files_are_cut_into_blocks(n):
    extents = cut_blocks(n)
    assert sum(length for _, length in extents) == n
    assert all(0 < length <= BLOCK_BYTES for _, length in extents)


def test_one_reading_hashes_the_whole_and_its_parts(tmp_path):
    path = tmp_path / "file"
    content = noise(3_000_000)
    path.write_bytes(content)
    digest, chunks = hash_file(path, [(0, 1_500_001), (1_500_001, 1_499_999)])
    assert digest == sha256(content)
    assert [chunk.sha256 for chunk in chunks] == [
        sha256(content[:1_500_001]), sha256(content[1_500_001:])
    ]  # fmt: skip
