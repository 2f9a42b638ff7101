"""The case file: who may see it, what its header says, and one timeline of everything."""

from datetime import timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from db.models.appointment import Appointment
from db.models.audit import AuditEvent
from db.models.client import Client
from db.operations.notes.wrong import mark_entered_in_error
from db.rules.codes import AppointmentKind, AppointmentStatus, NoteClass, NoteKind, Role
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_client, a_signed_note, version_of
from tests.db.cases_on_file import case_on_file
from tests.ui.cases.writing import window_of
from tests.ui.real_office import real_context
from ui.dialogs.notes.editor import NoteDialog
from ui.pages.cases import CaseFilePane
from ui.pages.cases.timeline_tab import TimelineTab


def opened(bench: Bench, case_id: object, folder: Path, qtbot: QtBot) -> CaseFilePane:
    pane = CaseFilePane(real_context(bench, folder))
    qtbot.addWidget(pane)
    pane.resize(1100, 800)
    pane.show()
    pane.show_case(case_id)  # type: ignore[arg-type]
    return pane


def timeline_of(pane: CaseFilePane) -> TimelineTab:
    pane.show_tab("timeline")
    tab = pane.current_tab()
    assert isinstance(tab, TimelineTab)
    return tab


def test_the_header_keeps_safety_and_safe_contact_in_sight(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    client = a_client(bench)
    row = bench.session.get_one(Client, client.id)
    row.safety_alert, row.do_not_confirm = "Dog bites", True
    bench.session.commit()
    pane = opened(bench, a_case(bench, client, bench.user.id), tmp_path, qtbot)
    assert pane.header.name.text() == "Ada Lovelace"
    assert "Dog bites" in pane.header.alert.text()
    assert "Do not confirm" in pane.header.marks.text()
    assert pane.header.alert.isVisible() and pane.header.marks.isVisible()
    assert "Ana" in pane.header.work.text()
    assert "Ada" not in pane.title()


def test_who_may_not_see_a_case_is_told_so_and_sees_nothing_of_it(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    client = a_client(bench)
    case_id = case_on_file(bench, client.id, "2026-0099", restricted=True)
    pane = opened(bench.as_role(Role.CASEWORKER, "ben"), case_id, tmp_path, qtbot)
    assert pane.current_tab() is None
    assert not pane.page_actions()
    assert pane.header.name.text() == ""
    assert "2026-0099" in pane.message.words.text()


def test_opening_a_case_is_kept_in_the_log(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    case_id = a_case(bench, worker_id=bench.user.id)
    opened(bench, case_id, tmp_path, qtbot)
    viewed = bench.session.query(AuditEvent).filter_by(action="case.viewed", record_id=case_id)
    assert viewed.count() == 1


def test_the_timeline_is_read_page_by_page_and_to_its_end(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = a_case(bench, worker_id=bench.user.id)
    for day in range(60):
        a_signed_note(bench, case_id, started_at=bench.now - timedelta(hours=day + 1))
    tab = timeline_of(opened(bench, case_id, tmp_path, qtbot))
    assert tab.model.rowCount() >= 50
    while tab.model.canFetchMore(tab.view.rootIndex()):
        tab.model.fetchMore(tab.view.rootIndex())
    entries = tab.model.entries()
    assert sum(entry.kind == "note" for entry in entries) == 60
    assert len({entry.id for entry in entries}) == len(entries)
    assert entries[-1].title == "Case opened" or "assigned" in entries[-1].title.lower()


def test_the_timeline_is_narrowed_by_kind_topic_and_words(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = a_case(bench, worker_id=bench.user.id)
    a_signed_note(bench, case_id, text="She plays the violin.")
    a_signed_note(bench, case_id, text="The landlord called.", kind=NoteKind.PHONE)
    tab = timeline_of(opened(bench, case_id, tmp_path, qtbot))
    tab.search.setText("viol")
    tab.search.search_now()
    assert [entry.text for entry in tab.model.entries()] == ["She plays the violin."]
    tab.search.setText("zebra")
    tab.search.search_now()
    assert tab.model.rowCount() == 0 and tab.nothing_found.isVisible()
    tab.search.clear()
    tab.search.search_now()
    notes = next(n for n in range(tab.kind.count()) if tab.kind.itemText(n) == "Notes")
    tab.kind.setCurrentIndex(notes)
    assert {entry.kind for entry in tab.model.entries()} == {"note"}


def test_what_was_entered_in_error_leaves_its_trace_and_not_its_text(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = a_case(bench, worker_id=bench.user.id)
    note_id = a_signed_note(bench, case_id, text="About somebody else.")
    bench.write(mark_entered_in_error, note_id, version_of(bench, note_id), "Other person")
    tab = timeline_of(opened(bench, case_id, tmp_path, qtbot))
    entry = next(entry for entry in tab.model.entries() if entry.kind == "note")
    assert entry.struck and entry.text == ""
    assert "Other person" in entry.footnotes[0]


def test_a_colleagues_psychotherapy_note_is_known_and_not_read(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = a_case(bench, worker_id=bench.user.id)
    a_signed_note(bench, case_id, note_class=NoteClass.PSYCHOTHERAPY, text="In confidence.")
    ben = bench.as_role(Role.CASEWORKER, "ben")
    tab = timeline_of(opened(ben, case_id, tmp_path, qtbot))
    entry = next(entry for entry in tab.model.entries() if entry.kind == "note")
    assert entry.text == "" and entry.pill == "Psychotherapy note"
    assert "may read" in entry.footnotes[0]


def test_a_note_is_begun_from_an_appointment_that_took_place(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = a_case(bench, worker_id=bench.user.id)
    starts = int((bench.now - timedelta(hours=3)).timestamp())
    appointment = bench.add(
        Appointment(
            kind=AppointmentKind.HOME_VISIT, status=AppointmentStatus.COMPLETED, case_id=case_id,
            starts_at=starts, ends_at=starts + 3600, place="At home", booked_by_id=bench.user.id,
        )
    )  # fmt: skip
    tab = timeline_of(opened(bench, case_id, tmp_path, qtbot))
    row = next(n for n, e in enumerate(tab.model.entries()) if e.kind == "appointment")
    tab.view.setCurrentIndex(tab.model.index(row))
    assert tab.about.isVisible() and tab.about.isEnabled()
    tab.about.trigger()
    editor = window_of(NoteDialog)
    form = editor.fields.note_form(0)
    assert form.kind is NoteKind.HOME_VISIT and form.place == "At home"
    assert form.appointment_id == appointment.id
    assert int(form.started_at.timestamp()) == starts
