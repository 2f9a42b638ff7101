"""The sheet for the safe."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from db.queries.report_data.recovery_sheet import RecoverySheetData
from printing.reports import recovery_sheet
from tests.printing.made import LETTERHEAD, pages, paper

CODE = "WN1T-0Y90-HDJ4-1F1B-HJ9A-0EEY-PSXW-YYHT-FC3D"
SHEET = RecoverySheetData(LETTERHEAD, "S:\\Harbor House", CODE, date(2026, 11, 23))


def test_it_has_one_page_with_the_code_as_it_is_typed() -> None:
    (text,) = pages(paper(SHEET, recovery_sheet.build))
    assert CODE in text.replace(" ", "")
    assert "Harbor House Family Services" in text and "November 23, 2026" in text
    assert "S:\\Harbor House" in text
    assert "Keep under lock and key." in text


def test_that_of_an_office_on_a_server_says_who_else_is_needed() -> None:
    there = replace(SHEET, folder="postgresql://db.harbor.example/harbor")
    (text,) = pages(paper(there, recovery_sheet.build))
    assert "Address" in text and "postgresql://db.harbor.example/harbor" in text
    assert "caseroom recover" in text and "Folder" not in text


def test_neither_its_properties_nor_its_data_show_the_code() -> None:
    pdf = paper(SHEET, recovery_sheet.build)
    metadata = PdfReader(BytesIO(pdf)).metadata or {}
    assert "WN1T" not in " ".join(str(value) for value in metadata.values())
    assert CODE.encode() not in pdf
    assert "WN1T" not in repr(SHEET)
