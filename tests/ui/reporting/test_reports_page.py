"""A report is looked at, then it leaves, and who got it is on record."""

import hashlib
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from db.models.audit import CountedRun
from db.operations.cases.parties import PartyForm, add_party
from db.operations.court.placements import PlacementForm, add_placement
from db.operations.people.persons import add_person
from db.queries.court.lists import written_report
from db.queries.disclosures import DisclosureRow, disclosures
from db.rules.clients.contact import ContactForm
from db.rules.codes import ContactKind, DisclosurePurpose, PartyRole, PlacementKind, Role
from db.rules.disclosure import LeftAs
from db.rules.ids import new_id
from db.rules.outside_person import PersonForm
from printing.preview import Pages
from tests.db.bench import Bench
from tests.db.calendar.made import booked
from tests.db.cases.made import a_signed_note
from tests.db.people_on_file import mobile, on_file
from tests.ui.court_office import a_hearing, dialog_in_front, press
from tests.ui.real_office import real_context
from ui.dialogs.court.report_text import ReportTextDialog
from ui.dialogs.disclosure import DisclosureDialog
from ui.pages.court import CourtPage
from ui.pages.reporting.days_of_report import ask_report
from ui.pages.reporting.page import ReportsPage
from ui.window_context import WindowContext


@pytest.fixture
def page(qtbot: QtBot, real: WindowContext) -> Iterator[ReportsPage]:
    page = ReportsPage(real)
    qtbot.addWidget(page)
    page.refresh(None)
    page.resize(1200, 800)
    page.show()
    yield page
    page.side.clear()


def words(page: ReportsPage) -> str:
    """Every word of what is shown."""
    assert page._built is not None
    read = PdfReader(BytesIO(page._built.content))
    return " ".join(" ".join(sheet.extract_text().split()) for sheet in read.pages)


def give(recipient: str, verb: str, purpose: DisclosurePurpose | None = None) -> None:
    """Answer who gets it."""
    dialog = dialog_in_front(DisclosureDialog)
    dialog.form.set_values({"recipient": recipient})
    if purpose is not None:
        dialog.form.set_values({"purpose": purpose})
    press(verb)


def left_the_office(bench: Bench) -> tuple[DisclosureRow, ...]:
    """What is on record."""
    return bench.read(disclosures, bench.now.date(), bench.now.date())


def a_foster_home(bench: Bench, case_id: UUID) -> None:
    """Noah lives with a family whose address nobody may print."""
    home = ContactForm(new_id(), ContactKind.ADDRESS, "77 Quarry Road, Milbrook, MA 01999")
    mobile = ContactForm(new_id(), ContactKind.MOBILE, "413 555 0177")
    form = PersonForm(
        id=new_id(),
        first_name="Gloria",
        last_name="Vanderhoeven",
        usual_role=PartyRole.FOSTER_PARENT,
        protected=True,
        contact_points=(home, mobile),
    )
    bench.write(add_person, form)
    party = PartyForm(new_id(), case_id, PartyRole.FOSTER_PARENT, person_id=form.id)
    bench.write(add_party, party)
    placed = PlacementForm(
        new_id(),
        case_id,
        PlacementKind.FOSTER_FAMILY,
        date(2026, 1, 20),
        provider_id=form.id,
    )
    bench.write(add_placement, placed)


