"""Open calls are kept until answered, and asked again in their order."""

from __future__ import annotations

import pytest

from onhand import OnhandError
from onhand.worker.messages import Call
from onhand.worker.questions import Questions


async def test_each_call_gets_its_own_answer_once() -> None:
    questions = Questions()
    first, second = questions.ask(Call(1, "a", {})), questions.ask(Call(2, "b", {}))
    questions.answer(2, "two")
    questions.answer(2, "too late")
    questions.answer(3, "nobody asked")
    assert (await second, first.done()) == ("two", False)


async def test_what_is_open_can_be_asked_again_in_order_until_it_is_dropped() -> None:
    questions = Questions()
    for number in (1, 2, 3):
        questions.ask(Call(number, "a", {}))
    questions.drop(2)
    questions.drop(2)
    assert [message.request_id for message in questions.messages()] == [1, 3]
    assert questions
    questions.drop(1)
    questions.drop(3)
    assert not questions


async def test_when_all_fails_every_open_call_raises() -> None:
    questions = Questions()
    answers = [questions.ask(Call(number, "a", {})) for number in (1, 2)]
    questions.answer(1, "in time")
    questions.fail_all(OnhandError("over"))
    assert await answers[0] == "in time"
    with pytest.raises(OnhandError, match="over"):
        await answers[1]
    assert not questions
