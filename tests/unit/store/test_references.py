"""What a model may be called: references, which files they choose, the catalogue."""

from __future__ import annotations

import pytest

from onhand.errors import (
    ManifestError,
    ModelNotFoundError,
    ModelUnsupportedError,
)
from onhand.store import catalogue, kinds, load_catalogue
from onhand.store.hub import HubFile, choose, model_id
from onhand.store.reference import (
    HubReference,
    LocalReference,
    NameReference,
    WebReference,
    parse,
)
from tests.store_kit import gguf

# ── references ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("hf:a/b", HubReference("a/b")),
        ("hf:a/b:Q4_K_M", HubReference("a/b", None, "Q4_K_M")),
        ("hf:a/b@v1:x/y.gguf", HubReference("a/b", "v1", "x/y.gguf")),
        ("hf:a/b:Q8_0+mmproj", HubReference("a/b", None, "Q8_0+mmproj")),
        ("https://huggingface.co/a/b", HubReference("a/b")),
        ("https://huggingface.co/a/b/resolve/main/x%20.pte", HubReference("a/b", "main", "x .pte")),
        ("https://hf.co/a/b/blob/v2/m.gguf?download=true", HubReference("a/b", "v2", "m.gguf")),
        ("hf.co/a/b", HubReference("a/b")),
        ("hf.co/a/b:Q4_K_M", HubReference("a/b", None, "Q4_K_M")),
        ("huggingface.co/a/b/resolve/main/x.gguf", HubReference("a/b", "main", "x.gguf")),
        ("https://x.org/m.json", WebReference("https://x.org/m.json")),
        ("https://x.org/m#sha256=" + "AB" * 32, WebReference("https://x.org/m", "ab" * 32)),
        ("qwen3-0.6b", NameReference("qwen3-0.6b")),
        ("qwen3-0.6b:Q8_0", NameReference("qwen3-0.6b", "Q8_0")),
    ],
)  # fmt: skip
def test_what_references_mean(text, meaning):
    assert parse(text) == meaning


def test_a_path_is_a_path_only_if_it_looks_like_one(tmp_path, monkeypatch):
    path = gguf(tmp_path)
    assert parse(str(path)) == LocalReference(path)
    monkeypatch.chdir(tmp_path)
    assert parse("tiny.gguf") == LocalReference(path)
    (tmp_path / "qwen3-0.6b").mkdir()
    assert parse("qwen3-0.6b") == NameReference("qwen3-0.6b")
    with pytest.raises(ModelNotFoundError, match="nothing at"):
        parse("./nowhere.gguf")


@pytest.mark.parametrize("text", ["", "hf:", "hf:a", "hf:a/b/c", "hf:a/b:", "a b", "ftp://x/y"])
def test_what_is_no_reference_is_refused(text):
    with pytest.raises(ModelNotFoundError):
        parse(text)


# ── choosing files ───────────────────────────────────────────────────────────

NAMES = [
    "README.md", "m-BF16.gguf", "m-Q4_K_M.gguf", "m-UD-Q4_K_M.gguf", "m-Q4_K_S.gguf", "m-Q8_0.gguf",
    "mmproj-F16.gguf", "mmproj-BF16.gguf", "big-Q6_K-00001-of-00002.gguf",
    "big-Q6_K-00002-of-00002.gguf",
]  # fmt: skip


def chosen(selector: str | None, names: list[str] = NAMES) -> list[str]:
    files = [HubFile(name, 1, "0" * 64, None) for name in names]
    return [file.name for file in choose(files, selector, "a/b")]


@pytest.mark.parametrize(
    ("selector", "names"),
    [
        (None, ["m-Q4_K_M.gguf"]),
        ("q8_0", ["m-Q8_0.gguf"]),
        ("Q4_K_M", ["m-Q4_K_M.gguf"]),
        ("m-UD-Q4_K_M.gguf", ["m-UD-Q4_K_M.gguf"]),
        ("*bf16*", ["m-BF16.gguf"]),
        ("Q6_K", ["big-Q6_K-00001-of-00002.gguf", "big-Q6_K-00002-of-00002.gguf"]),
        ("Q8_0+mmproj", ["m-Q8_0.gguf", "mmproj-F16.gguf"]),
        ("Q8_0+mmproj-BF16.gguf", ["m-Q8_0.gguf", "mmproj-BF16.gguf"]),
    ],
)
def test_what_selectors_choose(selector, names):
    assert chosen(selector) == names