def test_a_report_is_written_finished_looked_at_and_saved(
    qtbot: QtBot,
    page: ReportsPage,
    real: WindowContext,
    bench: Bench,
    case_id: UUID,
    tmp_path: Path,
) -> None:
    hearing_id = a_hearing(bench, case_id, 10, judge="Hon. C. Mbeki")
    a_signed_note(bench, case_id, text="He reads to his sister.")
    court = CourtPage(real)
    qtbot.addWidget(court)
    real.runner.changed.connect(court.refresh)
    court.refresh(None)
    asked: list[tuple[str, UUID | None]] = []
    real.on_navigate = lambda kind, record_id: asked.append((kind, record_id))
    court.pane.write_button.click()
    dialog = dialog_in_front(ReportTextDialog)
    dialog.form.set_values({"situation": "He lives with a relative."}, clean=False)
    press("Save as finished")
    assert "not written" in dialog.form.field("assessment").error.text()
    assert bench.read(written_report, case_id, hearing_id).version == 0
    dialog.form.set_values(
        {"assessment": "He is safe.", "recommendations": "That he stay."}, clean=False
    )
    press("Save as finished")
    assert court.pane.report_state.text() == "Written"
    court.pane.report_button.click()
    assert asked == [("report.court", hearing_id)]

    page.open_record(*asked[0])  # type: ignore[arg-type]
    assert page.side.pages.count >= 1
    shown = words(page)
    for part in ("He reads to his sister.", "He is safe.", "That he stay.", "Noah R."):
        assert part in shown
    leaving = page.leaving()
    assert leaving is not None
    file = tmp_path / "report.pdf"
    leaving.ask_who_for_file(file)
    give("Juvenile Court", "Save")
    assert page.side.banner.text() == "Saved as report.pdf"
    assert page._built is not None and file.read_bytes() == page._built.content
    (left,) = left_the_office(bench)
    assert (left.document, left.recipient) == ("court", "Juvenile Court")
    assert (left.purpose, left.case_number) == (DisclosurePurpose.COURT, "2025-0001")
    assert left.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_past_hearing_has_its_own_report(
    qtbot: QtBot, page: ReportsPage, bench: Bench, case_id: UUID
) -> None:
    past = a_hearing(bench, case_id, -30)
    coming = a_hearing(bench, case_id, 10)
    a_signed_note(bench, case_id, text="Between the two.")
    page.list.select("court")
    form = page.side.asking._form
    assert form is not None
    page.show_report()
    assert form.field("case").error.text()
    form.set_values({"case": (case_id, "2025-0001")}, clean=False)
    page.side.asking._case_chosen()
    assert form.value("hearing") == coming
    page.side.show_button.click()
    assert "Between the two." in words(page)
    form.set_values({"hearing": past}, clean=False)
    form.edited.emit()
    assert page._built is None, "what is shown must be what leaves"
    page.side.show_button.click()
    assert "Between the two." not in words(page)
    assert "January 31, 2026" in words(page)


def test_the_foster_home_is_not_in_the_report(
    qtbot: QtBot, page: ReportsPage, bench: Bench, case_id: UUID
) -> None:
    a_foster_home(bench, case_id)
    a_signed_note(bench, case_id, text="Visit at 77 Quarry Road. Mrs. Vanderhoeven was kind.")
    hearing_id = a_hearing(bench, case_id, 10)
    page.open_record("report.court", hearing_id)
    shown = words(page)
    assert "Gloria" in shown and "was kind" in shown
    for secret in ("Vanderhoeven", "Quarry", "555-0177", "555 0177", "5550177"):
        assert secret not in shown
    assert page._built is not None
    assert b"Quarry" not in page._built.content and b"Vanderhoeven" not in page._built.content
    preview = Pages(page._built.content)
    assert "Quarry" not in "".join(preview.text(n) for n in range(len(preview)))
    preview.close()


def test_an_address_in_the_workers_own_words_refuses_the_report(
    qtbot: QtBot, page: ReportsPage, bench: Bench, case_id: UUID
) -> None:
    from db.operations.court.report_text import CourtReportForm, save_court_report

    a_foster_home(bench, case_id)
    hearing_id = a_hearing(bench, case_id, 10)
    text = "The Vanderhoeven home is warm."
    bench.write(save_court_report, CourtReportForm(new_id(), case_id, hearing_id, assessment=text))
    page.open_record("report.court", hearing_id)
    assert page._built is None
    assert "protected name" in page.side.asking._form.banner.text()  # type: ignore[union-attr]
    assert not page._save.isEnabled()


def test_what_is_printed_is_recorded_first(
    qtbot: QtBot, page: ReportsPage, bench: Bench, case_id: UUID, tmp_path: Path
) -> None:
    page.open_record("report.court", a_hearing(bench, case_id, 10))
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    leaving = page.leaving()
    assert leaving is not None
    leaving.ask_who_for_paper(printer)
    dialog = dialog_in_front(DisclosureDialog)
    dialog.form.set_values({"recipient": ""})
    press("Print")
    assert dialog.form.field("recipient").error.text(), "the court is a recipient"
    assert left_the_office(bench) == () and not (tmp_path / "paper.pdf").exists()
    give("Clerk of the court", "Print")
    (left,) = left_the_office(bench)
    assert (left.left_as, left.recipient) == (LeftAs.PRINTED, "Clerk of the court")
    assert (tmp_path / "paper.pdf").exists()


