"""The calendar page: choose days and whose, then book, move, mark and cancel by key or pointer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtWidgets import QVBoxLayout

from db.queries.calendar.opened import OpenedAppointment, open_appointment
from db.queries.calendar.range_view import CalendarDays, calendar_days
from db.rules.codes import ResourceKind
from db.rules.permissions import Action
from db.texts import t
from ui.context import Changes, Draft, PageContext
from ui.dialogs.appointment import AppointmentDialog, Prefill
from ui.dialogs.marking import Marking
from ui.item_models.appointments import AppointmentModel, GridColumn
from ui.pages.calendar.bar import CalendarBar
from ui.pages.calendar.moving import Moving, moment_of
from ui.pages.calendar.showing import Shown, Span, entries, grid_columns, slot_words
from ui.pages.calendar.steps import Steps, grid_keys
from ui.pages.reporting.day_of_sheet import ask_day_sheet
from ui.theme.tokens import Tone
from ui.widgets.calendar_view import CalendarView
from ui.widgets.calendar_view_grid import Slot
from ui.widgets.page import Page
from ui.widgets.text import Text

_LAYOUT = "calendar"
_FIRST_HOUR, _LAST_HOUR = 8, 18
_SLOT = 30  # minutes
_EVERY_MS = 30_000


class CalendarPage(Page):
    """Days and weeks of workers, rooms and cars."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"appointment", "leave", "closure", "staff", "room", "client", "office"}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._shown = self._remembered()
        self._days: CalendarDays | None = None
        self._wanted: UUID | None = None
        self._week_of: UUID | None = None  # whose week is shown because their column was in front
        self._scrolled = False
        self.model = AppointmentModel(self)
        self.view = CalendarView(t("Appointments"), self.model)
        self.bar = CalendarBar(context, self._shown)
        self.words = Text("", "secondary", wrap=True)
        self.marking = Marking(context, self, self._item)
        self.moving = Moving(context, self.view, self._say, self._resource)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)
        column.addWidget(self.words)
        self.setFocusProxy(self.view)
        self.steps = Steps(self, context)
        self._connect()
        self._clock = QTimer(self, interval=_EVERY_MS)
        self._clock.timeout.connect(self.look_again)
        self._clock.start()

    # ---- a page ----

    def title(self) -> str:
        return t("Calendar")

    def page_actions(self) -> Sequence[QAction]:
        if not self.context.may(Action.BOOK):
            return (self.steps.print_day,)
        return (self.steps.print_day, self.steps.new)

    def actions(self) -> list[QAction]:
        """The page's own and the grid's: both stand on the sheet of shortcuts."""
        return [*super().actions(), *self.view.actions()]

    def more_keys(self) -> Sequence[tuple[str, str]]:
        return grid_keys(self.context.may(Action.BOOK))

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.touches("staff", "room"):
            self.bar.load()
        if changes is None:
            self.view.setFocus()
        self._load()

    def open_record(self, kind: str, record_id: UUID) -> None:
        if kind == "appointment":
            self.context.runner.read(open_appointment, record_id, then=self._go_and_open)

    def _go_and_open(self, opened: OpenedAppointment) -> None:
        self._saved(opened.form.id, opened.form.starts_at.date())
        self.open_appointment(opened.form.id)

    def focus_filter(self) -> None:
        self.bar.whose.setFocus()

    def restore(self, draft: Draft) -> None:
        AppointmentDialog.go_on(self.context, draft, self).open()

    # ---- showing ----

    def show_day(self, day: date, resource_id: UUID | None = None) -> None:
        """Show a day, and of a worker or room if one is given."""
        shown = replace(self._shown, day=day, span=Span.DAY)
        self._show(replace(shown, resource_id=resource_id) if resource_id else shown)

    def _remembered(self) -> Shown:
        kept = self.context.settings.layout(_LAYOUT)
        kept = kept if isinstance(kept, dict) else {}
        span = Span.WEEK if kept.get("span") == "week" else Span.DAY
        kind = ResourceKind.ROOM if kept.get("kind") == "room" else ResourceKind.WORKER
        return Shown(span, kind, self.context.today())

    def _choose(self, shown: Shown) -> None:
        """What the bar says; a week is that of the column in front, unless somebody is chosen."""
        if shown.span is Span.WEEK and self._shown.span is Span.DAY and not shown.resource_id:
            columns = self.model.columns
            slot = self.view.cursor_slot
            at = columns[slot.column].resource_id if slot.column < len(columns) else None
            self._week_of = at
            shown = replace(shown, resource_id=at)
        elif shown.span is Span.DAY and self._week_of == shown.resource_id:
            shown = replace(shown, resource_id=None)
            self._week_of = None
        self._show(shown)
        self.view.setFocus()

    def _show(self, shown: Shown) -> None:
        changed = shown.kind is not self._shown.kind
        self._shown = shown
        self.bar.show_what(shown)
        if changed:
            self.bar.load()
        kept = {"span": shown.span.value, "kind": shown.kind.value}
        self.context.settings.remember(_LAYOUT, kept)
        self._load()

    def look_again(self) -> None:
        """Show how late it is, and what colleagues have booked at other computers; of that a server
        tells by itself."""
        self._show_now()
        if self.isVisible() and self.view.ghost is None:
            self.marking.enable(self.view.current_entry())  # what may be marked goes with the clock
            if not self.context.office.on_server:
                self._load()

    def _load(self) -> None:
        asked = self._shown.asked()
        key = (self, "days")
        self.context.runner.read(calendar_days, asked, then=self._got, replace_key=key)

    def _got(self, days: CalendarDays) -> None:
        if days.asked != self._shown.asked():
            return
        if days == self._days:
            if self._wanted is not None:
                self.view.select_appointment(self._wanted)
                self._wanted = None
            return
        current = self.view.current_entry()
        kept = self._wanted or (current.id if current else None)
        where = current.column if current else None
        self._wanted = None
        self._days = days
        columns = grid_columns(self._shown, days)
        self.model.show_days(columns, list(entries(self._shown, days, columns)))
        if kept is None or not self.view.select_appointment(kept, where):
            self.view.go_to(self.view.cursor_slot)
        self._show_now()
        if not self._scrolled:
            self._scrolled = True
            self.view.show_hour(_FIRST_HOUR)
            self._begin_now()

    def _begin_now(self) -> None:
        """Whoever opens today's calendar at three books after three."""
        now, slot = self.context.now(), self.view.cursor_slot
        next_slot = -(-(now.hour * 60 + now.minute) // _SLOT) * _SLOT
        columns = self.model.columns
        today = slot.column < len(columns) and columns[slot.column].day == now.date()
        if today and slot.minute < next_slot < _LAST_HOUR * 60:
            self.view.go_to(Slot(slot.column, next_slot))

    def _show_now(self) -> None:
        now = self.context.now()
        self.view.set_now(now.date(), now.hour * 60 + now.minute)

    def _place_words(self) -> None:
        if self.view.ghost is not None:
            return
        entry = self.view.current_entry()
        columns = self.model.columns
        slot = self.view.cursor_slot
        if entry is not None:
            self._say(entry.description)
        elif slot.column < len(columns):
            self._say(slot_words(columns[slot.column], slot.minute))
        self.marking.enable(entry)

    def _say(self, words: str, tone: Tone = Tone.NEUTRAL) -> None:
        role = {Tone.DANGER: "error", Tone.WARNING: "warning"}.get(tone, "secondary")
        self.words.set_role(role)
        if words != self.words.text():
            self.words.setText(words)
            # An empty slot is no item that a screen reader could come to: it is told.
            if self.view.hasFocus() and (tone is not Tone.NEUTRAL or not self._on_entry()):
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.view, words))

    def _on_entry(self) -> bool:
        return self.view.current_entry() is not None and self.view.ghost is None

    def _item(self, record_id: UUID) -> object:
        items = self._days.items if self._days is not None else ()
        return next((item for item in items if item.id == record_id), None)

    def _resource(self, column: GridColumn) -> UUID | None:
        return column.resource_id or self._shown.resource_id

    # ---- doing ----

    def open_appointment(self, record_id: UUID) -> None:
        """Open the form of an appointment, if it may be known."""
        entry = self.view.current_entry()
        if entry is not None and entry.id == record_id and entry.hidden:
            self._say(t("This appointment may only be opened by named staff."), Tone.WARNING)
            return
        AppointmentDialog.edit(self.context, record_id, self._saved, self)

    def _new_at(self, column: int, starts: int, ends: int) -> None:
        if not self.context.may(Action.BOOK) or column >= len(self.model.columns):
            return
        at = self.model.columns[column]
        resource = self._resource(at)
        of_worker = self._shown.kind is ResourceKind.WORKER
        prefill = Prefill(
            starts_at=moment_of(at.day, starts, self.context.office.zone),
            minutes=ends - starts,
            worker_id=resource if of_worker else None,
            room_id=resource if self._shown.kind is ResourceKind.ROOM else None,
            car_id=resource if self._shown.kind is ResourceKind.CAR else None,
        )
        AppointmentDialog.new(self.context, prefill, self._saved, self).open()

    def new_here(self) -> None:
        """A new appointment in the slot in front."""
        slot = self.view.cursor_slot
        self._new_at(slot.column, slot.minute, slot.minute + 60)

    def _saved(self, record_id: UUID, starts_on: date) -> None:
        if self.view.select_appointment(record_id):
            return
        self._wanted = record_id
        if not self._shown.first <= starts_on <= self._shown.last:
            self._show(replace(self._shown, day=starts_on))

    def _step(self, by: int) -> None:
        days = 1 if self._shown.span is Span.DAY else 7
        self._show(replace(self._shown, day=self._shown.day + timedelta(days=by * days)))

    def go_today(self) -> None:
        """Show today, or this week."""
        self._show(replace(self._shown, day=self.context.today()))

    def print_day(self) -> None:
        """The sheet of the column and day in front; of one's own day where all are shown."""
        columns, number = self.model.columns, self.view.cursor_slot.column
        if number < len(columns):
            whose = self._resource(columns[number]) or self.context.user.id
            ask_day_sheet(self.context, whose, columns[number].day)

    def _connect(self) -> None:
        self.bar.chosen.connect(self._choose)
        self.bar.step.connect(self._step)
        self.view.step_wanted.connect(self._step)
        self.view.opened.connect(self.open_appointment)
        self.view.create_wanted.connect(self._new_at)
        self.view.place_changed.connect(self._place_words)
        self.moving.create_wanted.connect(self._new_at)
