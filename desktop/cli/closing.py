"""`close`: every Caseroom of this person on this computer closes, and what is typed is kept."""

import argparse
import time

from db.texts import t, tn
from desktop.cli.output import Output


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Ask them all, then wait for each. 0 if none is open any more."""
    from desktop.running.asking import CLOSE, MUST_BE_READ, ask_all

    until = time.monotonic() + arguments.wait
    asked = [program for _, program in ask_all({"ask": CLOSE})]
    stay = silent = 0
    for program in asked:
        if program.answer(until) == MUST_BE_READ:
            stay += 1
        elif not program.ended(until):
            silent += 1
        program.close()
    output.result(
        {"closed": len(asked) - stay - silent, "open": stay + silent},
        _closed(len(asked) - stay - silent),
    )
    if stay:
        output.refuse(
            t(
                "Caseroom stays open: it shows a code or a password that is shown only once, or "
                "is replacing an office. See to it in its window, then try again."
            )
        )
    if silent:
        output.refuse(
            tn(
                "A Caseroom is still open after {seconds} seconds. Close its window, then try "
                "again.",
                "{n} Caserooms are still open after {seconds} seconds. Close their windows, then "
                "try again.",
                silent,
                seconds=arguments.wait,
            )
        )
    return 1 if stay or silent else 0


def _closed(n: int) -> str:
    if not n:
        return t("No Caseroom was closed.")
    return tn("{n} Caseroom was closed.", "{n} Caserooms were closed.", n)
