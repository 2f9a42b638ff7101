"""Entering or changing a time in which somebody is away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.staff.leave import LeaveForm, add_leave, change_leave
from db.queries.calendar.broken import Cause, CauseKind
from db.queries.staff import LeaveRow, leave_list
from db.rules.codes import LeaveKind
from db.rules.ids import new_id
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.dialogs.plan import offer_plan
from ui.pages.office.leave_words import last_day
from ui.runner import Failed
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput
from ui.widgets.time_fields import TimeField

_MIDNIGHT = time()


class LeaveDialog(FormDialog):
    """Whole days unless times are typed. `people` are those whose leave may be entered."""

    def __init__(
        self,
        context: PageContext,
        people: Sequence[tuple[UUID, str]],
        parent: QWidget,
        row: LeaveRow | None = None,
    ) -> None:
        super().__init__(
            t("Change leave") if row else t("Enter leave"),
            t("Save leave"),
            self._write,
            parent,
            columns=2,
            width=560,
            words=t("For appointments in this time a plan is offered when it is saved."),
            again=self._read_again if row else None,
        )
        self._context = context
        self._id = row.id if row else new_id()
        self.announce(context, "leave", self._id)
        begun = row.id if row else context.user.id
        self.keep_draft(Begun(context, begun, "section.office"))
        who = Choice(list(people))
        self.form.add("staff_id", t("Who is away"), who, required=True, wide=True)
        self.form.add("first", t("First day"), DateField(context.today), required=True)
        self.form.add("last", t("Last day"), DateField(context.today), hint=t("Empty for one day"))
        hint = t("Empty for whole days")
        self.form.add("from_time", t("From time"), TimeField(), hint=hint)
        self.form.add("to_time", t("Until time"), TimeField(), hint=hint)
        self.form.add("kind", t("Kind of leave"), Choice(choices(LeaveKind)), required=True)
        remark = TextInput(limit=200)
        words = t("Read by the person and who manages the office")
        self.form.add("remark", t("Remark"), remark, hint=words)
        if row is not None:
            self.start(_values(row), row.version)

    def begin(self, staff_id: UUID) -> None:
        """Begin a new leave of this person."""
        self.start({"staff_id": staff_id, "kind": LeaveKind.VACATION})
        self.form.field("first").control.setFocus()
        self.open()

    def _write(self, values: dict[str, Any], version: int, saved: Saved, failed: Failed) -> None:
        first: date = values["first"]
        last: date = values["last"] or first
        zone = self._context.office.zone
        starts = datetime.combine(first, values["from_time"] or _MIDNIGHT, zone)
        if values["to_time"] is not None:
            ends = datetime.combine(last, values["to_time"], zone)
        else:
            ends = datetime.combine(last + timedelta(days=1), _MIDNIGHT, zone)
        form = LeaveForm(
            self._id, values["staff_id"], starts, ends, values["kind"], values["remark"]
        )

        def refused(error: Exception) -> None:
            failed(error)
            self._place_errors(error)

        page = self.parentWidget()

        def done(result: Any) -> None:
            saved(result)
            offer_plan(self._context, Cause(CauseKind.LEAVE, (form.id,)), page)

        runner = self._context.runner
        if version:
            runner.write(change_leave, form, version, then=done, failed=refused)
        else:
            runner.write(add_leave, form, then=done, failed=refused)

    def _place_errors(self, error: Exception) -> None:
        """The operation speaks of moments; here these are days, or times where they are typed."""
        findings = getattr(error, "findings", ())
        beside = {"starts": "first", "ends": "last"}
        moved = [replace(f, field=beside.get(f.field, f.field)) for f in findings]
        if moved and any(f.field in beside for f in findings):
            self.form.show_findings(moved)

    def _read_again(self, then: Any) -> None:
        def found(rows: tuple[LeaveRow, ...]) -> None:
            row = next((row for row in rows if row.id == self._id), None)
            if row is not None:
                then(_values(row), row.version)

        self._context.runner.read(leave_list, date(2000, 1, 1), then=found)


def _values(row: LeaveRow) -> dict[str, Any]:
    starts, ends = row.starts.time(), row.ends.time()
    first, last = row.starts.date(), last_day(row.ends).date()
    return {
        "staff_id": row.staff_id,
        "first": first,
        "last": last if last != first else None,
        "from_time": starts if starts != _MIDNIGHT else None,
        "to_time": ends if ends != _MIDNIGHT else None,
        "kind": row.kind,
        "remark": row.remark,
    }
