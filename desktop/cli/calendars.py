"""`caseroom calendars`: bring the calendar files in the office's folder up to date, once, and read
when one is busy by one's own other calendar there."""

import argparse

from db.rules.findings import Refused, hard
from db.texts import t, tn
from desktop.busy_times import BusyReader
from desktop.cli.output import Output
from desktop.cli.signing_in import signed_in
from desktop.kept_calendars import CalendarWriter


def run(arguments: argparse.Namespace, output: Output) -> int:
    """As a program does while it is open. Raises `Refused` where no folder is chosen, or where
    something is in the way; the other files are written all the same."""
    office = signed_in(arguments.office, arguments.user)
    try:
        kept = CalendarWriter(office).turn()
        said, _ = BusyReader(office).turn("" if kept.findings else kept.folder)
    finally:
        office.close()
    if not kept.folder:
        raise Refused(hard("calendar.no_folder"))
    if kept.findings or said:
        raise Refused(*kept.findings, *said)
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
