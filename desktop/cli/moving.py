"""`caseroom move`: an office from a folder to a server, or back."""

import argparse
import os

from db.office.entering import enter, where_is
from db.office.on_server import Maker
from db.office.relocating import Moved, move, was_left_half
from db.storage.carried_files import FilesCarried
from db.texts import t, tn
from desktop.attempts import counted
from desktop.cli.beginning import maker_of
from desktop.cli.being_here import be_here
from desktop.cli.output import Output, teller
from desktop.cli.signing_in import PASSWORD, asked_password, asked_user
from desktop.device import device_name


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Move it, and print the codes by which the others sign in at the server once."""
    old, new = where_is(arguments.office), where_is(arguments.to)
    maker: Maker = maker_of(arguments.login)
    if was_left_half(old, new, maker):
        output.result(
            {"office": str(new), "ended": True},
            t("The move was whole already. The office is in {place} now.", place=new),
        )
        return 0
    user = asked_user(arguments.user)
    password = os.environ.get(PASSWORD)
    if password is None:
        password = asked_password(t("Password of {user}: ", user=user))
    with counted(old, user) as attempt:
        office = attempt.office = enter(old, user, password, device=device_name())
    be_here(office)
    try:
        moved = move(office, new, password, maker, told=teller(output))
    finally:
        office.close()
    output.result(_values(str(new), moved), *_lines(str(new), moved))
    return 0


def _values(place: str, moved: Moved) -> dict[str, object]:
    carried = moved.carried
    return {
        "office": place,
        "ended": True,
        "rows": sum(carried.rows.values()),
        "files": carried.files.came,
        "files_missing": list(carried.files.missing),
        "files_damaged": list(carried.files.damaged),
        "sealed": carried.sealed,
        "codes": moved.codes,
    }


def _lines(place: str, moved: Moved) -> list[str]:
    carried = moved.carried
    rows = sum(carried.rows.values())
    lines = [
        t("The office is in {place} now, compared row by row. The old one is marked.", place=place),
        t("Records: {rows}. Attached files: {files}.", rows=rows, files=carried.files.came),
    ]
    if carried.sealed:
        lines.append(tn("{n} sealed file.", "{n} sealed files.", carried.sealed))
    lines += broken_files(carried.files)
    if moved.codes:
        lines.append(t("The others sign in once with their password and this code:"))
        lines += [f"  {user}  {code}" for user, code in moved.codes.items()]
    return lines


def broken_files(files: FilesCarried) -> list[str]:
    """What there is to say of attached files that were broken before they were carried."""
    lines = []
    if files.missing:
        lines.append(
            tn(
                "{n} attached file was gone already: {names}",
                "{n} attached files were gone already: {names}",
                len(files.missing),
                names=", ".join(files.missing),
            )
        )
    if files.damaged:
        lines.append(
            tn(
                "{n} attached file was damaged already, and is as it was: {names}",
                "{n} attached files were damaged already, and are as they were: {names}",
                len(files.damaged),
                names=", ".join(files.damaged),
            )
        )
    return lines
