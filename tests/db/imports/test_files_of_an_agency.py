"""An agency's open cases come in on one day: clients, cases with workers, notes, hearings."""

from pathlib import Path

import pytest

from db.operations.imports import ImportJob, ImportResult, Verdict, import_table
from db.queries.cases.case_file import case_by_number, case_file
from db.queries.cases.timeline import TimelineFilter, timeline
from db.queries.notes.note import note_is_as_signed
from db.rules.codes import NoteStatus
from db.rules.ids import new_id
from db.rules.importing.columns import recognise
from db.rules.importing.fields import ImportKind
from db.sheets import read_table
from tests.db.bench import Bench

CLIENTS = "Client ID,First name,Last name,DOB\nP1,Noah,Reyes,2016-03-14\nP2,Lena,Falk,1990\n"
CASES = (
    "Case number,Client ID,Opened,Closed,Worker,Program,Docket\n"
    "2024-17,P1,3/1/2024,,mara,FS,24-CP-9\n"
    "2023-02,P2,5/5/2023,2/1/2024,Mara,,\n"
    "2025-99,P9,1/5/2025,,mara,FS,\n"
    "2025-98,P1,1/5/2025,,nobody,XX,\n"
)
NOTES = (
    "Note ID,Case number,Date,Time,Contact type,Topic,Minutes,Author,Note\n"
    "N1,2024-17,4/2/2024,2:15 PM,Home visit,Education,45,mara,All is well.\n"
    "N2,2024-17,4/9/2024,,Phone call,,10,mara,Spoke with the school.\n"
    "N3,1999-1,4/9/2024,,Phone call,,10,mara,Whose?\n"
    "N4,2024-17,4/9/2124,,Phone call,,10,mara,From the future.\n"
    "N5,2024-17,4/9/2024,,Séance,,10,mara,\n"
)
HEARINGS = (
    "Case number,Hearing date,Hearing time,Hearing type,Judge\n"
    "2024-17,6/3/2024,9:30,Review hearing,Hon. Cordelia Mbeki\n"
    "2024-17,6/3/2024,9:30,Review hearing,Hon. C. Mbeki\n"
)


@pytest.fixture
def office(bench: Bench) -> Bench:
    """An office with Mara, a caseworker, and the program FS."""
    bench.worker("mara")
    bench.program()
    return bench


def take_in(bench: Bench, tmp_path: Path, kind: ImportKind, text: str) -> ImportResult:
    file = tmp_path / f"{kind}.csv"
    file.write_text(text, encoding="utf-8")
    table = read_table(file)
    return bench.write(
        import_table, ImportJob(new_id(), kind, table, recognise(kind, table.headers))
    )


def codes(result: ImportResult, row: int) -> set[str]:
    return {f.code for outcome in result.rows if outcome.row == row for f in outcome.remarks}


def test_cases_find_their_clients_workers_and_programs(office: Bench, tmp_path: Path) -> None:
    take_in(office, tmp_path, ImportKind.CLIENTS, CLIENTS)
    result = take_in(office, tmp_path, ImportKind.CASES, CASES)
    assert [o.verdict for o in result.rows][:2] == [Verdict.ADDED, Verdict.ADDED]
    assert codes(result, 4) == {"import.unknown_client"}
    assert codes(result, 5) == {"import.unknown_worker", "import.unknown_program"}
    found = office.read(case_file, office.read(case_by_number, "2024-17"))
    assert [line.name for line in found.workers] == ["Mara"]
    assert [line.program for line in found.enrollments] == ["Family support"]
    closed = office.read(case_file, office.read(case_by_number, "2023-02"))
    assert closed.header.closed_on is not None
    assert take_in(office, tmp_path, ImportKind.CASES, CASES).count(Verdict.ADDED) == 0


def test_notes_come_in_signed_by_whoever_brings_them(office: Bench, tmp_path: Path) -> None:
    take_in(office, tmp_path, ImportKind.CLIENTS, CLIENTS)
    take_in(office, tmp_path, ImportKind.CASES, CASES)
    result = take_in(office, tmp_path, ImportKind.NOTES, NOTES)
    assert result.count(Verdict.ADDED) == 2
    assert codes(result, 4) == {"import.unknown_case"}
    assert codes(result, 5) == {"import.future_note"}
    assert codes(result, 6) == {"import.unknown_choice", "import.missing"}
    case_id = office.read(case_by_number, "2024-17")
    page = office.read(timeline, case_id, TimelineFilter())
    notes = [entry for entry in page.entries if entry.note is not None]
    assert [entry.text for entry in notes] == ["Spoke with the school.", "All is well."]
    for entry in notes:
        assert entry.status is NoteStatus.SIGNED
        assert office.read(note_is_as_signed, entry.id)


def test_a_hearing_at_the_same_moment_is_the_same_hearing(office: Bench, tmp_path: Path) -> None:
    take_in(office, tmp_path, ImportKind.CLIENTS, CLIENTS)
    take_in(office, tmp_path, ImportKind.CASES, CASES)
    result = take_in(office, tmp_path, ImportKind.HEARINGS, HEARINGS)
    assert [o.verdict for o in result.rows] == [Verdict.ADDED, Verdict.ALREADY_THERE]
