"""All steps, in order: the later ones work on what the first have made.

What a step needs is imported when it runs, so that what cannot be imported fails that step alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from desktop.self_test.running import Step

if TYPE_CHECKING:
    from desktop.self_test.bench import Bench


def _step(name: str, module: str, function: str) -> Step:
    def run(bench: Bench) -> str:
        return str(getattr(import_module(f"desktop.self_test.{module}"), function)(bench))

    return Step(name, run)


STEPS = (
    _step("argon2", "keys", "argon2"),
    _step("office", "office", "make"),
    _step("sign-in", "office", "enter"),
    _step("records", "records", "keep"),
    _step("keyring", "keys", "keyring"),
    _step("report", "paper", "report"),
    _step("preview", "paper", "preview"),
    _step("workbook", "tables", "workbook"),
    _step("calendar file", "tables", "calendar"),
    _step("backup", "safety", "backup"),
    _step("spanish", "words", "spanish"),
    _step("time zones", "words", "zones"),
    _step("holidays", "words", "holidays"),
    _step("server driver", "network", "driver"),
    _step("certificates", "network", "certificates"),
    _step("fonts", "screen", "fonts"),
    _step("window", "screen", "window"),
)
