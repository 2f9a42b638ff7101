"""`caseroom files`: where an office on a server keeps its attached files."""

import argparse

from db.office.files_place import keep_files_in, what_is_said, where_files_are
from db.rules.files_place import DATABASE, FilesPlace
from db.storage.backup import Progress
from db.texts import sentence, t, tn
from desktop.cli.output import Output
from desktop.cli.signing_in import signed_in

_DATABASE = "database"


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Say where they are, or carry them elsewhere; exit code 1 where they cannot be reached."""
    office = signed_in(arguments.office, arguments.user)
    try:
        if arguments.to is None:
            place = where_files_are(office)
            found = what_is_said(place)
            wrong = [sentence(finding) for finding in found]
            output.result({**_values(place), "ok": not wrong}, _line(place), *wrong)
            return 1 if wrong else 0
        to = DATABASE if arguments.to == _DATABASE else str(arguments.to)
        done = keep_files_in(office, to, lost=arguments.lost, told=_teller(output))
    finally:
        office.close()
    output.result(
        {**_values(done.place), "files": done.files},
        _line(done.place),
        tn("{n} file was carried there.", "{n} files were carried there.", done.files),
        *map(sentence, done.findings),
    )
    return 0


def _teller(output: Output) -> Progress:
    def told(done: int, total: int) -> None:
        if done % 100 == 0:
            output.progress(t("{done} of {total} done", done=done, total=total))

    return told


def _values(place: FilesPlace) -> dict[str, object]:
    return {
        "place": _DATABASE if place.now == DATABASE else place.now,
        "carried": place.settled,
    }


def _line(place: FilesPlace) -> str:
    if place.now == DATABASE:
        return t("Attached files are kept in the database.")
    return t("Attached files are kept in the folder {folder}.", folder=place.now)
