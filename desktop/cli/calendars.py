"""`caseroom calendars`: bring the calendar files in the office's folder up to date, once."""

import argparse

from db.rules.findings import Refused, hard
from db.texts import t, tn
from desktop.cli.output import Output
from desktop.cli.signing_in import signed_in
from desktop.kept_calendars import CalendarWriter


def run(arguments: argparse.Namespace, output: Output) -> int:
    """As a program does while it is open. Raises `Refused` where no folder is chosen, or where
    something is in the way; the other files are written all the same."""
    office = signed_in(arguments.office, arguments.user)
    try:
        kept = CalendarWriter(office).turn()
    finally:
        office.close()
    if not kept.folder:
        raise Refused(hard("calendar.no_folder"))
    if kept.findings:
        raise Refused(*kept.findings)
    values = {
        "folder": kept.folder,
        "files": kept.right,
        "written": kept.written,
        "removed": kept.removed,
    }
    counted = tn("{n} calendar file", "{n} calendar files", kept.right)
    words = t("{folder}: {files}, {n} written", folder=kept.folder, files=counted,
              n=len(kept.written))  # fmt: skip
    output.result(values, words)
    return 0
