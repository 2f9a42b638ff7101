"""The words of a report: kept while they are typed, merged when two people write them."""

from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from db.operations.calendar.hearings import set_hearing
from db.operations.court.hearings import HearingForm
from db.operations.court.report_text import CourtReportForm, save_court_report
from db.queries.court.docket import docket_ids, docket_rows
from db.queries.court.hearing_view import hearing_view
from db.queries.court.lists import written_report
from db.queries.drafts import my_drafts
from db.rules.codes import HearingKind
from db.rules.court_report import ReportState
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.ui.court_office import a_hearing, dialog_in_front, dialogs, press
from ui.dialogs.court.report_text import ReportTextDialog
from ui.dialogs.stale import StaleDialog
from ui.pages.court import CourtPage
from ui.window_context import WindowContext

FULL = {"situation": "He lives there.", "assessment": "Safe.", "recommendations": "That he stay."}


@pytest.fixture
def hearing_id(bench: Bench, case_id: UUID) -> UUID:
    """A hearing whose report is due a week before."""
    at = bench.now.replace(day=20)
    form = HearingForm(new_id(), case_id, HearingKind.REVIEW, at)
    bench.write(set_hearing, form, None, at.date().replace(day=13))
    return form.id


def opened(real: WindowContext, bench: Bench, hearing_id: UUID) -> ReportTextDialog:
    view = bench.read(hearing_view, hearing_id)
    ReportTextDialog.write_for(real, view)
    dialog = dialog_in_front(ReportTextDialog)
    assert isinstance(dialog, ReportTextDialog)
    return dialog


def test_what_is_saved_for_now_is_begun_and_still_due(
    qtbot: QtBot, real: WindowContext, bench: Bench, case_id: UUID, hearing_id: UUID
) -> None:
    dialog = opened(real, bench, hearing_id)
    dialog.form.set_values({"situation": "He lives there."}, clean=False)
    press("Save for now")
    view = bench.read(hearing_view, hearing_id)
    assert view.report is ReportState.BEGUN
    assert view.due is not None and view.due.done_on is None
    lacking = {one.code for one in view.gaps}
    assert {"report.assessment_missing", "report.recommendations_missing"} <= lacking
    assert "report.situation_missing" not in lacking


def test_what_is_finished_is_no_longer_due(
    qtbot: QtBot, real: WindowContext, bench: Bench, hearing_id: UUID
) -> None:
    dialog = opened(real, bench, hearing_id)
    dialog.form.set_values(FULL, clean=False)
    press("Save as finished")
    (row,) = bench.read(docket_rows, bench.read(docket_ids))
    assert row.report is ReportState.WRITTEN
    assert row.due is not None and row.due.done_on == bench.now.date()
    assert not row.due.overdue


def test_a_report_that_is_not_written_in_time_is_overdue(
    qtbot: QtBot, real: WindowContext, bench: Bench, hearing_id: UUID
) -> None:
    bench.pass_time(days=12)
    page = CourtPage(real)
    qtbot.addWidget(page)
    page.refresh(None)
    (row,) = bench.read(docket_rows, bench.read(docket_ids))
    assert row.due is not None and row.due.overdue
    assert page.pane.report_due.text().startswith("Due Mar 13, 2026; overdue.")


def test_two_people_who_write_the_same_report_choose_part_by_part(
    qtbot: QtBot, real: WindowContext, bench: Bench, case_id: UUID, hearing_id: UUID
) -> None:
    dialog = opened(real, bench, hearing_id)
    dialog.form.set_values({"situation": "Mine.", "assessment": "Mine too."}, clean=False)
    theirs = CourtReportForm(
        new_id(), case_id, hearing_id, situation="Theirs.", recommendations="That he stay."
    )
    bench.write(save_court_report, theirs)
    press("Save for now")
    stale = dialog_in_front(StaleDialog)
    assert {one.name for one in stale._differences} == {
        "situation",
        "assessment",
        "recommendations",
    }
    keep = {one.name: one for one in stale._differences}
    stale.accept()
    stale._chosen(
        {
            "situation": keep["situation"].their_value,
            "assessment": keep["assessment"].my_value,
            "recommendations": keep["recommendations"].their_value,
        }
    )
    assert not dialogs()
    written = bench.read(written_report, case_id, hearing_id)
    assert (written.id, written.situation) == (theirs.id, "Theirs.")
    assert (written.assessment, written.recommendations) == ("Mine too.", "That he stay.")


def test_what_is_being_written_is_kept_and_can_be_gone_on_with(
    qtbot: QtBot, real: WindowContext, bench: Bench, case_id: UUID, hearing_id: UUID
) -> None:
    dialog = opened(real, bench, hearing_id)
    assert dialog.drafts() == ()
    dialog.form.field("assessment").control.setPlainText("He is safe, I th")
    (draft,) = dialog.drafts()
    real.drafts.save(draft)
    assert "Noah" not in draft.title and "Reyes" not in draft.title
    dialog._drop()
    (kept,) = bench.read(my_drafts)
    assert kept.form == "court_report"

    page = CourtPage(real)
    qtbot.addWidget(page)
    page.refresh(None)
    real.drafts.load(lambda drafts: page.restore(drafts[0]))
    again = dialog_in_front(ReportTextDialog)
    assert again.form.value("assessment") == "He is safe, I th"
    again.form.set_values({"situation": "There."}, clean=False)
    press("Save for now")
    assert bench.read(written_report, case_id, hearing_id).assessment == "He is safe, I th"
    assert bench.read(my_drafts) == ()


def test_a_draft_from_before_a_colleagues_save_is_not_saved_over_it(
    qtbot: QtBot, real: WindowContext, bench: Bench, case_id: UUID, hearing_id: UUID
) -> None:
    bench.write(
        save_court_report, CourtReportForm(new_id(), case_id, hearing_id, situation="First.")
    )
    dialog = opened(real, bench, hearing_id)
    dialog.form.field("situation").control.setPlainText("Mine.")
    (draft,) = dialog.drafts()
    dialog._drop()
    report = bench.read(written_report, case_id, hearing_id)
    assert report.id is not None
    later = CourtReportForm(report.id, case_id, hearing_id, situation="Second.", version=1)
    bench.write(save_court_report, later)
    ReportTextDialog.go_on(real, draft).open()
    press("Save for now")
    stale = dialog_in_front(StaleDialog)
    (one,) = stale._differences
    assert (one.my_value, one.their_value) == ("Mine.", "Second.")


def test_leaving_what_was_typed_asks(
    qtbot: QtBot, real: WindowContext, bench: Bench, case_id: UUID, hearing_id: UUID
) -> None:
    dialog = opened(real, bench, hearing_id)
    dialog.form.field("situation").control.setPlainText("Half a sen")
    dialog.reject()
    assert dialog.isVisible()
    press("Save changes")
    assert not dialogs()
    assert bench.read(written_report, case_id, hearing_id).situation == "Half a sen"


def test_a_report_cannot_be_due_after_its_hearing(bench: Bench, case_id: UUID) -> None:
    from db.rules.findings import Refused

    at = bench.now.replace(day=20)
    form = HearingForm(new_id(), case_id, HearingKind.REVIEW, at)
    with pytest.raises(Refused, match=r"hearing\.due_after"):
        bench.write(set_hearing, form, None, at.date().replace(day=21))


def test_each_hearing_has_its_own_due_day(bench: Bench, case_id: UUID, hearing_id: UUID) -> None:
    later = a_hearing(bench, case_id, 60)
    assert bench.read(hearing_view, later).due is None
    view = bench.read(hearing_view, hearing_id)
    assert view.due is not None and view.due.due_on.day == 13
