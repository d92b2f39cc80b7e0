"""Rules load their tables at first use, in whatever threads that is."""

from __future__ import annotations

import subprocess
import sys

_EDITING = """
from concurrent.futures import ThreadPoolExecutor
from onhand.rewrite.rules import edit
tones = ["formal", "casual", "friendly", "concise", "polite", "confident", "correct"] * 2
with ThreadPoolExecutor(len(tones)) as pool:
    assert all(pool.map(lambda tone: edit("cant make it tmrw, sorry, he dont know", tone), tones))
"""


def test_the_first_texts_may_come_to_several_threads_at_once() -> None:
    done = subprocess.run([sys.executable, "-c", _EDITING], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