def test_quantisations_are_matched_whole():
    assert chosen("Q4_0", ["m-Q4_0.gguf", "m-Q4_0_4_4.gguf", "m-IQ4_0.gguf"]) == ["m-Q4_0.gguf"]


def test_what_is_not_there_is_said_with_what_is():
    with pytest.raises(ModelNotFoundError) as caught:
        chosen("Q2_K")
    assert "m-Q8_0.gguf" in caught.value.hint
    with pytest.raises(ModelNotFoundError, match="lacks parts"):
        chosen(None, ["x-00001-of-00003.gguf"])
    with pytest.raises(ModelUnsupportedError, match="no GGUF"):
        chosen(None, ["model.safetensors", "config.json"])


def test_other_kinds_of_repositories():
    program = ["model.pte", "tokenizer.json", "generation_config.json", "chat_template.jinja"]
    assert chosen(None, [*program, "README.md", "x.bin"]) == program
    exported = ["model.pte", "tokenizer.json", "onhand-executorch.json"]
    assert chosen(None, exported) == exported, "with the hashes, the template and the stop tokens"
    bundle = ["mlc-chat-config.json", "params_shard_0.bin", "README.md", ".gitattributes"]
    assert chosen(None, bundle) == ["mlc-chat-config.json", "params_shard_0.bin"]
    assert kinds.detect(bundle) == ("mlc", ".")


@pytest.mark.parametrize(
    ("repo", "name", "wanted"),
    [
        ("Owner/Model-GGUF", "Model-Q4_K_M.gguf", "owner/model/q4_k_m"),
        ("Owner/Model-GGUF", "other.gguf", "owner/model/other"),
        ("o/m", "sub/m-Q8_0-00001-of-00002.gguf", "o/m/q8_0"),
    ],
)
def test_ids_say_owner_repository_and_file(repo, name, wanted):
    names = kinds.split_parts(name)
    assert model_id(repo, names) == wanted


# ── the catalogue ────────────────────────────────────────────────────────────


def test_the_catalogue_names_at_least_20_models_and_each_makes_sense():
    entries = load_catalogue()
    assert len(entries) >= 20
    for entry in entries.values():
        reference = parse(entry.reference())
        assert isinstance(reference, HubReference)
        assert "{" not in str(reference)
        assert entry.default_quant in entry.quants
        assert entry.params_b is not None
        assert 0 < entry.params_b <= 8
        assert entry.uses
    assert {"chat", "tools", "vision", "speed"} <= {use for e in entries.values() for use in e.uses}


def test_recommended_sampling_is_valid():
    from onhand.types.sampling import SamplingParams

    for entry in load_catalogue().values():
        SamplingParams.from_dict(entry.sampling)


def test_a_users_entry_hides_ours_and_errors_name_the_file(tmp_path, monkeypatch):
    path = tmp_path / "catalogue.json"
    path.write_text('{"format": 1, "models": {"qwen3-0.6b": {"url": "https://x.org/m.json"}}}')
    assert catalogue.find("Qwen3-0.6B", tmp_path).reference() == "https://x.org/m.json"
    assert catalogue.find("qwen3-0.6b").repo
    for wrong in ('{"repo": "a/b", "url": "x"}', '{"repoo": 1}', '{"repo": 1}', "[]"):
        path.write_text(f'{{"format": 1, "models": {{"a": {wrong}}}}}')
        with pytest.raises(ManifestError, match=r"catalogue\.json"):
            load_catalogue(tmp_path)
    monkeypatch.setenv("ONHAND_CATALOGUE", str(path))
    path.write_text('{"format": 1, "models": {"mine": {"repo": "a/b"}}}')
    assert catalogue.find("mine").reference() == "hf:a/b:Q4_K_M"


def test_an_unknown_name_suggests_near_ones():
    with pytest.raises(ModelNotFoundError) as caught:
        catalogue.find("qwen3-06b")
    assert "qwen3-0.6b" in caught.value.hint
    with pytest.raises(ModelNotFoundError) as caught:
        catalogue.find("someone/some-model")
    assert "hf:someone/some-model" in caught.value.hint
