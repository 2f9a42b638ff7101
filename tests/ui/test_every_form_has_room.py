"""Every form has room in a small window with large words, in Spanish: no button's words are cut,
and nothing scrolls sideways.

Whoever writes a new form finds it here: it is opened by one of these, or stands in a list below.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from db.operations.clients.households import make_household
from db.operations.court.orders import OrderForm, add_order
from db.queries.cases.case_file import case_file
from db.queries.cases.case_parts import CaseOverview
from db.queries.cases.documents import DocumentRow
from db.queries.cases.parties import PartyLine
from db.queries.clients.client_file import ClientFile, client_file
from db.queries.clients.households import RelativeLine
from db.queries.court.hearing_view import HearingView, hearing_view
from db.queries.groups.group_view import GroupView, group_view
from db.queries.groups.session_view import session_view
from db.queries.staff import staff_list
from db.rules.codes import DisclosurePurpose, PartyRole, Relation
from db.rules.findings import soft
from db.rules.household import HouseholdForm, MemberForm
from db.rules.ids import new_id
from db.rules.sealed import SealedFiles
from db.texts import use
from tests.db.bench import Bench, make_bench
from tests.db.cases.made import a_case, a_client, a_signed_note
from tests.drivers.sample import NOON
from tests.ui.court_office import a_hearing
from tests.ui.groups_office import Parents
from tests.ui.groups_office import parents as a_group
from tests.ui.real_office import real_context
from tests.ui.test_every_form import form_dialogs
from ui.dialogs.appointment import AppointmentDialog, Prefill
from ui.dialogs.appointment.cancel import CancelDialog
from ui.dialogs.appointment.repeat_form import RepeatDialog
from ui.dialogs.case.first_page import EditCaseDialog
from ui.dialogs.case.outside import OutsidePersonDialog
from ui.dialogs.case.people import AddPartyDialog, ChangePartyDialog
from ui.dialogs.case.programs import EnrollmentDialog
from ui.dialogs.case.renaming import RenameDocumentDialog
from ui.dialogs.case.standing import CloseCaseDialog, ReopenCaseDialog, RestrictCaseDialog
from ui.dialogs.case.task import TaskDialog
from ui.dialogs.case.workers import AssignDialog, EndAssignmentDialog
from ui.dialogs.client import ClientDialog
from ui.dialogs.client.household import HouseholdDialog
from ui.dialogs.client.members import MemberDialog, MemberRelationDialog, MovedOutDialog
from ui.dialogs.client.open_case import OpenCaseDialog
from ui.dialogs.client.relatives import RelationEndedDialog, RelativeDialog
from ui.dialogs.client.sheet import ClientSheetDialog
from ui.dialogs.court.hearing import HearingDialog
from ui.dialogs.court.order import OrderDialog
from ui.dialogs.court.outcome import ContinueDialog, OutcomeDialog
from ui.dialogs.court.placement import PlacementDialog
from ui.dialogs.court.report_text import ReportTextDialog
from ui.dialogs.disclosure import DisclosureDialog
from ui.dialogs.emergency import EmergencyDialog
from ui.dialogs.events_file.dialog import EventsDialog
from ui.dialogs.groups.attendance import AttendanceDialog
from ui.dialogs.groups.attendance_file import AttendanceFileDialog
from ui.dialogs.groups.group import GroupDialog, new_group
from ui.dialogs.groups.member import AddMemberDialog, LeaveGroupDialog
from ui.dialogs.groups.notes import GroupNotesDialog, write_group_notes
from ui.dialogs.message import MessageDialog
from ui.dialogs.notes.addendum import AddendumDialog
from ui.dialogs.notes.editor import NoteDialog
from ui.dialogs.notes.opening import write_note
from ui.dialogs.notes.own_snippets import SnippetsDialog
from ui.dialogs.notes.reading import ReadNoteDialog
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.sealed import SealedDialog
from ui.dialogs.shell import Dialog
from ui.dialogs.waiting import WaitDialog
from ui.dialogs.walk_in import WalkInDialog
from ui.pages.office.leave_dialog import LeaveDialog
from ui.pages.office.staff_dialogs import ChangeRole
from ui.theme.look import apply
from ui.window_context import WindowContext

SMALL = QSize(752, 552)  # what a screen of 800 by 600 pixels leaves within the frame of a window
SHOWN_BY_ITS_PAGE = {"AddStaff"}  # belongs to a part of the office's page


@dataclass(frozen=True)
class Stage:
    """An office in which there is something for every form."""

    bench: Bench
    context: WindowContext
    parent: QWidget
    case_id: UUID
    hearing_id: UUID
    client_id: UUID
    note_id: UUID
    group: Parents

    @property
    def case(self) -> CaseOverview:
        return self.bench.read(case_file, self.case_id)

    @property
    def party(self) -> PartyLine:
        return PartyLine(
            id=new_id(),
            version=1,
            role=PartyRole.PARENT,
            client_id=None,
            person_id=new_id(),
            name="Mira Reyes",
            organization="",
            remark="",
            protected=False,
            started_on=date(2026, 1, 5),
            ended_on=None,
            marks=(),
            contact=(),
        )

    @property
    def hearing(self) -> HearingView:
        return self.bench.read(hearing_view, self.hearing_id)

    @property
    def client(self) -> ClientFile:
        return self.bench.read(client_file, self.client_id)

    @property
    def group_view(self) -> GroupView:
        return self.bench.read(group_view, self.group.id)

    @property
    def member(self) -> Any:
        household = self.client.household
        assert household is not None
        return household.members[0]

    @property
    def household_id(self) -> UUID:
        household = self.client.household
        assert household is not None
        return household.id


def front(kind: type[Any]) -> Any:
    """The dialog of this kind that was opened last."""
    return [one for one in QApplication.topLevelWidgets() if type(one) is kind][-1]


def opened(kind: type[Any], open_it: Callable[..., object]) -> Callable[[Stage], Any]:
    """What a function opens that reads first what it shows."""

    def make(on: Stage) -> Any:
        open_it(on)
        return front(kind)

    return make


def nothing(*_: object) -> None:
    """What a dialog calls when it is done."""


_DOCUMENT = DocumentRow(
    new_id(), 1, "School report.pdf", "application/pdf", 9, None, NOON, "Ana", None
)

FORMS: dict[str, Callable[[Stage], Any]] = {
    "EditCaseDialog": lambda on: EditCaseDialog(on.context, on.case, on.parent),
    "OutsidePersonDialog": lambda on: OutsidePersonDialog(on.context, nothing, None, on.parent),
    "AddPartyDialog": lambda on: AddPartyDialog(on.context, on.case, on.parent),
    "ChangePartyDialog": lambda on: ChangePartyDialog(on.context, on.case, on.party, on.parent),
    "EnrollmentDialog": lambda on: EnrollmentDialog(on.context, on.case, None, on.parent),
    "RenameDocumentDialog": lambda on: RenameDocumentDialog(
        on.context, on.case_id, _DOCUMENT, on.parent
    ),
    "CloseCaseDialog": lambda on: CloseCaseDialog(on.context, on.case, on.parent),
    "ReopenCaseDialog": lambda on: ReopenCaseDialog(on.context, on.case, on.parent),
    "RestrictCaseDialog": lambda on: RestrictCaseDialog(on.context, on.case, on.parent),
    "TaskDialog": lambda on: TaskDialog(on.context, on.case_id, None, on.parent),
    "AssignDialog": lambda on: AssignDialog(on.context, on.case, on.parent),
    "EndAssignmentDialog": lambda on: EndAssignmentDialog(
        on.context, on.case.workers[0], on.parent
    ),
    "HouseholdDialog": lambda on: HouseholdDialog(on.context, on.client, on.parent),
    "MemberDialog": lambda on: MemberDialog(on.context, on.household_id, on.client_id, on.parent),
    "MemberRelationDialog": lambda on: MemberRelationDialog(on.context, on.member, on.parent),
    "MovedOutDialog": lambda on: MovedOutDialog(on.context, on.member, on.parent),
    "OpenCaseDialog": lambda on: OpenCaseDialog(on.context, on.client_id, nothing, on.parent),
    "RelationEndedDialog": lambda on: RelationEndedDialog(
        on.context,
        RelativeLine(new_id(), False, None, new_id(), "Mira Reyes", Relation.PARENT, None),
        on.parent,
    ),
    "RelativeDialog": lambda on: RelativeDialog(on.context, on.client, on.parent),
    "HearingDialog": lambda on: HearingDialog.edit(on.context, on.hearing),
    "a new hearing": lambda on: HearingDialog.new(on.context),
    "OrderDialog": lambda on: OrderDialog(on.context, on.case_id, order=on.hearing.orders[0]),
    "ContinueDialog": lambda on: ContinueDialog(on.context, on.hearing),
    "OutcomeDialog": lambda on: OutcomeDialog(on.context, on.hearing),
    "PlacementDialog": lambda on: PlacementDialog(on.context, on.case_id),
    "ReportTextDialog": lambda on: ReportTextDialog(
        on.context, on.case_id, on.hearing_id, "Audiencia de revisión"
    ),
    "EmergencyDialog": lambda on: EmergencyDialog(on.context, on.parent, on.case_id),
    "AttendanceDialog": lambda on: AttendanceDialog(
        on.context, on.bench.read(session_view, on.group.session)
    ),
    "GroupDialog": opened(GroupDialog, lambda on: new_group(on.context, on.parent)),
    "AddMemberDialog": lambda on: AddMemberDialog(on.context, on.group_view, on.parent),
    "LeaveGroupDialog": lambda on: LeaveGroupDialog(
        on.context, on.group.id, on.group_view.members[0], on.parent
    ),
    "GroupNotesDialog": opened(
        GroupNotesDialog, lambda on: write_group_notes(on.context, on.group.session, on.parent)
    ),
    "SnippetsDialog": lambda on: SnippetsDialog(on.context, {"hv": "Home visit."}, nothing),
    "SealedDialog": lambda on: SealedDialog(
        on.context, SealedFiles((), 0, 0, False, ((new_id(), "Mara Osei"),)), None, on.parent
    ),
    "WaitDialog": lambda on: WaitDialog(on.context, parent=on.parent),
    "LeaveDialog": lambda on: LeaveDialog(on.context, [(on.bench.user.id, "Ana")], on.parent),
    "ChangeRole": lambda on: ChangeRole(on.context, on.bench.read(staff_list)[0], on.parent),
    # those of their own
    "an appointment": lambda on: AppointmentDialog.new(
        on.context, Prefill(client_id=on.client_id), None, on.parent
    ),
    "why an appointment is off": lambda on: CancelDialog(nothing, on.parent),
    "how it repeats": lambda on: RepeatDialog(
        on.context.today(), on.context.today, None, nothing, on.parent
    ),
    "a new client": lambda on: ClientDialog(on.context, nothing, on.parent, books=True),
    "a client's sheet": lambda on: ClientSheetDialog(on.context, on.client_id, on.parent),
    "what leaves the office": lambda on: DisclosureDialog(
        "Hoja del cliente", "Guardar la hoja", nothing, on.parent, purpose=DisclosurePurpose.COURT
    ),
    "events of a file": lambda on: EventsDialog(on.context, on.parent),
    "a group's attendance": lambda on: AttendanceFileDialog(
        on.context, on.group.id, date(2026, 1, 1), on.parent
    ),
    "a message": lambda on: MessageDialog(on.context, new_id(), on.parent),
    "an addendum": lambda on: AddendumDialog(
        on.context, on.note_id, on.case_id, nothing, on.parent
    ),
    "a note": opened(NoteDialog, lambda on: write_note(on.context, on.case_id, on.parent)),
    "a signed note": lambda on: ReadNoteDialog(on.context, on.note_id, on.parent),
    "a reason": lambda on: ReasonDialog(
        (soft("appointment.outside_hours"),), "Guardar de todos modos", nothing, on.parent
    ),
    "a walk-in": lambda on: WalkInDialog(on.context, nothing, on.parent),
}


@pytest.fixture(scope="module")
def office() -> Iterator[tuple[Bench, dict[str, Any]]]:
    """Made once: nothing is saved in it."""
    bench = make_bench()
    bench.program()
    group = a_group.__wrapped__(bench)
    client_id = group.people["Noah"]
    household = HouseholdForm(new_id())
    member = MemberForm(new_id(), household.id, client_id, Relation.HEAD)
    bench.write(make_household, household, member)
    child = a_client(bench, "Maximiliano", "Fernández de la Reguera y Contreras")
    case_id = a_case(bench, child, bench.user.id, date(2026, 1, 5), court="Juvenile Court")
    hearing_id = a_hearing(bench, case_id, -2)
    bench.write(
        add_order,
        OrderForm(new_id(), case_id, date(2026, 2, 27), "Weekly visits.", hearing_id=hearing_id),
    )
    note_id = a_signed_note(bench, case_id)
    yield (
        bench,
        {
            "case_id": case_id,
            "hearing_id": hearing_id,
            "client_id": client_id,
            "note_id": note_id,
            "group": group,
        },
    )
    bench.session.close()


@pytest.fixture
def stage(
    office: tuple[Bench, dict[str, Any]],
    tmp_path: Path,
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Stage:
    """A small screen, large words, Spanish."""
    bench, made = office
    use("es")
    apply(qapp, "light", 150)
    monkeypatch.setattr(Dialog, "_room", lambda _: SMALL)
    parent = QWidget()
    qtbot.addWidget(parent)
    return Stage(bench, real_context(bench, tmp_path), parent, **made)


def cut(dialog: QWidget) -> list[str]:
    """The words of buttons for which there is no room."""
    return [
        f"{button.text()}: {button.width()} of {button.sizeHint().width()}"
        for button in dialog.findChildren(QAbstractButton)
        if button.isVisible() and button.text() and button.width() < button.sizeHint().width()
    ]


def sideways(dialog: QWidget) -> list[str]:
    """What scrolls from side to side, or has more than it shows."""
    found = []
    for area in dialog.findChildren(QScrollArea):
        inner = area.widget()
        hidden = area.horizontalScrollBar().maximum()
        if inner is not None and area.isVisible():
            hidden = max(hidden, inner.width() - area.viewport().width())
        if hidden > 0:
            found.append(f"{type(inner).__name__} in {type(area).__name__}: {hidden}")
    return found


@pytest.mark.parametrize("name", FORMS)
def test_each_form_has_room_in_a_small_window(name: str, stage: Stage, qtbot: QtBot) -> None:
    dialog = FORMS[name](stage)
    dialog.open()
    dialog.resize(SMALL)

    def has_room() -> None:
        assert (cut(dialog), sideways(dialog)) == ([], [])
        assert dialog.size() == dialog.size().boundedTo(SMALL)

    qtbot.waitUntil(has_room)
    dialog.hide()
    dialog.deleteLater()


def test_every_form_is_among_them() -> None:
    known = {one.__name__ for one in form_dialogs()}
    assert known == {name for name in FORMS if name[0].isupper()} | SHOWN_BY_ITS_PAGE
