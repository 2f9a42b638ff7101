"""Runs verbs of the command line in this process, and keeps what they print."""

import contextlib
import io
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main
from desktop.sample.make import make_sample
from desktop.sample.staff import COLLEAGUES

CLIENTS, SEED = 24, 7
PASSWORDS = {colleague.user_name: colleague.password for colleague in COLLEAGUES}


def demo(folder: Path) -> None:
    """A small sample office, made today."""
    make_sample(folder, clients=CLIENTS, seed=SEED, device="tests", now=datetime.now(UTC))


@dataclass
class Answer:
    """What a verb ended with and printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)


@dataclass
class Shell:
    """A command line in a folder that holds "office"."""

    folder: Path
    patch: pytest.MonkeyPatch
    user: str = "dana"

    def run(self, *words: object) -> Answer:
        """Run a verb as it is typed."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = main([str(word) for word in words])
            except SystemExit as stopped:
                code = int(stopped.code or 0)
        return Answer(code, out.getvalue(), err.getvalue())

    def within(self, verb: str, *words: object, user: str = "") -> Answer:
        """Run a verb on the office, signed in as somebody of the sample, with --json."""
        who = user or self.user
        self.patch.setenv("CASEROOM_PASSWORD", PASSWORDS[who])
        return self.run(verb, *words, "--office", "office", "--user", who, "--json")

    def refused(self, answer: Answer, *said: str) -> None:
        """See that the answer is a refusal in one sentence that holds these words."""
        assert answer.code == 1, answer
        assert answer.out == ""
        assert answer.err.count("\n") == 1
        assert "Traceback" not in answer.err
        assert "{" not in answer.err
        for words in said:
            assert words in answer.err

    def wrong_usage(self, answer: Answer, *said: str) -> None:
        """See that the answer is about wrong usage."""
        assert answer.code == 2, answer
        assert answer.out == ""
        assert "usage:" in answer.err
        for words in said:
            assert words in answer.err

    def file(self, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        """Put a file into the folder."""
        path = self.folder / name
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        return path


def env() -> dict[str, str]:
    """Surroundings for a real process: no screen, no keyring."""
    return {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
