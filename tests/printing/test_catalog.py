"""Every report and export has one entry that knows what it needs and how it is written."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from db.rules.findings import Refused
from printing.catalog import DocumentKind, Entry, entry, exports, reports, shown_list
from printing.exports.list_export import ListExport
from printing.producing import build_pdf, save_pdf, write_document
from tests.printing.made import FULL
from tests.printing.made_access import DISCLOSURES, FILE_ACCESS
from tests.printing.made_calendar import CLIENTS, WORKERS
from tests.printing.made_lists import CASELOAD, DAY_SHEET, funder
from tests.printing.made_sheets import CALENDAR_SHEET
from tests.printing.made_totals import AUDIT_SHAPE, TOTALS
from tests.printing.test_reminders import CALLS, LETTERS

DATA: dict[str, Any] = {
    "court": FULL,
    "caseload": CASELOAD,
    "day-sheet": DAY_SHEET,
    "week-sheet": CALENDAR_SHEET,
    "month-sheet": CALENDAR_SHEET,
    "agenda": CALENDAR_SHEET,
    "reminder-calls": CALLS,
    "reminder-letters": LETTERS,
    "file-access": FILE_ACCESS,
    "disclosures": DISCLOSURES,
    "worker-calendar": WORKERS,
    "client-calendar": CLIENTS,
    "funder": funder(),
    "clients": (),
    "cases": (),
    "contacts": (),
    "totals": TOTALS,
    "audit-shape": AUDIT_SHAPE,
    "totals-table": TOTALS,
}
BEGINNINGS = {
    ".pdf": b"%PDF-",
    ".xlsx": b"PK",
    ".csv": b"\xef\xbb\xbf",
    ".ics": b"BEGIN:VCALENDAR",
}
ALL = [*reports(), *exports()]


def test_names_are_unique_and_each_can_be_asked_for() -> None:
    keys = [one.key for one in ALL]
    assert len(set(keys)) == len(keys) == len(DATA)
    assert all(entry(key).key == key for key in keys)
    with pytest.raises(KeyError):
        entry("nothing of the kind")


@pytest.mark.parametrize("chosen", ALL, ids=lambda one: one.key)
def test_each_is_written_in_each_of_its_kinds_of_file(chosen: Entry) -> None:
    for suffix in chosen.suffixes:
        out = BytesIO()
        made = chosen.build(DATA[chosen.key], out, suffix)
        begin = {
            ".pdf": b"%PDF-",
            ".xlsx": b"PK",
            ".csv": b"\xef\xbb\xbf",
            ".ics": b"BEGIN:VCALENDAR",
        }[suffix]
        assert out.getvalue().startswith(begin)
        assert made.count >= 1
    with pytest.raises(Refused, match=r"report\.file_kind"):
        chosen.build(DATA[chosen.key], BytesIO(), ".doc")


@pytest.mark.parametrize("chosen", ALL, ids=lambda one: one.key)
def test_the_same_data_give_the_same_bytes(chosen: Entry) -> None:
    for suffix in chosen.suffixes:
        first, second = BytesIO(), BytesIO()
        chosen.build(DATA[chosen.key], first, suffix)
        chosen.build(DATA[chosen.key], second, suffix)
        assert first.getvalue() == second.getvalue(), suffix


def test_only_totals_leave_without_a_clients_name() -> None:
    assert [one.key for one in ALL if not one.leaves] == [
        "totals",
        "audit-shape",
        "funder",
        "totals-table",
    ]
    assert all(one.title and one.about for one in ALL)


def test_what_was_looked_at_is_what_is_saved(tmp_path: Path) -> None:
    pdf = build_pdf(entry("court"), FULL)
    written = save_pdf(pdf, tmp_path / "report.pdf")
    assert written.file.read_bytes() == pdf.content
    assert written.sha256 == pdf.sha256


def test_a_report_that_is_refused_leaves_no_file(tmp_path: Path) -> None:
    from dataclasses import replace

    old = tmp_path / "report.pdf"
    old.write_bytes(b"older")
    secret = replace(FULL, assessment="77 Quarry Road", protected=frozenset({"77 Quarry Road"}))
    with pytest.raises(Refused, match=r"report\.protected"):
        write_document(entry("court"), secret, old)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [
        ("report.pdf", b"older")
    ]


def test_a_folder_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"report\.folder_missing"):
        write_document(entry("funder"), funder(), tmp_path / "no" / "funder.xlsx")
    with pytest.raises(Refused, match=r"report\.file_kind"):
        write_document(entry("funder"), funder(), tmp_path / "funder.pdf")


def test_a_list_on_the_screen_is_written_as_the_list_that_can_be_chosen() -> None:
    out = BytesIO()
    made = shown_list("clients").build(ListExport("Clients", ("A",), [("x",)]), out, ".csv")
    assert made.rows == 1 and out.getvalue().decode("utf-8-sig") == "A\r\nx\r\n"
    assert shown_list("clients").kind is DocumentKind.EXPORT
