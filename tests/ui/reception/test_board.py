"""The board of today: one key for each step, its undo, and never anything of a case."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.models.appointment import Appointment
from db.models.staff import WorkingHours
from db.operations.calendar.mark import mark
from db.queries.calendar.reception import BoardState
from db.queries.calendar.waiting import waiting_list
from db.rules.codes import AppointmentStatus, Role
from db.rules.findings import Refused
from tests.db.bench import Bench
from tests.db.calendar.made import booked, clock
from tests.db.cases.made import a_signed_note
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file
from tests.ui.real_office import real_context
from ui.dialogs.appointment import AppointmentDialog, CancelDialog
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.waiting import WaitDialog
from ui.pages.reception import ReceptionPage
from ui.window_context import WindowContext

SECRET = "Sentinel of the case"


@pytest.fixture
def desk(bench: Bench) -> Bench:
    clock(bench, "8:00", 3)
    return bench.as_role(Role.RECEPTIONIST, "rita")


class Shown:
    """The page in front of the receptionist, and what it said and offered to undo."""

    def __init__(self, desk: Bench, folder: Path, qtbot: QtBot, *, late: bool = False) -> None:
        self.context: WindowContext = real_context(desk, folder, late=late)
        self.said: list[str] = []
        self.undo: list[object] = []
        self.went: list[tuple[str, UUID | None]] = []
        self.context.on_notify = self._say
        self.context.on_navigate = lambda kind, record: self.went.append((kind, record))
        self.page = ReceptionPage(self.context)
        self.context.runner.changed.connect(self.page.refresh)
        qtbot.addWidget(self.page)
        self.page.resize(1000, 600)
        self.page.show()
        self.page.refresh(None)
        self.page.take_focus()
        self.table = self.page.board.pane.table
        self._qtbot = qtbot

    def _say(self, text: str, undo: object) -> None:
        self.said.append(text)
        self.undo.append(undo)

    def press(self, key: Qt.Key) -> None:
        self.page.activateWindow()
        self._qtbot.waitUntil(self.table.hasFocus)
        self._qtbot.keyClick(self.table, key)

    def states(self) -> list[BoardState]:
        return [row.state for row in self.page.board.model.rows()]


def words_of(widget: QWidget) -> str:
    """Everything that can be read on it."""
    labels = [label.text() for label in widget.findChildren(QLabel)]
    cells = []
    for view in widget.findChildren(QAbstractItemView):
        model = view.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                cells.append(str(index.data()))
                cells.append(str(index.data(Qt.ItemDataRole.ToolTipRole)))
    return "\n".join([*labels, *cells])


def status_of(bench: Bench, appointment: UUID) -> AppointmentStatus:
    bench.session.expire_all()
    return bench.session.get_one(Appointment, appointment).status


def test_a_marks_arrived_and_undo_takes_it_back(desk: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    made = booked(desk, client_id=on_file(desk))
    clock(desk, "8:55", 3)
    shown = Shown(desk, tmp_path, qtbot)
    assert shown.states() == [BoardState.EXPECTED]
    shown.press(Qt.Key.Key_A)
    assert shown.states() == [BoardState.WAITING]
    assert status_of(desk, made) is AppointmentStatus.ARRIVED
    assert shown.said == ["Marked: Arrived"]
    shown.undo[0]()  # type: ignore[operator]
    assert shown.states() == [BoardState.EXPECTED]


def test_no_show_and_completed_have_a_key_each(desk: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    ada, rosa = on_file(desk), on_file(desk, "Rosa Diaz")
    booked(desk, client_id=ada)
    booked(desk, "10:00", "11:00", client_id=rosa)
    clock(desk, "10:30", 3)
    shown = Shown(desk, tmp_path, qtbot)
    shown.press(Qt.Key.Key_N)
    shown.table.go_to(1)
    shown.press(Qt.Key.Key_C)
    assert shown.states() == [BoardState.NO_SHOW, BoardState.DONE]


def test_who_goes_in_has_a_key_and_the_board_says_since_when(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    booked(desk, client_id=on_file(desk))
    clock(desk, "9:02", 3)
    shown = Shown(desk, tmp_path, qtbot)
    shown.press(Qt.Key.Key_A)
    desk.pass_time(minutes=3)
    shown.press(Qt.Key.Key_I)
    desk.pass_time(minutes=12)
    shown.page.board.load()
    assert shown.states() == [BoardState.IN_PROGRESS]
    assert "9:05\u00a0AM · 12 min" in words_of(shown.table)
    shown.undo[-1]()  # type: ignore[operator]
    assert shown.states() == [BoardState.WAITING]


def test_what_was_only_asked_for_says_so_and_f_confirms_it(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    made = booked(desk, client_id=on_file(desk), requested=True)
    shown = Shown(desk, tmp_path, qtbot)
    assert "Requested" in words_of(shown.table)
    shown.press(Qt.Key.Key_F)
    assert status_of(desk, made) is AppointmentStatus.CONFIRMED
    assert "Requested" not in words_of(shown.table)
    shown.undo[-1]()  # type: ignore[operator]
    assert status_of(desk, made) is AppointmentStatus.REQUESTED


def give(page: QWidget, words: str) -> None:
    """Type the reason that is asked for."""
    asked = page.findChildren(ReasonDialog)[-1]
    asked.reason.setText(words)
    asked._give()


def test_confirming_outside_of_hours_asks_why_and_so_does_taking_a_cancellation_back(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    mara = desk.worker("mara")
    made = booked(desk, client_id=on_file(desk), workers=(mara.id,), tentative=True)
    desk.session.query(WorkingHours).update({"starts": 12 * 60})
    desk.session.commit()
    shown = Shown(desk, tmp_path, qtbot)
    shown.press(Qt.Key.Key_F)
    assert status_of(desk, made) is AppointmentStatus.TENTATIVE
    give(shown.page, "They can only come then")
    assert status_of(desk, made) is AppointmentStatus.CONFIRMED
    desk.session.query(Appointment).update({"override_reason": ""})
    desk.session.commit()
    shown.page.board.load()
    shown.press(Qt.Key.Key_Delete)
    (asked,) = shown.page.findChildren(CancelDialog)
    asked.form.field("by").control.setCurrentIndex(0)
    asked._give()
    shown.undo[-1]()  # type: ignore[operator]
    give(shown.page, "They come after all")
    assert status_of(desk, made) is AppointmentStatus.CONFIRMED


def test_what_is_asked_for_on_the_phone_begins_as_requested(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = Shown(desk, tmp_path, qtbot)
    shown.page._asked_for.trigger()
    (dialog,) = shown.page.findChildren(AppointmentDialog)
    form = dialog.form()
    assert form is not None and form.requested and form.tentative
    dialog.fields.mark_clean()
    dialog.reject()


def test_del_asks_by_whom_and_why_and_the_board_says_it(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    booked(desk, client_id=on_file(desk))
    shown = Shown(desk, tmp_path, qtbot)
    shown.press(Qt.Key.Key_Delete)
    (asked,) = shown.page.findChildren(CancelDialog)
    asked.form.field("by").control.setCurrentIndex(0)
    assert "Worker ill" not in asked.usual.values()
    asked.usual.set_value("Ill")
    asked.form.field("reason").control.setText("a fever")
    asked._give()
    assert "Cancelled by client" in words_of(shown.table)
    assert shown.page.board.mind.text() == "Cancelled because: Ill: a fever"


def test_how_often_somebody_did_not_come_stands_on_the_board_before_they_come(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada = on_file(desk)
    missed = booked(desk, client_id=ada)
    booked(desk, "13:00", "14:00", client_id=ada, reason="Once more")
    clock(desk, "9:30", 3)
    desk.write(mark, missed, 1, AppointmentStatus.NO_SHOW)
    shown = Shown(desk, tmp_path, qtbot)
    shown.table.go_to(1)
    assert shown.page.board.mind.text() == "1 of the last 1 missed; last on 3/3/2026"


def test_a_key_that_makes_no_sense_yet_says_why_and_until_when(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    booked(desk, client_id=on_file(desk))
    shown = Shown(desk, tmp_path, qtbot)
    assert not shown.page.board.no_show.isEnabled()
    shown.press(Qt.Key.Key_N)
    assert shown.states() == [BoardState.EXPECTED] and shown.undo == [None]
    (said,) = shown.said
    assert said == ("It begins on 3/3/2026, 9:00\u00a0AM; nobody can have missed it before then.")


def test_a_key_that_does_not_go_with_the_status_says_so_and_a_mark_says_no_more_than_itself(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    booked(desk, client_id=on_file(desk))
    clock(desk, "9:30", 3)
    shown = Shown(desk, tmp_path, qtbot)
    for key in (Qt.Key.Key_C, Qt.Key.Key_A, Qt.Key.Key_Delete):
        shown.press(key)
    marked, *refused = shown.said
    assert marked == "Marked: Completed"
    assert refused == ["That does not go with its status now (Completed)."] * 2
    assert shown.states() == [BoardState.DONE]


def test_minutes_of_waiting_go_on(desk: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    booked(desk, client_id=on_file(desk))
    clock(desk, "9:00", 3)
    shown = Shown(desk, tmp_path, qtbot)
    shown.press(Qt.Key.Key_A)
    desk.pass_time(minutes=17)
    shown.page.board.load()
    assert "17 min" in words_of(shown.table)
    assert shown.page.board.current() is not None


def test_a_count_shows_only_those_and_the_filter_looks_for_client_worker_and_room(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    mara = desk.worker("Mara")
    booked(desk, client_id=on_file(desk), workers=(mara.id,))
    booked(desk, "14:00", "15:00", client_id=on_file(desk, "Rosa Diaz"))
    clock(desk, "9:30", 3)
    shown = Shown(desk, tmp_path, qtbot)
    board = shown.page.board
    board.counts.choose(BoardState.LATE)
    assert [row.state for row in board.model.rows()] == [BoardState.LATE]
    board.counts.choose(None)
    for typed, name in (("díaz", "Rosa Diaz"), ("mara", "Ada Lovelace")):
        board.pane.search.setText(typed)
        board.pane.search.search_now()
        assert [row.client.display() for row in board.model.rows() if row.client] == [name]


def test_what_must_be_minded_stands_below_the_list(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    booked(desk, client_id=on_file(desk, do_not_confirm=True, interpreter=True, language="es"))
    shown = Shown(desk, tmp_path, qtbot)
    assert "Do not confirm that this person is known here" in shown.page.board.mind.text()
    assert "Needs an interpreter: Spanish" in shown.page.board.mind.text()


def test_nothing_of_a_case_or_of_a_restricted_client_can_be_read(
    bench: Bench, desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada, rosa = on_file(bench), on_file(bench, "Rosa Diaz")
    open_case = case_on_file(bench, ada, "2026-0007", worker=bench.user.id)
    a_signed_note(bench, open_case, text=SECRET)
    secret = case_on_file(bench, rosa, "2026-0008", worker=bench.user.id, restricted=True)
    booked(bench, client_id=ada, case_id=open_case, workers=(bench.user.id,))
    booked(
        bench, "11:00", "12:00", client_id=rosa, case_id=secret, workers=(bench.user.id,),
        subject="About Rosa Diaz",
    )  # fmt: skip
    shown = Shown(desk, tmp_path, qtbot)
    words = words_of(shown.page)
    assert "Ada Lovelace" in words and "Private" in words and "Ana" in words
    for leak in ("2026-0007", "2026-0008", SECRET, "Rosa", "Diaz"):
        assert leak not in words
    shown.table.go_to(1)
    shown.press(Qt.Key.Key_Return)
    assert shown.went == [] and "named staff" in shown.said[0]
    assert not shown.page.board.arrived.isEnabled()


def test_enter_opens_the_appointment(desk: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    made = booked(desk, client_id=on_file(desk))
    shown = Shown(desk, tmp_path, qtbot)
    shown.press(Qt.Key.Key_Return)
    assert shown.went == [("appointment", made)]


def test_an_empty_board_says_so_once_it_is_known(desk: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    page = ReceptionPage(real_context(desk, tmp_path))
    qtbot.addWidget(page)
    page.show()
    assert not page.board.pane.nothing_yet.isVisible()
    page.refresh(None)
    assert page.board.pane.nothing_yet.isVisible()


def test_the_cursor_goes_to_the_list_once_somebody_stands_in_it(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = Shown(desk, tmp_path, qtbot)
    shown.page.activateWindow()
    qtbot.waitUntil(shown.page.hasFocus)
    booked(desk, client_id=on_file(desk))
    shown.page.board.load()
    qtbot.waitUntil(shown.table.hasFocus)
    assert shown.page.board.current() is not None


def test_a_second_key_before_the_first_answer_is_no_conflict_with_oneself(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    made = booked(desk, client_id=on_file(desk))
    clock(desk, "9:10", 3)
    shown = Shown(desk, tmp_path, qtbot, late=True)
    refused: list[Refused] = []
    shown.context.runner.refused.connect(refused.append)
    qtbot.waitUntil(lambda: shown.page.board.current() is not None)
    board = shown.page.board
    board.arrived.trigger()
    board.arrived.trigger()
    qtbot.waitUntil(lambda: shown.states() == [BoardState.WAITING])
    assert refused == []
    assert status_of(desk, made) is AppointmentStatus.ARRIVED
    board.completed.trigger()
    qtbot.waitUntil(lambda: shown.states() == [BoardState.DONE])


def test_whoever_called_and_has_no_time_yet_is_put_on_the_waiting_list(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = Shown(desk, tmp_path, qtbot)
    shown.page._wait.trigger()
    (dialog,) = shown.page.findChildren(WaitDialog)
    dialog.form.field("subject").set_value("A caller")
    dialog.save()
    assert [one.who for one in desk.read(waiting_list)] == ["A caller"]
    assert shown.said == ["On the waiting list"]
