"""Taking attendance at a session of a group: everybody in one list, saved at once."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from db.operations.groups.attendance import AttendedForm, save_attendance
from db.queries.groups.session_view import SessionView, session_view
from db.rules.findings import Stale
from db.texts import t, tn
from db.texts.dates import moment
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.difference import Difference
from ui.dialogs.editing import EditingDialog, Saved
from ui.dialogs.groups.attendance_control import AttendanceControl
from ui.dialogs.groups.attendance_table import mark_words
from ui.dialogs.saving import Now
from ui.dialogs.stale import StaleDialog, saved_elsewhere
from ui.item_models.attendance import Mark
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.text import Text

_FIELD = "rows"


def take_attendance(
    context: PageContext, appointment_id: UUID, parent: QWidget, saved: Saved | None = None
) -> None:
    """Read a session, and open its list."""

    def show(view: SessionView) -> None:
        AttendanceDialog(context, view, saved, parent).open()

    context.runner.read(session_view, appointment_id, then=show)


class AttendanceDialog(EditingDialog):
    """Letters mark, arrows move, Ctrl+Enter saves; what was marked is kept until then."""

    def __init__(
        self,
        context: PageContext,
        view: SessionView,
        saved: Saved | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context,
            t("Attendance"),
            saved,
            parent,
            record_id=view.appointment_id,
            begun=Begun(context, view.appointment_id, "group", view.group_id),
            width=720,
        )
        self.version = view.version
        heading = t("{group}, {when}", group=view.group, when=moment(view.starts_at))
        self.body.insertWidget(0, Text(heading, "section", wrap=True))
        self.control = AttendanceControl(context.settings)
        self.form.add(_FIELD, t("Members"), self.control)
        self.control.show_members(_marks(view))
        self.form.mark_clean()
        keys = t(
            "P present · L late · E left early · X excused · A absent · Space the next mark · Del"
            " none · Enter a remark · Ctrl+Enter saves"
        )
        self.body.addWidget(Text(keys, "secondary", wrap=True))
        hidden = sum(row.hidden for row in view.rows)
        if hidden:
            words = tn(
                "{n} more may only be named by some staff.",
                "{n} more may only be named by some staff.",
                hidden,
            )
            self.body.addWidget(Text(words, "secondary", wrap=True))
        self._offer_to_save(view)
        self._give_room()
        self.resize(look().px(720), look().px(560))
        self.control.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_to_save(self, view: SessionView) -> None:
        if view.may_take:
            self.verbs(t("Save attendance")).setDefault(False)
            return
        self.control.setEnabled(False)
        words = t("Attendance can be taken from the day of the session on.")
        self.body.insertWidget(1, Banner(words, Tone.INFORMATION))
        self.verb(t("Close"), self.reject, "primary")

    def _give_room(self) -> None:
        """All the room there is belongs to the table."""
        ways = QSizePolicy.Policy
        field = self.form.field(_FIELD)
        for widget in (self.form, field, self.control):
            widget.setSizePolicy(ways.Preferred, ways.Expanding)
        inside = field.layout()
        if isinstance(inside, QVBoxLayout):
            inside.setStretchFactor(self.control, 1)
        self.body.setStretchFactor(self.form, 1)

    def draft_title(self) -> str:
        return t("Attendance of a group")

    def write(self, reason: str) -> None:
        rows = tuple(AttendedForm(*one) for one in self.control.value())
        self.context.runner.write(
            save_attendance,
            self.record_id,
            rows,
            self.version,
            then=self.done_saving,
            failed=self.failed,
        )

    def failed(self, error: Exception) -> None:
        if isinstance(error, Stale):
            self._rest(False)
            self.context.runner.read(
                session_view, self.record_id, then=partial(self._compare, error)
            )
        else:
            super().failed(error)

    def read_again(self, then: Now) -> None:
        def got(view: SessionView) -> None:
            then({_FIELD: _value(view)}, view.version)

        self.context.runner.read(session_view, self.record_id, then=got, failed=self.refuse)

    def _compare(self, error: Stale, theirs: SessionView) -> None:
        """Member by member, and not the whole list as one field."""
        self.version = theirs.version
        mine = {client: (attended, remark) for client, attended, remark in self.control.value()}
        self.control.show_members(_marks(theirs))
        differences = []
        kept = []
        for row in (row for row in theirs.rows if not row.hidden):
            there = (row.attended, row.remark)
            here = mine.get(row.client_id, there)
            kept.append((row.client_id, *here))
            if here != there:
                name = str(row.client_id)
                words = (mark_words(*here), mark_words(*there))
                differences.append(Difference(name, row.name, *words, here, there))
        self.control.set_value(tuple(kept))
        if not differences:
            self.save()
            return
        record = saved_elsewhere(self.asked_of(), error)
        StaleDialog(differences, self._choose, record=record, parent=self).open()

    def _choose(self, values: Mapping[str, Any]) -> None:
        self.control.set_value(
            tuple(
                (client, *values.get(str(client), (attended, remark)))
                for client, attended, remark in self.control.value()
            )
        )
        self.save()


def _marks(view: SessionView) -> list[Mark]:
    known = (row for row in view.rows if not row.hidden)
    return [Mark(row.client_id, row.name, row.attended, row.remark) for row in known]


def _value(view: SessionView) -> tuple[tuple[UUID, Any, str], ...]:
    return tuple((row.client_id, row.attended, row.remark) for row in view.rows if not row.hidden)
