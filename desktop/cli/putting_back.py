"""`caseroom put-back`: an office that a restored backup took the place of, in its place again."""

import argparse
from pathlib import Path

from db.office.putting_back import HeldAside, earlier_offices, look_at_earlier, put_back
from db.office.standing import Office
from db.rules.findings import Refused, hard
from db.texts import t, tn
from db.texts.dates import moment
from desktop.cli.output import Output
from desktop.cli.restoring import counted, still_in, typed_name
from desktop.cli.signing_in import signed_in


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Show what is there, and let it change places with the office of today."""
    office = signed_in(arguments.office, arguments.user)
    try:
        held = look_at_earlier(office, arguments.folder or _latest(office))
        if arguments.show:
            output.result(_values(held), *_lines(held))
            return 0
        for line in _lines(held):
            output.progress(line)
        name = office.record.name
        typed = arguments.confirm if arguments.confirm is not None else typed_name(name)
        done = put_back(office, held.earlier.folder, typed)
    finally:
        office.close()
    output.result(
        {"office": str(arguments.office), **_values(held), "aside": str(done.aside)},
        t("The office as it was until {moment} is in its place again.", moment=_until(held)),
        t("The office as it was until now, and its backups, are in {folder}.", folder=done.aside),
    )
    return 0


def _latest(office: Office) -> Path:
    found = earlier_offices(office)
    if not found:
        raise Refused(hard("replace.nothing_aside"))
    return found[0].folder


def _values(held: HeldAside) -> dict[str, object]:
    return {
        "folder": str(held.earlier.folder),
        "until": held.earlier.until.isoformat(),
        "counts": held.counts,
        "today": held.today,
        "entries_since": held.since,
    }


def _lines(held: HeldAside) -> list[str]:
    return [
        t(
            "The office as it was until {moment}, in {folder}.",
            moment=_until(held),
            folder=held.earlier.folder,
        ),
        *counted(held.counts, held.today),
        tn(
            "{n} entry of the audit log of today's office came since; it is set aside with it.",
            "{n} entries of the audit log of today's office came since; they are set aside with "
            "it.",
            held.since,
        ),
        *still_in(held.people),
    ]


def _until(held: HeldAside) -> str:
    return moment(held.earlier.until)
