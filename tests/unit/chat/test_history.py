"""Which messages stay: exchanges are whole, the lead stays, the numbers hold over long chats."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onhand.chat.history import (
    SUMMARY_LEAD,
    History,
    HistoryParams,
    plan_summary,
    require_fit,
    token_budget,
    window,
)
from onhand.errors import ContextFullError
from onhand.types.message import Message, ToolCall

N_CTX = 512
SYSTEM = Message.system("be brief and kind")


def count(messages: Sequence[Message]) -> int:
    """A word is a token; a message costs three more, the answer's start two."""
    return 2 + sum(3 + len(message.text.split()) for message in messages)


def exchange(n: int, n_words: int = 10) -> list[Message]:
    words = " word" * n_words
    return [Message.user(f"question {n}{words}"), Message.assistant(f"answer {n}{words}")]


def with_call(n: int) -> list[Message]:
    call = ToolCall(f"c{n}", "add", {})
    return [
        Message.user(f"sum {n}"),
        Message.assistant("", tool_calls=(call,)),
        Message.tool("3", call.id),
        Message.assistant("three"),
    ]


def test_an_exchange_is_all_from_a_user_message_to_the_next() -> None:
    messages = [SYSTEM, SYSTEM, *with_call(1), *exchange(2), Message.user("now?")]
    history = History.of(messages)
    assert history.lead == (SYSTEM, SYSTEM)
    assert [len(one) for one in history.exchanges] == [4, 2, 1]
    assert history.messages == tuple(messages)
    assert history.last(2).messages == (SYSTEM, SYSTEM, *messages[6:])
    assert history.last(9) == history
    assert history.last(0).messages == (SYSTEM, SYSTEM)


def test_a_greeting_before_the_first_user_message_is_an_exchange_of_its_own() -> None:
    messages = [Message.assistant("Hello!"), *exchange(1)]
    assert [len(one) for one in History.of(messages).exchanges] == [1, 2]
    assert History.of([]).messages == ()


def test_a_window_keeps_the_last_twenty_exchanges() -> None:
    messages = [SYSTEM, *(m for n in range(30) for m in exchange(n, 1)), Message.user("now")]
    kept = window(messages, 10_000, count, HistoryParams())
    assert kept == (SYSTEM, *messages[-39:])
    assert len(History.of(kept).exchanges) == 20


def test_a_window_keeps_what_its_token_budget_allows() -> None:
    messages = [SYSTEM, *(m for n in range(30) for m in exchange(n)), Message.user("now")]
    params = HistoryParams(max_tokens=200)
    kept = window(messages, N_CTX, count, params)
    assert count(kept) <= 200
    one_more = History.of(messages).last(len(History.of(kept).exchanges) + 1).messages
    assert count(one_more) > 200


@given(
    st.lists(st.integers(0, 60), min_size=1, max_size=30),
    st.integers(100, 600),
    st.integers(1, 25),
    st.integers(0, 100),
)
def test_a_window_is_a_tail_of_whole_exchanges_that_fits(
    sizes: list[int], n_ctx: int, n_max: int, reserve: int
) -> None:
    messages = [SYSTEM, *(m for n, size in enumerate(sizes) for m in exchange(n, size))]
    params = HistoryParams(max_exchanges=n_max, reserve_tokens=reserve)
    try:
        kept = window(messages, n_ctx, count, params)
    except ContextFullError:
        assert count(History.of(messages).last(1).messages) >= n_ctx
        return
    n_kept = len(History.of(kept).exchanges)
    assert kept == History.of(messages).last(n_kept).messages
    assert 1 <= n_kept <= n_max
    assert count(kept) < n_ctx
    assert n_kept == 1 or count(kept) <= token_budget(n_ctx, params)


def test_the_count_is_asked_for_only_a_few_times() -> None:
    asked: list[int] = []

    def counting(messages: Sequence[Message]) -> int:
        asked.append(len(messages))
        return count(messages)

    messages = [SYSTEM, *(m for n in range(1000) for m in exchange(n))]
    window(messages, N_CTX, counting, HistoryParams(max_exchanges=1000))
    assert len(asked) <= 13


