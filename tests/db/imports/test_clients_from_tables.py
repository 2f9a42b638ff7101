"""Clients come in from tables once, with everything that is wrong or doubtful said row by row."""

from pathlib import Path

import pytest

from db.operations.imports import ImportJob, ImportResult, Verdict, import_table
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.rules.importing.columns import recognise
from db.rules.importing.fields import ImportKind
from db.sheets import Table, read_table
from tests.db.bench import Bench

FEBRL = Path(__file__).parents[2] / "fixtures" / "names" / "dataset1.csv"


def table_of(tmp_path: Path, text: str) -> Table:
    file = tmp_path / "clients.csv"
    file.write_text(text, encoding="utf-8")
    return read_table(file)


def take_in(bench: Bench, table: Table, **options: bool) -> ImportResult:
    columns = recognise(ImportKind.CLIENTS, table.headers)
    job = ImportJob(new_id(), ImportKind.CLIENTS, table, columns, **options)
    return bench.write(import_table, job)


def clients_of(bench: Bench) -> int:
    return len(bench.read(client_list, ClientFilter(), ClientSort.NAME))


def test_a_thousand_real_looking_rows_go_in_and_add_up(bench: Bench) -> None:
    table = read_table(FEBRL)
    result = take_in(bench, table)
    assert len(result.rows) == 1000
    assert result.count(Verdict.ADDED) == 997
    assert [o.row for o in result.rejected] == [146, 149, 588]  # the 33rd of December, and such
    assert {f.code for o in result.rejected for f in o.remarks} == {"import.no_such_date"}
    assert 450 <= result.possible_duplicates <= 500
    assert clients_of(bench) == 997
    again = take_in(bench, table)
    assert again.count(Verdict.ADDED) == 0
    assert again.count(Verdict.ALREADY_THERE) == 997
    assert clients_of(bench) == 997


def test_a_dry_run_says_the_same_and_saves_nothing(bench: Bench, tmp_path: Path) -> None:
    table = table_of(tmp_path, "First name,Last name,DOB\nAda,Lovelace,1915-12-10\nBob,,soon\n")
    tried = take_in(bench, table, dry_run=True)
    assert [outcome.verdict for outcome in tried.rows] == [Verdict.ADDED, Verdict.REJECTED]
    assert clients_of(bench) == 0
    assert [o.verdict for o in take_in(bench, table).rows] == [Verdict.ADDED, Verdict.REJECTED]
    assert clients_of(bench) == 1


def test_rows_without_an_id_are_known_again_by_what_they_say(bench: Bench, tmp_path: Path) -> None:
    table = table_of(tmp_path, "First name,Last name\nAda,Lovelace\nAda,Lovelace\n")
    result = take_in(bench, table)
    assert [o.verdict for o in result.rows] == [Verdict.ADDED, Verdict.ALREADY_THERE]


def test_a_row_that_changed_since_leaves_the_record_as_it_is(bench: Bench, tmp_path: Path) -> None:
    take_in(bench, table_of(tmp_path, "Id,First name,Last name\n7,Ada,Lovelace\n"))
    result = take_in(bench, table_of(tmp_path, "Id,First name,Last name\n7,Ada,Byron\n"))
    assert result.rows[0].verdict is Verdict.ALREADY_THERE
    assert result.rows[0].remarks[0].code == "import.changed_since"
    assert clients_of(bench) == 1


def test_a_possible_duplicate_names_whom_it_may_be(bench: Bench, tmp_path: Path) -> None:
    take_in(bench, table_of(tmp_path, "First name,Last name,DOB\nRobert,Smith,1980-03-14\n"))
    text = "First name,Last name,DOB\nBob,Smith,1980-03-14\nRob,Smith,1980-03-14\n"
    result = take_in(bench, table_of(tmp_path, text))
    assert all(outcome.possible_duplicate for outcome in result.rows)
    assert result.rows[0].remarks[0].params["number"] == "C-00001"


def test_possible_duplicates_can_be_left_out(bench: Bench, tmp_path: Path) -> None:
    take_in(bench, table_of(tmp_path, "First name,Last name,DOB\nRobert,Smith,1980-03-14\n"))
    table = table_of(tmp_path, "First name,Last name,DOB\nBob,Smith,1980-03-14\nZoe,Qi,\n")
    result = take_in(bench, table, leave_out_duplicates=True)
    assert [o.verdict for o in result.rows] == [Verdict.LEFT_OUT, Verdict.ADDED]


def test_names_in_every_script_come_in(bench: Bench, tmp_path: Path) -> None:
    names = ["Ødegård", "O'Brien-Núñez", "Łukasiewicz", "王小明", "محمد", "Иванова", "นารี"]
    rows = "\n".join(f"{name}," for name in names)
    result = take_in(bench, table_of(tmp_path, f"Last name,First name\n{rows}\n"))
    assert result.count(Verdict.ADDED) == len(names)


def test_only_those_who_may_import_do(bench: Bench, tmp_path: Path) -> None:
    table = table_of(tmp_path, "First name,Last name\nAda,Lovelace\n")
    with pytest.raises(Refused) as refusal:
        take_in(bench.as_role(Role.RECEPTIONIST), table)
    assert refusal.value.has("permission.denied")
