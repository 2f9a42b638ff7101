"""`caseroom calendars`: the calendar files of those who want one, by the task scheduler."""

from dataclasses import replace
from pathlib import Path

from db.office import open_office
from db.operations.office_settings.office import change_office
from db.operations.staff.calendar_file import keep_calendar_file
from db.queries.office_settings import office_form
from tests.desktop.cli.shell import PASSWORDS, Shell


def choose(shell: Shell, folder: Path) -> None:
    """The office chooses the folder, and Dana wants her file there."""
    office = open_office(shell.folder / "office", "dana", PASSWORDS["dana"], device="x")
    opened = office.read(office_form)
    form = replace(opened.form, calendar_folder=str(folder))
    office.write(change_office, form, opened.version)
    office.write(keep_calendar_file, True)
    office.close()


def test_the_files_of_those_who_want_one_are_brought_up_to_date(shell: Shell) -> None:
    folder = shell.folder / "calendars"
    shell.refused(shell.within("calendars"), "keeps no calendar files")
    choose(shell, folder)
    shell.refused(shell.within("calendars"), "cannot be reached from this computer")
    folder.mkdir()
    made = shell.within("calendars").json
    assert (made["files"], made["written"]) == (1, ["dana.ics"])
    assert shell.within("calendars").json["written"] == []


def test_the_offices_own_folder_takes_none(shell: Shell) -> None:
    choose(shell, shell.folder / "office" / "documents")
    shell.refused(shell.within("calendars"), "own folder")
