"""`caseroom import`: bring records in from a table."""

import argparse

from db.operations.imports import ImportJob, ImportResult, Verdict, import_table
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.rules.importing.columns import recognise
from db.rules.importing.fields import FIELDS, ImportKind
from db.sheets import Table, read_table
from db.sheets.rejected import save_rejected
from db.texts import sentence, t, tn
from desktop.cli.output import Output
from desktop.cli.signing_in import signed_in

EVENTS = "appointments"


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Import the file, or say what would happen."""
    if arguments.kind == EVENTS:
        from desktop.cli.importing_events import run as do

        return do(arguments, output)
    try:
        kind = ImportKind(arguments.kind)
    except ValueError:
        kinds = ", ".join((*(kind.value for kind in ImportKind), EVENTS))
        raise Refused(hard("import.unknown_kind", "kind", kinds=kinds)) from None
    table = read_table(arguments.file, arguments.sheet)
    columns = recognise(kind, table.headers)
    columns.update(_mapped(kind, table, arguments.map))
    job = ImportJob(new_id(), kind, table, columns, arguments.day_first, dry_run=arguments.dry_run)
    office = signed_in(arguments.office, arguments.user)
    try:
        result = office.write(import_table, job).result
    finally:
        office.close()
    assert result is not None
    if arguments.rejected and result.rejected:
        save_rejected(arguments.rejected, table, _reasons(result), t("Why it was rejected"))
    _print(table, result, output)
    return 0


def _mapped(kind: ImportKind, table: Table, given: list[str]) -> dict[str, int]:
    """What --map says. Raises `Refused` for a field or a heading that is not there."""
    fields = {field.key for field in FIELDS[kind]}
    found: dict[str, int] = {}
    for pair in given:
        key, _, heading = pair.partition("=")
        if key not in fields:
            raise Refused(hard("import.no_such_field", "map", value=key))
        if heading not in table.headers:
            raise Refused(hard("import.no_such_heading", "map", value=heading))
        found[key] = table.headers.index(heading)
    return found


def _reasons(result: ImportResult) -> dict[int, str]:
    return {
        outcome.row: " ".join(sentence(finding) for finding in outcome.remarks)
        for outcome in result.rejected
    }


def _print(table: Table, result: ImportResult, output: Output) -> None:
    rejected = [
        {"row": o.row, "field": finding.field, "reason": sentence(finding)}
        for o in result.rejected
        for finding in o.remarks
    ]
    added, there = result.count(Verdict.ADDED), result.count(Verdict.ALREADY_THERE)
    values = {
        "rows": len(result.rows),
        "added": added,
        "possible_duplicates": result.possible_duplicates,
        "already_there": there,
        "rejected": rejected,
        "dry_run": result.dry_run,
        "remarks": [sentence(remark) for remark in table.remarks],
    }
    lines = [sentence(remark) for remark in table.remarks]
    lines += [
        t("Row {row}, {field}: {reason}", row=bad["row"], field=bad["field"], reason=bad["reason"])
        for bad in rejected
    ]
    lines.append(tn("{n} row read.", "{n} rows read.", len(result.rows)))
    if result.dry_run:
        lines.append(tn("{n} row would be added.", "{n} rows would be added.", added))
    else:
        lines.append(tn("{n} row added.", "{n} rows added.", added))
    lines.append(
        tn(
            "{n} of them may be somebody who is known already.",
            "{n} of them may be people who are known already.",
            result.possible_duplicates,
        )
    )
    lines.append(tn("{n} row was there already.", "{n} rows were there already.", there))
    bad_rows = len(result.rejected)
    lines.append(tn("{n} row rejected.", "{n} rows rejected.", bad_rows))
    output.result(values, *lines)
