"""`caseroom import appointments`: what another calendar's file holds."""

import argparse
from datetime import timedelta

from db.operations.calendar.import_events import EventImport, import_events, rows_of
from db.queries.audit_log.file_access import client_by_number
from db.queries.reading import Reading
from db.queries.report_data.gather import worker_named
from db.rules.findings import Refused, hard
from db.rules.importing.outcome import ImportResult, Verdict
from db.rules.permissions import Action
from db.sheets.calendar_file import CalendarFile, read_calendar
from db.texts import sentence, t, tn
from desktop.cli.output import Output
from desktop.cli.signing_in import signed_in

AHEAD = timedelta(days=730)  # as far as a series of our own goes


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Import the file, or say what would happen."""
    if bool(arguments.worker) is bool(arguments.client):
        raise Refused(hard("ics.whose", "whose"))
    office = signed_in(arguments.office, arguments.user)
    try:
        zone, today = office.read(lambda reading: (reading.zone, reading.today))
        file = read_calendar(arguments.file, today, today + AHEAD, zone)
        asked = office.read(_asked, arguments, file)
        result = office.write(import_events, asked).result
    finally:
        office.close()
    assert result is not None
    _print(file, result, output)
    return 0


def _asked(reading: Reading, arguments: argparse.Namespace, file: CalendarFile) -> EventImport:
    worker = worker_named(reading, arguments.worker) if arguments.worker else None
    client = (
        client_by_number(reading, arguments.client, Action.FIND_CLIENTS)
        if arguments.client
        else None
    )
    return EventImport(
        rows=rows_of(file.found),
        worker_id=worker,
        client_id=client,
        reason=arguments.reason,
        dry_run=arguments.dry_run,
    )


def _print(file: CalendarFile, result: ImportResult, output: Output) -> None:
    kept_out = [
        {"line": row.row, "verdict": row.verdict.value, "reason": sentence(remark)}
        for row in result.rows
        if row.verdict in (Verdict.REJECTED, Verdict.LEFT_OUT)
        for remark in row.remarks
    ]
    kept_out += [
        {"line": one.line, "verdict": "skipped", "reason": sentence(one.why)}
        for one in file.skipped
    ]
    added, there = result.count(Verdict.ADDED), result.count(Verdict.ALREADY_THERE)
    values = {
        "events": len(result.rows),
        "added": added,
        "already_there": there,
        "left_out": kept_out,
        "dry_run": result.dry_run,
    }
    lines = [t("Line {line}: {reason}", line=one["line"], reason=one["reason"]) for one in kept_out]
    lines.append(
        tn("{n} appointment in the file.", "{n} appointments in the file.", len(result.rows))
    )
    if result.dry_run:
        lines.append(
            tn("{n} appointment would be booked.", "{n} appointments would be booked.", added)
        )
    else:
        lines.append(tn("{n} appointment booked.", "{n} appointments booked.", added))
    lines.append(tn("{n} was there already.", "{n} were there already.", there))
    output.result(values, *lines)