def test_what_cannot_fit_is_an_error_with_the_numbers() -> None:
    messages = [SYSTEM, Message.user("word " * 600)]
    for check in (
        lambda: window(messages, N_CTX, count, HistoryParams()),
        lambda: require_fit(messages, N_CTX, count),
    ):
        with pytest.raises(ContextFullError) as caught:
            check()
        assert caught.value.details == {"n_tokens": 612, "n_ctx": 512}
    require_fit([Message.user("hi")], N_CTX, count)


def test_over_two_hundred_turns_the_window_never_exceeds_the_context() -> None:
    messages = [SYSTEM]
    for n in range(200):
        turn = with_call(n) if n % 7 == 0 else exchange(n, n % 40)
        kept = window([*messages, turn[0]], N_CTX, count, HistoryParams())
        assert count(kept) < N_CTX
        assert kept[0] == SYSTEM
        assert kept[-1] == turn[0]
        messages.extend(turn)


def test_over_two_hundred_turns_summaries_keep_the_chat_below_the_context() -> None:
    messages: tuple[Message, ...] = (SYSTEM,)
    n_summaries = 0
    for n in range(200):
        turn = exchange(n, n % 30)
        plan = plan_summary([*messages, turn[0]], N_CTX, count, HistoryParams())
        messages = (*messages, turn[0])
        if plan is not None:
            n_summaries += 1
            messages = plan.apply(f"they spoke {n} times")
        assert count(messages) < N_CTX
        assert messages[0].text.startswith("be brief and kind")
        assert messages[0].text.count(SUMMARY_LEAD) <= 1
        assert messages[-1] == turn[0]
        messages = (*messages, turn[1])
    assert n_summaries > 5


def test_a_summary_is_due_at_its_share_of_the_context_and_keeps_two_exchanges() -> None:
    messages = [SYSTEM, *(m for n in range(12) for m in exchange(n)), Message.user("now")]
    assert plan_summary(messages, 10_000, count, HistoryParams()) is None
    plan = plan_summary(messages, N_CTX // 2, count, HistoryParams())
    assert plan is not None
    assert len(plan.kept) == 2
    assert plan.kept[-1] == (Message.user("now"),)
    assert plan.old == tuple(messages[1:23])
    assert plan.apply(" Short. ") == (
        Message.system(f"be brief and kind\n\n{SUMMARY_LEAD} Short."),
        *messages[23:],
    )


def test_the_request_for_a_summary_holds_the_old_messages_and_the_earlier_summary() -> None:
    lead = Message.system(f"be kind\n\n{SUMMARY_LEAD} They met.")
    messages = [lead, *(m for n in range(9) for m in exchange(n))]
    plan = plan_summary(messages, 100, count, HistoryParams())
    assert plan is not None
    (request,) = plan.request()
    assert "They met." in request.text
    assert "user: question 0" in request.text
    assert "question 8" not in request.text
    assert plan.apply("New.")[0].text == f"be kind\n\n{SUMMARY_LEAD} New."


def test_without_a_system_message_the_summary_becomes_one() -> None:
    messages = [m for n in range(9) for m in exchange(n)]
    plan = plan_summary(messages, 100, count, HistoryParams())
    assert plan is not None
    assert plan.apply("New.")[0] == Message.system(f"{SUMMARY_LEAD} New.")


def test_nothing_old_enough_means_no_summary() -> None:
    messages = [SYSTEM, *exchange(1, 300)]
    assert plan_summary(messages, N_CTX, count, HistoryParams()) is None


@pytest.mark.parametrize(
    "bad",
    [{"max_exchanges": 0}, {"max_tokens": 0}, {"summarise_at": 1.5}, {"summary_tokens": 0}],
)
def test_params_out_of_range_are_refused(bad: dict) -> None:
    with pytest.raises(ValueError, match="HistoryParams"):
        HistoryParams(**bad)


def test_params_survive_json() -> None:
    params = HistoryParams(max_tokens=99, summarise_at=0.5)
    assert HistoryParams.from_dict(params.to_dict()) == params
