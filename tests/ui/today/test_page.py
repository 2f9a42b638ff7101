"""The first page: what is next and what is late, each line opened or ticked off by one key."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.models.staff import PhoneMessage
from db.operations.court.hearings import HearingForm, add_hearing
from db.operations.tasks import TaskForm, add_task
from db.queries.messages import my_messages
from db.queries.tasks import TaskFilter, TaskSpan, task_list
from db.rules.codes import HearingKind, Role, TaskKind
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.calendar.made import booked
from tests.db.cases.made import a_case, a_draft
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file
from tests.ui.real_office import real_context
from ui.drafts import Draft
from ui.pages.today import TodayPage
from ui.pages.today.card import AT_FIRST, LinesCard

MONDAY = 2  # March 2026: the bench's today, 10:00


class Shown:
    """The page, and where its lines led."""

    def __init__(self, bench: Bench, folder: Path, qtbot: QtBot, width: int = 1100) -> None:
        self.context = real_context(bench, folder)
        self.went: list[tuple[str, UUID | None]] = []
        self.undo: list[object] = []
        self.context.on_navigate = lambda kind, record: self.went.append((kind, record))
        self.context.on_notify = lambda text, undo: self.undo.append(undo)
        self.page = TodayPage(self.context)
        self.context.runner.changed.connect(self.page.refresh)
        qtbot.addWidget(self.page)
        self.page.resize(width, 700)
        self.page.show()
        self.page.refresh(None)
        self._qtbot = qtbot

    def press(self, card: LinesCard, key: Qt.Key) -> None:
        self.page.activateWindow()
        card.list.enter(1)
        self._qtbot.waitUntil(card.list.hasFocus)
        self._qtbot.keyClick(card.list, key)


def a_task(
    bench: Bench,
    case_id: UUID | None,
    days: int,
    staff: UUID | None,
    kind: TaskKind = TaskKind.FOLLOW_UP,
) -> UUID:
    form = TaskForm(
        new_id(), kind, "Call the school", case_id,
        due_on=date(2026, 3, 2) + timedelta(days=days), staff_id=staff,
    )  # fmt: skip
    bench.write(add_task, form)
    return form.id


def a_hearing(bench: Bench, case_id: UUID, days: int) -> UUID:
    form = HearingForm(
        id=new_id(), case_id=case_id, kind=HearingKind.REVIEW,
        starts_at=bench.now + timedelta(days=days), court="Family court",
    )  # fmt: skip
    bench.write(add_hearing, form)
    return form.id


def a_message(bench: Bench, words: str = "Call me", **fields: object) -> PhoneMessage:
    message: PhoneMessage = bench.add(
        PhoneMessage(
            for_staff_id=bench.user.id, taken_by_id=bench.user.id, caller="The school", text=words,
            **fields,
        )
    )  # fmt: skip
    return message


@pytest.fixture
def mara(bench: Bench) -> Bench:
    return bench.as_role(Role.CASEWORKER, "mara")


def test_every_line_leads_to_its_record(
    bench: Bench, mara: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    grace = on_file(bench, "Grace Hopper", do_not_confirm=True)
    case_id = a_case(bench, worker_id=mara.user.id)
    appointment = booked(bench, "11:00", "12:00", MONDAY, client_id=grace, workers=(mara.user.id,))
    hearing, task = a_hearing(bench, case_id, 5), a_task(bench, case_id, -2, mara.user.id)
    note = a_draft(mara, case_id)
    shown = Shown(mara, tmp_path, qtbot)
    page = shown.page
    wanted = [
        (
            page.parts.appointments,
            ("appointment", appointment),
            ("Grace Hopper", "Next", "Do not confirm"),
        ),
        (page.parts.hearings, ("hearing", hearing), ("In 5 days", "not written yet")),
        (page.parts.late, ("task", task), ("Call the school", "2 days late")),
        (page.parts.notes, ("note", note), ("Ada Lovelace",)),
        (page.parts.silent, ("case", case_id), ("days silent",)),
    ]
    for card, place, words in wanted:
        (line,) = card.lines()
        for word in words:
            assert word in line.spoken()
        shown.press(card, Qt.Key.Key_Return)
        assert shown.went[-1] == place


@pytest.mark.parametrize(
    ("days", "words"), [(3, "The report is due on Thu, Mar 5."), (-3, "The report is late")]
)
def test_a_hearing_says_by_when_its_report_is_due(
    bench: Bench, mara: Bench, tmp_path: Path, qtbot: QtBot, days: int, words: str
) -> None:
    case_id = a_case(bench, worker_id=mara.user.id)
    a_hearing(bench, case_id, 8)
    a_task(bench, case_id, days, mara.user.id, TaskKind.REPORT_DUE)
    (line,) = Shown(mara, tmp_path, qtbot).page.parts.hearings.lines()
    assert words in line.spoken()


def test_d_ticks_off_a_task_and_undo_brings_it_back(
    bench: Bench, mara: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    a_task(bench, a_case(bench, worker_id=mara.user.id), -2, mara.user.id)
    shown = Shown(mara, tmp_path, qtbot)
    shown.press(shown.page.parts.late, Qt.Key.Key_D)
    assert shown.page.parts.late.lines() == ()
    assert shown.page.parts.late.empty.text() == "Nothing is late."
    assert len(mara.read(task_list, TaskFilter(TaskSpan.DONE))) == 1
    shown.undo[-1]()  # type: ignore[operator]
    assert len(shown.page.parts.late.lines()) == 1


def test_a_message_is_done_by_one_key_and_read_in_full_by_enter(
    mara: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    a_message(mara, "Call me", urgent=True)
    shown = Shown(mara, tmp_path, qtbot)
    (line,) = shown.page.parts.messages.lines()
    assert "Urgent" in line.spoken() and "Call me" in line.spoken()
    shown.press(shown.page.parts.messages, Qt.Key.Key_D)
    assert mara.read(my_messages) == ()
    shown.undo[-1]()  # type: ignore[operator]
    assert len(mara.read(my_messages)) == 1


def test_a_supervisor_sees_what_is_late_in_the_team(
    bench: Bench, mara: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = a_case(bench, worker_id=mara.user.id)
    a_task(bench, case_id, -2, mara.user.id)
    a_hearing(bench, case_id, 3)
    sam = bench.as_role(Role.SUPERVISOR, "sam")
    page = Shown(sam, tmp_path, qtbot).page
    assert "Mara" in page.parts.team_late.lines()[0].spoken()
    (silent,) = page.parts.team_silent.lines()
    assert (silent.id, silent.title) == (case_id, "Ada Lovelace"), "named as on the other cards"
    assert len(page.parts.team_hearings.lines()) == 1 and page.parts.hearings.lines() == ()
    other = Shown(bench.as_role(Role.CASEWORKER, "ben"), tmp_path, qtbot).page
    assert not any(card.lines() for card in other.parts.all)


def test_reception_sees_its_own_day_and_nothing_of_cases(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    rita = bench.as_role(Role.RECEPTIONIST, "rita")
    grace = on_file(bench, "Grace Hopper")
    case_id = case_on_file(bench, grace, worker=rita.user.id)
    a_task(bench, case_id, -2, rita.user.id)
    a_hearing(bench, case_id, 3)
    booked(bench, "11:00", "12:00", MONDAY, client_id=grace, workers=(rita.user.id,))
    page = Shown(rita, tmp_path, qtbot).page
    shown = [card for card in page.parts.all if card.lines()]
    assert shown == [page.parts.appointments]
    assert page.parts.appointments.lines()[0].record.case_id is None
    assert not page.parts.late.isVisible() and not page.parts.hearings.isVisible()


def test_arrows_go_through_all_lists(
    bench: Bench, mara: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = a_case(bench, worker_id=mara.user.id)
    a_message(mara), a_message(mara, "Again")
    a_task(bench, case_id, -2, mara.user.id)
    shown = Shown(mara, tmp_path, qtbot)
    messages, late = shown.page.parts.messages.list, shown.page.parts.late.list
    shown.press(shown.page.parts.messages, Qt.Key.Key_Down)
    assert messages.hasFocus() and messages.currentIndex().row() == 1
    qtbot.keyClick(messages, Qt.Key.Key_Down)
    qtbot.waitUntil(late.hasFocus)
    qtbot.keyClick(late, Qt.Key.Key_Up)
    qtbot.waitUntil(messages.hasFocus)
    assert messages.currentIndex().row() == 1


def test_long_lists_are_cut_and_can_be_unfolded(mara: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    for number in range(AT_FIRST + 5):
        a_message(mara, f"Message {number}")
    card = Shown(mara, tmp_path, qtbot).page.parts.messages
    assert len(card.list.lines()) == AT_FIRST
    assert card.more.text() == f"Show all {AT_FIRST + 5}"
    card.more.click()
    assert len(card.list.lines()) == AT_FIRST + 5
    assert card.list.verticalScrollBar().maximum() == 0


def test_a_narrow_page_has_one_column(mara: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    page = Shown(mara, tmp_path, qtbot, 700).page
    qtbot.waitUntil(lambda: page.parts.late.y() > page.parts.messages.y())
    assert page.parts.late.x() == page.parts.messages.x()


def test_unsaved_work_is_offered_and_can_be_thrown_away(
    mara: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    record = new_id()
    shown = Shown(mara, tmp_path, qtbot)
    shown.context.drafts.save(Draft("note", record, {"text": "half"}, "Contact note"))
    card = shown.page.parts.drafts
    assert card.isVisible()
    shown.press(card, Qt.Key.Key_Return)
    assert shown.went == [("draft.note", record)]
    shown.press(card, Qt.Key.Key_Delete)
    assert not card.isVisible()
    shown.undo[-1]()  # type: ignore[operator]
    assert card.isVisible()


def test_nothing_is_said_before_it_is_known(mara: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    page = TodayPage(real_context(mara, tmp_path))
    qtbot.addWidget(page)
    page.show()
    assert not page.parts.appointments.empty.isVisible() and not page.parts.late.empty.isVisible()
    page.refresh(None)
    assert page.parts.appointments.empty.isVisible() and page.parts.late.empty.isVisible()