def test_a_file_that_cannot_be_recorded_is_taken_back(
    qtbot: QtBot, page: ReportsPage, bench: Bench, case_id: UUID, tmp_path: Path
) -> None:
    from dataclasses import replace

    page.open_record("report.court", a_hearing(bench, case_id, 10))
    leaving = page.leaving()
    assert leaving is not None
    leaving._gathered = replace(leaving._gathered, case_id=new_id())
    leaving.ask_who_for_file(tmp_path / "report.pdf")
    give("Court", "Save")
    assert not list(tmp_path.glob("*.pdf"))
    assert page.side.banner.text()


def test_the_day_sheet_of_a_worker_is_shown(
    qtbot: QtBot, page: ReportsPage, bench: Bench, case_id: UUID
) -> None:
    ben = bench.worker("Ben")
    page.refresh(None)
    page.open_record("report.day-sheet", ben.id)
    form = page.side.asking._form
    assert form is not None
    assert form.value("worker") == ben.id and form.value("day") == date(2026, 3, 2)
    page.side.show_button.click()
    assert "Ben" in words(page)


def test_the_funder_workbook_holds_what_was_counted_and_its_ids_are_kept(
    qtbot: QtBot, page: ReportsPage, bench: Bench, case_id: UUID, tmp_path: Path
) -> None:
    a_signed_note(bench, case_id)
    page.list.select("funder")
    form = page.side.asking._form
    assert form is not None
    form.set_values({"first": date(2026, 3, 1), "last": date(2026, 3, 31)}, clean=False)
    page.side.show_button.click()
    assert page.side.empty.words.text().startswith("1 person served: 1 new, 0 continuing.")
    leaving = page.leaving()
    assert leaving is not None
    file = tmp_path / "funder.xlsx"
    leaving.ask_who_for_file(file)
    give("County council", "Save")
    book = load_workbook(file, read_only=True)
    assert len(book.sheetnames) > 5
    run = bench.session.query(CountedRun).one()
    assert run.export == "funder" and len(run.sha256) == 64
    (left,) = left_the_office(bench)
    assert (left.purpose, left.recipient) == (DisclosurePurpose.FUNDER, "County council")


def test_a_receptionist_prints_sheets_of_the_calendar_and_reminders_only(
    qtbot: QtBot, bench: Bench, tmp_path: Path
) -> None:
    page = ReportsPage(real_context(bench.as_role(Role.RECEPTIONIST, "rita"), tmp_path))
    qtbot.addWidget(page)
    assert [entry.key for entry in page._entries.rows()] == [
        "day-sheet",
        "week-sheet",
        "month-sheet",
        "agenda",
        "reminder-calls",
        "reminder-letters",
    ]


def test_the_reminders_of_a_day_are_shown_and_only_then_leave(
    qtbot: QtBot, bench: Bench, tmp_path: Path
) -> None:
    booked(bench, client_id=on_file(bench, contact_points=(mobile("212-555-0143"),)))
    context = real_context(bench.as_role(Role.RECEPTIONIST, "rita"), tmp_path)
    page = ReportsPage(context)
    qtbot.addWidget(page)
    ask_report(context, "reminder-calls", date(2026, 3, 3), date(2026, 3, 3))
    page.open_kind("report.reminder-calls")
    assert "Ada Lovelace" in words(page) and "212-555-0143" in words(page)


def test_an_auditor_gets_totals_only(qtbot: QtBot, bench: Bench, tmp_path: Path) -> None:
    page = ReportsPage(real_context(bench.as_role(Role.AUDITOR, "iris"), tmp_path))
    qtbot.addWidget(page)
    page.refresh(None)
    assert [entry.key for entry in page._entries.rows()] == [
        "totals",
        "audit-shape",
        "funder",
        "totals-table",
    ]


def test_the_day_sheet_of_nobody_in_particular_is_asked_for(
    qtbot: QtBot, page: ReportsPage, bench: Bench
) -> None:
    page.open_kind("report.day-sheet")
    assert page.side.heading.text() == "Day sheet"
    form = page.side.asking._form
    assert form is not None and form.value("worker") == bench.user.id
    form.set_values({"worker": None}, clean=False)
    page.side.show_button.click()
    assert form.field("worker").error.text()
    assert page._built is None
