"""Letters and figures typed for words."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.mending.texting import with_texting_read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("i need it 4 my mum", "i need it for my mum"),
        ("nothing 2 do", "nothing 2 do"),
        ("are you able 2 come", "are you able to come"),
        ("it's loud, its a fire alarm", "it's loud, it's a fire alarm"),
        ("the tap its dry now", "the tap it's dry now"),
        ("if he comes ill call you", "if he comes I'll call you"),
        ("what is the wifi pw", "what is the wifi password"),
        ("the tracking no is wrong", "the tracking number is wrong"),
        ("can you come before sat", "can you come before Saturday"),
        ("my employee id is 77", "my employee ID is 77"),
        # as typed
        ("it expires in 4 days", "it expires in 4 days"),
        ("she was ill call her", "she was ill call her"),
        ("its colour is red", "its colour is red"),
        ("my son sat and cried", "my son sat and cried"),
        ("I said no to him", "I said no to him"),
    ],
)
def test_with_texting_read(typed: str, read: str) -> None:
    assert with_texting_read(typed) == read
