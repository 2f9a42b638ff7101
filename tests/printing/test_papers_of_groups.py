"""A group's sign-in sheet, and its attendance as a table."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from uuid import UUID

from db.queries.groups.grid import AttendanceGrid, GridRow, GridSession
from db.queries.report_data.office import Letterhead
from db.queries.report_data.sign_in import SignInData
from db.rules.codes import Attended, MemberState
from printing.groups import group_attendance, sign_in_sheet
from printing.reports import sign_in_sheet as report
from printing.titles import document_words
from tests.printing.made import pages, paper, words
from tests.printing.made_lists import sheets

DATA = SignInData(
    Letterhead("Harbor House", ("8 Dock Street",)), "Parenting", datetime(2026, 3, 3, 15),
    datetime(2026, 3, 3, 16), "Blue Room", ("Mara Ito",), ("Ada Lovelace", "Rosa Diaz"), 2,
)  # fmt: skip
A, B = UUID(int=1), UUID(int=2)
GRID = AttendanceGrid(
    UUID(int=9), "Parenting",
    (GridSession(A, datetime(2026, 3, 3, 15)), GridSession(B, datetime(2026, 3, 10, 15))),
    (
        GridRow(A, "Ada Lovelace", "00001", MemberState.MEMBER,
                (Attended.LATE, Attended.ABSENT), (True, True)),
        GridRow(B, "Rosa Diaz", "00002", MemberState.LEFT, (Attended.EXCUSED, None), (True, False)),
    ),
)  # fmt: skip


def test_a_sign_in_sheet_has_the_names_and_lines_for_others() -> None:
    text = words(paper(DATA, report.build))
    for expected in (
        "Parenting Tuesday, March 3, 2026 · 3:00 PM to 4:00 PM · Blue Room · Mara Ito",
        "1 Ada Lovelace 2 Rosa Diaz 3 4",
    ):
        assert expected in text, expected
    many = replace(DATA, names=tuple(f"Somebody {n}" for n in range(60)))
    assert len(pages(paper(many, report.build))) > 1
    out = BytesIO()
    assert sign_in_sheet().build(DATA, out).count == 1


def test_attendance_is_a_table_of_people_and_sessions() -> None:
    out = BytesIO()
    assert group_attendance().build(GRID, out).rows == 2
    ((title, rows),) = sheets(out.getvalue()).items()
    assert title == "Attendance" == document_words("group-attendance").split(" of ")[0]
    assert rows[0][3:5] == ("3/3/2026 3:00\u00a0PM", "3/10/2026 3:00\u00a0PM")
    assert rows[1:] == [
        ("00001", "Ada Lovelace", "Member", "Late", "Absent", 1, 2),
        ("00002", "Rosa Diaz", "Left", "Excused", None, 0, 0),
    ]
