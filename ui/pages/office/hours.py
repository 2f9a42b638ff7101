"""When the office is open, when each person works, and the days on which it is closed."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout

from db.operations.office_settings.lists import remove_closure, save_closure
from db.operations.office_settings.office import set_office_week
from db.operations.staff.details import set_working_week
from db.queries.calendar.broken import Cause, CauseKind
from db.queries.office_settings import closures, office_week
from db.queries.opened import Opened
from db.queries.staff import StaffRow, staff_list, working_week
from db.rules.office_form import ClosureForm
from db.rules.staff_form import WeekSpan
from db.texts import t, tn
from db.texts.dates import date_short, weekday_date
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.dialogs.plan import offer_plan
from ui.dialogs.saving import Now
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.office.closure_dialogs import change_closure, new_closure
from ui.pages.office.holidays import suggest_holidays
from ui.pages.office.listed import Listed
from ui.pages.office.week_editor import WeekEditor
from ui.pages.office.week_words import week_lines
from ui.runner import Changes, Failed
from ui.widgets.buttons import Button, action
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.inputs import Tick
from ui.widgets.text import Text

Closed = Opened[ClosureForm]


class HoursPart(Listed[Closed]):
    """A week in words with its editor, and the list of closures."""

    kinds: ClassVar[frozenset[str]] = frozenset({"closure", "staff", "office"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Hours and closures"),
            t("The calendar says so when something is booked outside them."),
            name="office.closures",
            model=TableModel(_columns(), id_of=lambda row: row.form.id),
            count=lambda n: tn("{n} closure", "{n} closures", n),
            empty=EmptyState(
                t("No closures are coming"),
                t("Add the days on which nobody is here."),
                icon="calendar",
                step=t("Suggest public holidays…"),
                clicked=self.suggest,
            ),
        )
        self._add = action(t("Add a closure…"), self.add, self, icon="add", kind="primary")
        self._suggest = action(t("Suggest public holidays…"), self.suggest, self, icon="calendar")
        self.offer(t("Change closure…"), self.change, icon="edit")
        self.offer(t("Take closure back"), self.take_back, icon="undo")
        self.past = Tick(t("Also past closures"))
        self.past.edited.connect(lambda: self.refresh(None))
        self.buttons.add(self.past)
        self.list.opened.connect(lambda _: self.change())
        self.whose = Choice(blank=t("The office"))
        self.week = Text("")
        self._spans: tuple[WeekSpan, ...] = ()
        self._lay_out()
        self.whose.edited.connect(self._read_week)

    def part_actions(self) -> Sequence[QAction]:
        return (self._suggest, self._add)

    def refresh(self, changes: Changes | None) -> None:
        since = date(2000, 1, 1) if self.past.value() else None
        self.context.runner.read(closures, since, then=self.model.set_rows)
        if changes is None or changes.touches("staff", "office"):
            self.context.runner.read(staff_list, then=self._know)
            self._read_week()

    # ---- hours ----

    def _lay_out(self) -> None:
        card = Card(t("Hours of a usual week"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(Field("whose", t("Whose hours"), self.whose))
        self.week_button = Button(t("Change hours…"), self.change_hours, icon="edit")
        row.addWidget(self.week_button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addWidget(self.week)
        at = self.body.indexOf(self.line)
        self.body.insertWidget(at, card)
        self.body.insertWidget(at + 1, Text(t("Closures"), "section"))

    def _know(self, staff: Sequence[StaffRow]) -> None:
        self.whose.set_options([(row.id, row.display_name) for row in staff])

    def _read_week(self) -> None:
        whose: UUID | None = self.whose.value()
        if whose is None:
            self.context.runner.read(office_week, then=self._show_week, replace_key=(self, "week"))
        else:
            self.context.runner.read(
                working_week, whose, then=self._show_week, replace_key=(self, "week")
            )

    def _show_week(self, spans: tuple[WeekSpan, ...]) -> None:
        self._spans = spans
        lines = week_lines(spans)
        self.week.setText("\n".join(lines) or t("No hours have been entered."))

    def change_hours(self) -> None:
        """Type the week of the office, or of the person that is chosen."""
        whose: UUID | None = self.whose.value()
        runner, shown = self.context.runner, [self._spans]

        def write(values: dict[str, Any], _: int, saved: Saved, failed: Failed) -> None:
            spans = values["hours"]
            cause = Cause(CauseKind.HOURS, (whose,)) if whose else Cause(CauseKind.OPENING)

            def done(result: object) -> None:
                saved(result)
                offer_plan(self.context, cause, self)

            if whose is None:
                runner.write(set_office_week, spans, shown[0], then=done, failed=failed)
            else:
                runner.write(set_working_week, whose, spans, shown[0], then=done, failed=failed)

        def again(then: Now) -> None:
            def read(spans: tuple[WeekSpan, ...]) -> None:
                shown[0] = spans
                then({"hours": spans}, 0)

            if whose is None:
                runner.read(office_week, then=read)
            else:
                runner.read(working_week, whose, then=read)

        title = t("Hours: {whose}", whose=self.whose.currentText())
        dialog = FormDialog(title, t("Save hours"), write, self, width=620, again=again)
        action = "staff.hours_changed" if whose else "office.hours_changed"
        record_id = whose or UUID(int=0)  # 0: the office's own
        begun = Begun(self.context, record_id, "section.office", action=action)
        dialog.keep_draft(begun, "Hours")
        hint = t("Leave a day empty when nobody works on it.")
        dialog.form.add("hours", t("Hours of a usual week"), WeekEditor(), hint=hint)
        dialog.start({"hours": self._spans})
        dialog.open()

    # ---- closures ----

    def add(self) -> None:
        """Add days on which the office is closed."""
        new_closure(self.context, self)

    def change(self) -> None:
        """Change the closure that is chosen."""
        row = self.current()
        if row is not None:
            change_closure(self.context, row, self)

    def suggest(self) -> None:
        """Offer the public holidays of this year and the next that are not closures yet."""
        suggest_holidays(self.context, self)

    def take_back(self) -> None:
        """Take the closure that is chosen back, with Undo."""
        row = self.current()
        if row is not None:
            then = partial(self._taken_back, row.form)
            self.context.runner.write(remove_closure, row.form.id, then=then)

    def _taken_back(self, form: ClosureForm, _: object) -> None:
        self.context.notify(
            t("The closure “{name}” was taken back.", name=form.name),
            lambda: self.context.runner.write(save_closure, form),
        )


def _days(form: ClosureForm) -> str:
    if form.first_day == form.last_day:
        return t("{day}, {year}", day=weekday_date(form.first_day), year=form.first_day.year)
    first, last = date_short(form.first_day), date_short(form.last_day)
    return t("{first} to {last}", first=first, last=last)


def _columns() -> list[Column[Closed]]:
    return [
        Column(
            "days",
            t("Days"),
            lambda row: _days(row.form),
            240,
            order=lambda row: row.form.first_day,
        ),
        Column("name", t("Why"), lambda row: row.form.name, 320),
    ]
