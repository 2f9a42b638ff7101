"""`caseroom about`: version, what the program stands on, its folders, the third-party notices."""

import argparse
from dataclasses import asdict

from desktop.about import about_program, folders, stands_on
from desktop.cli.output import Output


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Print it. Exit code 0."""
    program = about_program()
    values: dict[str, object] = {
        "version": program.version,
        "stands_on": stands_on(),
        "folders": folders(),
    }
    lines = [f"Caseroom {program.version}", ""]
    lines += [f"{name}: {said}" for name, said in (*program.stands_on, *program.folders)]
    if arguments.licenses:
        notices = program.notices()
        values["parts"] = [{**asdict(part), "words": notices.words(part)} for part in notices.parts]
        for part in notices.parts:
            lines += ["", "=" * 78, notices.words(part)]
    output.result(values, *lines)
    return 0
