"""Parameters: what is of the wrong kind is refused by name, before it reaches native code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onhand import Adapter, ContextParams, ModelParams, SamplingParams


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: ModelParams(use_mmap="no"), "ModelParams.use_mmap must be True or False, not str"),
        (lambda: ModelParams(vocab_only=1), "vocab_only must be True or False, not int"),
        (lambda: ModelParams(devices="CPU"), "devices must be a sequence of texts, not str"),
        (lambda: ModelParams(devices=["CPU", 1]), "sequence of texts, not list of int, str"),
        (lambda: ModelParams(adapters=["a"]), "must be a sequence of Adapter, not list of str"),
        (lambda: ModelParams(tensor_split=[1, "a"]), "sequence of numbers, not list of int, str"),
        (lambda: ModelParams(library_path=5), "library_path must be a text, not int"),
        (lambda: Adapter(path=None), "Adapter.path must be a text, not NoneType"),
        (lambda: ContextParams(flash_attention="yes"), "must be True or False, not str"),
        (lambda: ContextParams(n_ctx=True), "n_ctx must be an integer, not bool"),
        (lambda: ContextParams(n_ctx=12.0), "n_ctx must be an integer, not float"),
        (lambda: SamplingParams(top_p="x"), "top_p must be a number, not str"),
        (lambda: SamplingParams(stop=5), "stop must be a sequence of texts, not int"),
        (lambda: SamplingParams(stop=["a", 5]), "sequence of texts, not tuple of int, str"),
        (lambda: SamplingParams(grammar=b"root"), "grammar must be a text, not bytes"),
        (lambda: SamplingParams(ignore_eog="no"), "ignore_eog must be True or False, not str"),
        (lambda: SamplingParams(logit_bias=[(5, 1)]), "logit_bias must be a mapping, not list"),
        (lambda: SamplingParams(logit_bias={"5": 1}), "logit_bias key must be an integer, not str"),
    ],
)
def test_a_value_of_another_kind_is_a_type_error_that_names_the_field(
    make: Callable[[], Any], complaint: str
) -> None:
    with pytest.raises(TypeError, match=complaint):
        make()


def test_paths_may_be_path_objects() -> None:
    params = ModelParams(
        library_path=Path("lib"),
        split_paths=[Path("a.gguf"), "b.gguf"],
        adapters=[Adapter(path=Path("lora.gguf"))],
    )
    assert (params.library_path, params.split_paths) == ("lib", ("a.gguf", "b.gguf"))
    assert params.adapters[0].path == "lora.gguf"


def test_lists_become_tuples_so_that_parameters_stay_values() -> None:
    params = ModelParams(devices=["CPU"], tensor_split=[1, 2.5])
    assert (params.devices, params.tensor_split) == (("CPU",), (1, 2.5))
    assert params == ModelParams.from_dict(params.to_dict())
    assert hash(params) == hash(ModelParams(devices=("CPU",), tensor_split=(1, 2.5)))


@pytest.mark.parametrize(
    ("given", "stop"),
    [("a", ("a",)), (["a", "b"], ("a", "b")), ({"a"}, ("a",)), (None, ()), ((), ())],
)
def test_stop_texts_come_in_any_container(given: Any, stop: tuple[str, ...]) -> None:
    assert SamplingParams(stop=given).stop == stop


@pytest.mark.parametrize("name", ["stop", "dry_sequence_breakers"])
def test_an_empty_text_stops_nothing_and_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} must not contain an empty text"):
        SamplingParams(**{name: ["a", ""]})


def test_a_negative_share_of_the_weights_is_out_of_range() -> None:
    with pytest.raises(ValueError, match=r"tensor_split must be in .*, got -1"):
        ModelParams(tensor_split=(1, -1))
