"""No heading stands alone at a page's end, wherever the page ends."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from db.queries.report_data.caseload import WorkerCaseload
from db.rules.codes import Topic
from printing.reports import caseload
from tests.printing.made import FULL, SCHOOL_VISIT, paper
from tests.printing.made_lists import CASE, CASELOAD


def last_lines(pdf: bytes) -> list[str]:
    """The last line above the foot of each page but the last."""
    found = []
    for page in PdfReader(BytesIO(pdf)).pages[:-1]:
        lines = [line.strip() for line in page.extract_text().split("\n") if line.strip()]
        body = [line for line in lines if not line.startswith(("Page ", "Confidential"))]
        found.append(body[-1])
    return found


@pytest.mark.parametrize("lines", range(0, 40, 3))
def test_a_court_report_ends_no_page_with_a_heading(lines: int) -> None:
    topics = (Topic.SCHOOL, Topic.FAMILY, Topic.HEALTH, Topic.PLACEMENT)
    short = replace(SCHOOL_VISIT, text="He reads.", addenda=(), with_whom=())
    pdf = paper(
        background="\n\n".join(["A line."] * lines),
        facts=tuple((topic, (short, short)) for topic in topics),
        orders=FULL.orders * 3,
    )
    headings = {
        "Records reviewed",
        "Orders of the court and their status",
        "Situation and background",
        "Facts since the last hearing",
        "Assessment",
        "Recommendations",
        "The agency respectfully recommends:",
        "Parties",
        "Persons contacted",
        "Placements",
        "School",
        "Family",
        "Health",
        "Placement",
        "Education",
    }
    for last in last_lines(pdf):
        assert last not in headings
        assert "signed 9/4/2026" not in last, "a source without what it is the source of"
        assert not last.startswith(("Ordered ", "Name ")), "heads of a table without a row"


@pytest.mark.parametrize("short", range(6))
@pytest.mark.parametrize("cases", range(8, 13))
def test_a_workers_name_stands_with_the_first_of_the_cases(cases: int, short: int) -> None:
    long = replace(CASE, next_deadline_title="Get the school's attendance record")
    rows = (replace(CASE, next_deadline_title=""),) * short + (long,) * (cases - short)
    workers = (WorkerCaseload("Ana Ruiz", rows), WorkerCaseload("Ben Castellano", (long,) * 9))
    pdf = paper(replace(CASELOAD, workers=workers), caseload.build)
    for last in last_lines(pdf):
        assert "Castellano" not in last and "deadline" not in last
