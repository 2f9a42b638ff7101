"""`caseroom restore`: what a backup holds, a new office from it, or it in an office's place."""

import argparse
import sys
from collections.abc import Iterable, Mapping

from db.office import keeping
from db.office.replacing import Held, look_at, put_in_place, users_in
from db.storage.backup_contents import BackupContents
from db.storage.backup_unpacking import verify_backup
from db.storage.presence_file import Person, names_of
from db.texts import sentence, t, tn
from desktop.cli.output import Output
from desktop.cli.signing_in import signed_in

_SHOWN = ("client", "case_file", "note", "appointment", "document", "staff")


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Show, lay out in a new folder, or replace; nothing is replaced before it was shown."""
    if arguments.replace:
        return _replace(arguments, output)
    if arguments.show:
        contents = verify_backup(arguments.file)
        output.result(_values(contents), *_lines(contents))
        return 0
    contents = keeping.restore(arguments.file, arguments.to)
    output.result(
        {"office": str(arguments.to), **_values(contents)},
        t(
            "“{name}” as it was on {moment} is in {folder}.",
            name=contents.office_name,
            moment=contents.made_at.isoformat(" ", "minutes"),
            folder=arguments.to,
        ),
        t("Its users and passwords are those of that day."),
    )
    return 0


def _replace(arguments: argparse.Namespace, output: Output) -> int:
    office = signed_in(arguments.to, arguments.user)
    try:
        held = look_at(office, arguments.file)
        lines = (*_lines(held.contents, held), *_warnings(held))
        if arguments.show:
            output.result(_compared(held), *lines)
            return 0
        for line in lines:
            output.progress(line)
        typed = (
            arguments.confirm if arguments.confirm is not None else typed_name(office.record.name)
        )
        done = put_in_place(office, arguments.file, typed)
    finally:
        office.close()
    output.result(
        {"office": str(arguments.to), **_compared(held), "aside": str(done.aside)},
        t(
            "“{name}” as it was on {moment} is in {folder}.",
            name=done.contents.office_name,
            moment=done.contents.made_at.isoformat(" ", "minutes"),
            folder=arguments.to,
        ),
        t("The office as it was until now, and its backups, are in {folder}.", folder=done.aside),
        t("Its users and passwords are those of that day."),
    )
    return 0


def typed_name(name: str) -> str:
    """What somebody types; nothing where nobody sits."""
    if not sys.stdin.isatty():
        return ""
    try:
        return input(t("Type the office's name, “{name}”, to replace it: ", name=name))
    except EOFError:
        return ""


def _values(contents: BackupContents) -> dict[str, object]:
    return {
        "name": contents.office_name,
        "made_at": contents.made_at.isoformat(),
        "schema": contents.schema,
        "users": users_in(contents),
        "counts": contents.counts,
        "heads": {device: n for device, (n, _) in contents.heads.items()},
    }


def _compared(held: Held) -> dict[str, object]:
    return {
        **_values(held.contents),
        "today": held.today,
        "entries_since": held.since,
        "warnings": [{"code": one.code, "text": sentence(one)} for one in held.warnings],
    }


def _lines(contents: BackupContents, held: Held | None = None) -> list[str]:
    lines = [
        t(
            "A backup of “{name}”, made on {moment} (schema {schema}).",
            name=contents.office_name,
            moment=contents.made_at.isoformat(" ", "minutes"),
            schema=contents.schema,
        ),
        t("Accounts: {users}", users=", ".join(users_in(contents))),
    ]
    lines += counted(contents.counts, held.today if held else {})
    for device, (n, _) in contents.heads.items():
        lines.append(t("Audit log of {device}: up to entry {n}", device=device, n=n))
    if held is not None and held.since is not None:
        lines.append(
            tn(
                "{n} entry of the audit log came after it, and what it tells of would be lost.",
                "{n} entries of the audit log came after it, and what they tell of would be lost.",
                held.since,
            )
        )
    return lines


def _warnings(held: Held) -> list[str]:
    return [*map(sentence, held.warnings), *still_in(held.people)]


def counted(then: Mapping[str, int], today: Mapping[str, int]) -> list[str]:
    """A line for each kind of record: how many there were, and are."""
    return [
        t("{table}: {then}", table=table, then=then[table])
        if table not in today
        else t("{table}: {then}, today {now}", table=table, then=then[table], now=today[table])
        for table in _SHOWN
        if table in then
    ]


def still_in(people: Iterable[Person]) -> list[str]:
    """Who has the office open, in one line; none where nobody has."""
    names = ", ".join(names_of(people))
    return [t("Still in: {people}", people=names)] if names else []
