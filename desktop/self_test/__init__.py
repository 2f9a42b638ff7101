"""`caseroom --self-test DIR`: whether an installed program has all that it needs on this computer.

Everything happens in a scratch office in a temporary folder. Nobody's settings, offices or other
entries of the keyring are read or changed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from db.texts import t
from desktop.self_test.running import Report, run_steps

OPTION = "--self-test"


def main(arguments: Sequence[str]) -> int:
    """Run all steps and write DIR/self-test.json, and DIR/window.png. 0 if all passed, else 1.

    `arguments` are `--self-test DIR`; 2 for anything else.
    """
    from desktop.cli.language import speak

    speak()
    if len(arguments) != 2 or arguments[0] != OPTION or not arguments[1]:
        sys.stderr.write(t("Say where the outcome is to be written: caseroom --self-test DIR"))
        sys.stderr.write("\n")
        return 2
    out = Path(arguments[1]).absolute()
    try:
        out.mkdir(parents=True, exist_ok=True)
        report = Report.begun_in(out)
    except OSError as error:
        words = t("The folder cannot be written to: {reason}", reason=error.strerror or "?")
        sys.stderr.write(f"{words} ({out})\n")
        return 1
    _run(report)
    sys.stdout.write("\n".join(report.lines()) + "\n")
    return 0 if report.passed else 1


def _run(report: Report) -> None:
    with TemporaryDirectory(prefix="caseroom-self-test-", ignore_cleanup_errors=True) as folder:
        # Settings, logs, caches: all of them go by this one.
        os.environ["CASEROOM_CONFIG_DIR"] = str(Path(folder) / "account")
        from desktop.self_test.bench import Bench
        from desktop.self_test.steps import STEPS

        bench = Bench(Path(folder), report.folder)
        try:
            run_steps(STEPS, bench, report)
        finally:
            bench.close()
