"""What became of a hearing: its outcome, another day, or that it was called off."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.calendar.continue_with_plan import Continuance
from db.operations.calendar.hearings import CalledOff, call_back, call_off, continue_hearing
from db.operations.court.hearings import record_outcome
from db.queries.court.hearing_view import HearingView, hearing_view
from db.rules.findings import Refused, Severity
from db.rules.ids import new_id
from db.texts import t
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.confirm import confirm
from ui.dialogs.editing import EditingDialog, Saved
from ui.dialogs.plan import offer_plan_for_hearing
from ui.widgets.date_fields import DateField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.text import Text
from ui.widgets.time_fields import TimeField


class OutcomeDialog(EditingDialog):
    """What the court decided, in the worker's words."""

    def __init__(
        self,
        context: PageContext,
        view: HearingView,
        saved: Saved | None = None,
        parent: QWidget | None = None,
    ) -> None:
        begun = Begun(context, view.row.id, "hearing", view.row.id)
        super().__init__(
            context, t("Outcome"), saved, parent, record_id=view.row.id, begun=begun, width=600
        )
        self.form.add("outcome", t("What was decided"), NoteEditor(rows=8, limit=20_000))
        self.form.set_values({"outcome": view.row.outcome})
        self.version = view.row.version
        self.verbs(t("Save outcome"))
        self.form.field("outcome").control.setFocus()

    def write(self, reason: str) -> None:
        self.context.runner.write(
            record_outcome,
            self.record_id,
            self.version,
            self.form.value("outcome"),
            then=self.done_saving,
            failed=self.failed,
        )

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        self.context.runner.read(
            hearing_view,
            self.record_id,
            then=lambda view: then({"outcome": view.row.outcome}, view.row.version),
            failed=self.failed,
        )


class ContinueDialog(EditingDialog):
    """The hearing takes place another day. One that has begun stays, and a new one is entered."""

    def __init__(
        self,
        context: PageContext,
        view: HearingView,
        saved: Saved | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = t("Continue hearing")
        begun = Begun(context, view.row.id, "hearing", view.row.id)
        super().__init__(
            context, title, saved, parent, record_id=view.row.id, begun=begun, columns=2
        )
        self.version = view.row.version
        self._following = new_id()
        words = (
            t("The hearing stays as it was, and a new one is entered for the new day.")
            if view.row.past
            else t("The hearing moves to the new day, with what was written for its report.")
        )
        if view.attending:
            names = ", ".join(view.attending)
            words += " " + t("The calendar of {names} follows.", names=names)
        self.body.insertWidget(0, Text(words, wrap=True))
        self.form.add("day", t("New day"), DateField(context.today), required=True)
        self.form.add("starts_at", t("Time"), TimeField(), required=True)
        self.form.set_values({"starts_at": time(view.starts_at.hour, view.starts_at.minute)})
        if view.row.past and not view.row.outcome:
            editor = NoteEditor(rows=3, limit=20_000)
            self.form.add("outcome", t("What was decided"), editor, wide=True)
            self.form.set_values({"outcome": t("Continued.")})
        self.verbs(t("Continue hearing"))
        self.form.field("day").control.setFocus()

    def done_saving(self, following: object = None) -> None:
        super().done_saving()
        if isinstance(following, UUID):
            self.context.navigate("hearing", following)

    def write(self, reason: str) -> None:
        asked = self._asked()
        self.context.runner.write(
            continue_hearing,
            asked.hearing_id,
            asked.version,
            asked.starts_at,
            asked.following,
            asked.outcome,
            reason,
            then=self.done_saving,
            failed=self.failed,
        )

    def failed(self, error: Exception) -> None:
        """Where something is booked at the new time, a plan is offered that makes room."""
        super().failed(error)
        found = error.findings if isinstance(error, Refused) else ()
        if any(one.severity is Severity.HARD and "appointment" in one.params for one in found):
            offer_plan_for_hearing(self.context, self._asked(), self.done_saving, self)

    def _asked(self) -> Continuance:
        values = self.form.values()
        zone = self.context.office.zone
        assert self.record_id is not None
        return Continuance(
            self.record_id,
            self.version,
            datetime.combine(values["day"], values["starts_at"], zone),
            self._following,
            values.get("outcome") or "",
        )

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        self.context.runner.read(
            hearing_view,
            self.record_id,
            then=lambda view: then({}, view.row.version),
            failed=self.failed,
        )


def ask_call_off(context: PageContext, view: HearingView, parent: QWidget) -> None:
    """Vacate a hearing at once, with Undo; ask first where an appointment is cancelled with it."""

    def undo(called_off: CalledOff) -> None:
        context.runner.write(call_back, called_off)

    def done(called_off: CalledOff) -> None:
        context.notify(t("The hearing is vacated."), undo=lambda: undo(called_off))

    def act() -> None:
        context.runner.write(call_off, view.row.id, view.row.version, then=done)

    if not view.attending:
        act()
        return
    names = ", ".join(view.attending)
    words = t("Its appointment in the calendar of {names} is cancelled as well.", names=names)
    confirm(parent, t("Vacate the hearing?"), words, t("Vacate hearing"), act)


def let_take_place(context: PageContext, view: HearingView) -> None:
    """A hearing that was called off takes place after all."""
    called_off = CalledOff(view.row.id, view.row.version, None)
    words = t("The hearing takes place. Put it into the calendar again if somebody attends.")
    context.runner.write(call_back, called_off, then=lambda _: context.notify(words))
