"""The native log: whole lines, levels, last lines, any thread, broken handlers, giving it back."""

from __future__ import annotations

import ctypes
import gc
import logging
import threading

import pytest

from onhand.runtimes.llama_cpp import LlamaCppRuntime
from onhand.runtimes.llama_cpp import log as module
from onhand.runtimes.llama_cpp.log import NativeLog
from onhand.types.params import ContextParams, ModelParams
from tests.tiny_models import tiny_model

INFO, WARN, ERROR, CONTINUE = 2, 3, 4, 5
NAME = "onhand.native.llama_cpp"


def test_lines_are_put_together_from_pieces(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, NAME)
    log = NativeLog()
    log.put(INFO, b"load: ")
    log.put(CONTINUE, b"a model")
    log.put(CONTINUE, b", whole\nsecond line\n")
    log.put(ERROR, b"it broke\n")
    log.drain()
    assert [record.getMessage() for record in caplog.records] == [
        "load: a model, whole",
        "second line",
        "it broke",
    ]
    assert [record.levelno for record in caplog.records] == [10, 10, 40]


def test_dots_of_one_level_are_one_line_and_another_level_ends_it() -> None:
    log = NativeLog()
    for _ in range(5):
        log.put(INFO, b".")
    log.put(WARN, b"oh\n")
    assert log.tail() == [".....", "oh"]


def test_only_the_last_lines_are_kept_and_asked_for_by_place_and_level() -> None:
    log = NativeLog()
    for index in range(100):
        log.put(INFO, b"line %d\n" % index)
    mark = log.mark()
    assert len(log.since(0)) == 50
    assert log.since(mark) == []
    log.put(WARN, b"warned\n")
    log.put(INFO, b"told\n")
    log.put(ERROR, b"fail")
    assert log.since(mark) == ["warned", "told", "fail"]
    assert log.since(mark, at_least=logging.WARNING) == ["warned", "fail"]
    assert log.tail(2) == ["told", "fail"]


def test_bytes_that_are_no_text_and_endless_lines_are_survived() -> None:
    log = NativeLog()
    log.put(INFO, b"\xff\xfe caf\xc3\n")
    log.put(INFO, b"x" * 100_000)
    first, second = log.tail()
    assert first.startswith("\N{REPLACEMENT CHARACTER}")
    assert len(second) == 2000


def test_a_broken_handler_harms_nothing() -> None:
    class Broken(logging.Handler):
        def handle(self, record: logging.LogRecord) -> bool:
            raise OSError("disk full")

    handler = Broken()
    module.logger.addHandler(handler)
    try:
        log = NativeLog()
        log.put(ERROR, b"text\n")
        log.drain()
    finally:
        module.logger.removeHandler(handler)
    assert log.tail() == ["text"]


def test_loading_logs_for_those_who_listen(
    runtime: LlamaCppRuntime, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, NAME)
    runtime.load(str(tiny_model()), ModelParams(), ContextParams(n_ctx=64)).close()
    text = "\n".join(record.getMessage() for record in caplog.records)
    assert "general.architecture str" in text
    assert all(record.levelno < logging.WARNING for record in caplog.records)


def test_native_threads_may_log_at_once_while_callbacks_are_collected(
    runtime: LlamaCppRuntime,
) -> None:
    """Threads that Python did not start call the very pointer that the library has."""
    llama = runtime._library.llama
    callback, data = llama.llama_log_callback(), ctypes.c_void_p()
    llama.llama_log_get(ctypes.byref(callback), ctypes.byref(data))
    entry = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)

    @entry
    def work(_: object) -> None:
        for index in range(50):
            callback(WARN, b"from a native thread %d\n" % index, None)

    mark = module.log.mark()
    libc = module.c_library()
    threads = [ctypes.c_ulong() for _ in range(8)]
    for thread in threads:
        assert libc.pthread_create(ctypes.byref(thread), None, work, None) == 0
    gc.collect()
    for thread in threads:
        libc.pthread_join.argtypes = [ctypes.c_ulong, ctypes.c_void_p]
        assert libc.pthread_join(thread, None) == 0
    module.log.drain()
    assert module.log._n_lines - mark == 400


def test_the_last_runtime_gives_the_log_back(runtime: LlamaCppRuntime) -> None:
    """While any runtime is open it stays ours; the callback itself is kept for ever."""
    users = module._users
    second = LlamaCppRuntime()
    assert module._users == users + 1
    second.close()
    second.close()
    assert module._users == users


def test_draining_from_several_threads_loses_nothing() -> None:
    log = NativeLog()

    def put() -> None:
        for index in range(200):
            log.put(INFO, b"%d\n" % index)
            log.drain()

    threads = [threading.Thread(target=put) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.drain()
    assert log._n_lines == 800
