"""What is in a closed session's cache is remembered for a while, and not past the worker."""

from __future__ import annotations

from onhand.worker.caches import MAX_RELEASED_LOGS, Caches
from onhand.worker.journal import Journal


def journals(*ids: int) -> tuple[Caches, list[Journal]]:
    caches, made = Caches(), [Journal(number) for number in ids]
    for journal in made:
        caches.track(journal)
    return caches, made


def test_a_closed_sessions_log_is_found_until_too_many_are_closed() -> None:
    caches, made = journals(*range(MAX_RELEASED_LOGS + 1))
    for journal in made:
        caches.release(journal.session_id)
    assert caches.log_of(0) is None
    assert caches.log_of(1) is made[1].log
    caches.forget_released()
    assert caches.log_of(1) is None


def test_a_cache_in_use_is_not_shed() -> None:
    caches, (busy, idle) = journals(1, 2)
    busy.life = idle.life = 4
    caches.are_shed(busy=[busy])
    assert (busy.life, idle.life) == (4, 0)


def test_a_life_that_built_a_cache_has_what_it_was_forked_from_too() -> None:
    caches, (parent, child, stranger) = journals(1, 2, 3)
    for journal, tokens in ((parent, [1, 2]), (child, [1, 2]), (stranger, [5])):
        journal.log.tape.extend(tokens)
        journal.log.steps.append(len(tokens))
        journal.log.length = len(tokens)
    caches.are_built(child, 2, life=3)
    assert (parent.life, child.life, stranger.life) == (3, 3, 0)
