"""A looker that stays: a scene looks behind its window often, and starting the program's own Python
each time, with all that it imports, takes longer than the look.
"""

import json
import os
import subprocess
from collections.abc import Sequence
from typing import Any


class Looker:
    """`tests.acceptance.look` in a process of its own, asked through its input."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self._process = subprocess.Popen(
            words, env=dict(os.environ), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def records(self, place: str, user: str, password: str, what: str) -> Any:
        """Records as they stand now in the office at this place; it is opened for each question."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        question = {"place": place, "user": user, "password": password, "what": what}
        self._process.stdin.write(f"{json.dumps(question)}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the looker ended: see what it said"
        told = json.loads(answer)
        assert "records" in told, told
        return told["records"]

    def end(self) -> None:
        """Let it go."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)
