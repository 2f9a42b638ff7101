"""The calendar page: choose days and whose, then book, move, mark and cancel by key or pointer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from db.queries.calendar.opened import OpenedAppointment, open_appointment
from db.rules.codes import ResourceKind
from db.rules.permissions import Action
from db.texts import t
from ui.context import PageContext
from ui.dialogs.appointment import AppointmentDialog, Prefill
from ui.dialogs.marking import Marking
from ui.dialogs.waiting import WaitDialog
from ui.drafts import Draft
from ui.item_models.appointments import AppointmentModel
from ui.pages.calendar.bar import CalendarBar
from ui.pages.calendar.beside import Beside
from ui.pages.calendar.front import Front, Place
from ui.pages.calendar.fronts import Fronts
from ui.pages.calendar.joining import Joining
from ui.pages.calendar.moving import Moving, moment_of
from ui.pages.calendar.placing import Placing
from ui.pages.calendar.printing import print_view
from ui.pages.calendar.said import Said
from ui.pages.calendar.sessions import Sessions
from ui.pages.calendar.shown import Shown, Span, remembered
from ui.pages.calendar.side import Side
from ui.pages.calendar.steps import Steps, grid_keys
from ui.pages.calendar.tray import Tray
from ui.runner import Changes
from ui.theme.tokens import Tone
from ui.widgets.appointment_view import AppointmentView
from ui.widgets.page import Page

_LAYOUT = "calendar"
_EVERY_MS = 30_000
_HOUR = 60  # minutes


class CalendarPage(Page):
    """Days, weeks and months of workers, rooms, cars and interpreters.

    What is shown is a `Shown`; the front that shows it is `front`, one of `fronts`.
    """

    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            "appointment",
            "request",
            "leave",
            "closure",
            "staff",
            "room",
            "interpreter",
            "client",
            "group",
            "office",
        }
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._shown = remembered(context.settings.layout(_LAYOUT), context.today())
        self._week_of: UUID | None = None  # whose week is shown because their column was in front
        self.bar = CalendarBar(context, self._shown)
        self.words = Said()
        self.fronts = Fronts(context, self._say)
        self.room = self.fronts.room
        self.side = Side(context, self._shown)
        self.beside = Beside(context, self.side, self.room)
        self.marking = Marking(context, self, lambda record_id: self.front.item(record_id))
        self.joining = Joining(self.room, lambda: self.front, self._say)
        self.sessions = Sessions(context, self.room, lambda: self.front, self._say)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.bar)
        self.tray = Tray(context)
        across = QHBoxLayout()
        across.addWidget(self.beside, 1)
        across.addWidget(self.tray)
        column.addLayout(across, 1)
        column.addWidget(self.words)
        self.placing = Placing(self, self.tray)
        self.steps = Steps(self, context)
        self.bar.chosen.connect(self._choose)
        self.bar.step.connect(self._step)
        self.bar.span_wanted.connect(self.choose_span)
        self.bar.side_turned.connect(self.beside.turn)
        self.beside.turned.connect(self.bar.side.setChecked)
        self.side.day_chosen.connect(self.go_to_day)
        self.side.month.left.connect(lambda: self.view.setFocus())
        self.fronts.made.connect(self.placing.follow)
        self.fronts.made.connect(self._connect)
        self.fronts.bring(self._shown)
        self.side.show_what(self._shown)
        self._clock = QTimer(self, interval=_EVERY_MS)
        self._clock.timeout.connect(self.look_again)
        self._clock.start()

    # ---- what is in front ----

    @property
    def front(self) -> Front:
        """What shows the days."""
        return self.fronts.front

    @property
    def view(self) -> AppointmentView:
        """The view in front."""
        return self.front.view

    @property
    def model(self) -> AppointmentModel:
        """The appointments of the view in front."""
        return self.front.model

    @property
    def moving(self) -> Moving:
        """What moves appointments in the view in front."""
        return self.front.moving

    @property
    def shown(self) -> Shown:
        """What is shown."""
        return self._shown

    # ---- a page ----

    def title(self) -> str:
        return t("Calendar")

    def page_actions(self) -> Sequence[QAction]:
        if not self.context.may(Action.BOOK):
            return (self.steps.print_view,)
        return (self.placing.toggle, self.steps.print_view, self.steps.new)

    def actions(self) -> list[QAction]:
        """The page's own and the grid's: both stand on the sheet of shortcuts."""
        return [*super().actions(), *self.room.actions()]

    def more_keys(self) -> Sequence[tuple[str, str]]:
        return grid_keys(self.context.may(Action.BOOK))

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.touches("staff", "room", "interpreter"):
            self.bar.load()
        self.tray.refresh(changes)
        if changes is None:
            self.view.setFocus()
        self.front.load()
        self.side.load()

    def take_focus(self) -> None:
        """The days, and not the small month that stands before them."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_record(self, kind: str, record_id: UUID) -> None:
        if kind == "request":
            self.placing.show(record_id)
        elif kind == "appointment":
            self.context.runner.read(open_appointment, record_id, then=self._go_and_open)

    def _go_and_open(self, opened: OpenedAppointment) -> None:
        self.saved(opened.form.id, opened.form.starts_at.date())
        self.open_appointment(opened.form.id)

    def focus_filter(self) -> None:
        if not self.front.focus_filter():
            self.bar.whose.setFocus()

    def restore(self, draft: Draft) -> None:
        if draft.kind == "request":
            WaitDialog.go_on(self.context, draft, self)
        else:
            AppointmentDialog.go_on(self.context, draft, self, self.saved).open()

    # ---- showing ----

    def show_day(self, day: date, resource_id: UUID | None = None) -> None:
        """Show a day, and of a worker or room if one is given."""
        shown = replace(self._shown, day=day, span=Span.DAY)
        self._show(replace(shown, resource_id=resource_id) if resource_id else shown)

    def choose_span(self, span: Span) -> None:
        """Show another number of days, around the day in front."""
        self._choose(replace(self._shown, span=span, day=self.front.day_in_front()))

    def _choose(self, shown: Shown) -> None:
        """What the bar says; a week is that of the column in front, unless somebody is chosen."""
        one_day, before = shown.span is Span.DAY, self._shown.span is Span.DAY
        if before and not one_day and not shown.resource_id:
            column = self.front.column_in_front()
            self._week_of = None if column is None else column.resource_id
            shown = replace(shown, resource_id=self._week_of)
        elif one_day and self._week_of == shown.resource_id:
            shown = replace(shown, resource_id=None)
            self._week_of = None
        self._show(shown)
        self.view.setFocus()

    def _show(self, shown: Shown) -> None:
        before, self._shown = self._shown, shown
        self.bar.show_what(shown)
        if (shown.kind, shown.team is None) != (before.kind, before.team is None):
            self.bar.load()
        self.context.settings.remember(_LAYOUT, shown.kept())
        self.side.show_what(shown)
        if shown.span is not before.span:
            self.steps.name_print(shown.span)
            self.actions_changed.emit()
        if self.fronts.bring(shown):
            self._place_words()
        self.front.show(shown)

    def look_again(self) -> None:
        """Show how late it is, and what colleagues have booked at other computers; of that a server
        tells by itself."""
        self.front.show_now()
        if self.isVisible() and self.view.ghost is None:
            self.marking.enable(self.view.current_entry())  # what may be marked goes with the clock
            if not self.context.office.on_server:
                self.front.load()
                self.side.load()

    def _place_words(self) -> None:
        if self.view.ghost is None:
            said = (self.front.words(), self.front.notice())
            self._say(" · ".join(part for part in said if part))
            self.marking.enable(self.view.current_entry())

    def _say(self, words: str, tone: Tone = Tone.NEUTRAL) -> None:
        self.words.say(words, tone, self.view)

    # ---- doing ----

    def open_appointment(self, record_id: UUID) -> None:
        """Open the form of an appointment, if it may be known."""
        entry = self.view.current_entry()
        if entry is not None and entry.id == record_id and entry.hidden:
            self._say(t("This appointment may only be opened by named staff."), Tone.WARNING)
            return
        AppointmentDialog.edit(self.context, record_id, self.saved, self)

    def new_at(self, place: Place) -> None:
        """The form of a new appointment there."""
        if not self.context.may(Action.BOOK):
            return
        of = {self._shown.kind: place.resource_id}
        prefill = Prefill(
            starts_at=moment_of(place.day, place.starts, self.context.office.zone),
            minutes=place.ends - place.starts,
            worker_id=of.get(ResourceKind.WORKER),
            room_id=of.get(ResourceKind.ROOM),
            car_id=of.get(ResourceKind.CAR),
            interpreter_id=of.get(ResourceKind.INTERPRETER),
        )
        AppointmentDialog.new(self.context, prefill, self.saved, self).open()

    def new_here(self) -> None:
        """A new appointment in the slot in front, or of now while no days are there yet."""
        place = self.front.place(_HOUR)
        if place is not None:
            self.new_at(place)
        elif self.context.may(Action.BOOK):
            AppointmentDialog.new(self.context, None, self.saved, self).open()

    def saved(self, record_id: UUID, starts_on: date) -> None:
        """Go to what was saved, on whatever day that is."""
        self.front.want(record_id)
        if not self._shown.has(starts_on):
            self._show(replace(self._shown, day=starts_on))

    def _step(self, by: int) -> None:
        here = replace(self._shown, day=self.front.day_in_front())
        self._show(here.stepped(by))

    def go_to_day(self, day: date) -> None:
        """Show a day as days are shown now."""
        self._show(replace(self._shown, day=day))

    def open_day(self, day: date) -> None:
        """Show a day alone, with all its appointments."""
        self._choose(replace(self._shown, span=Span.DAY, day=day))

    def go_today(self) -> None:
        """Show today, or this week."""
        self.go_to_day(self.context.today())

    def print_view(self) -> None:
        """The sheet of what is shown; of a day that of the column in front."""
        column = self.front.column_in_front()
        if column is not None:
            print_view(self.context, self._shown, self.front.resource(column), column.day)

    def _connect(self, front: Front) -> None:
        """A front that has just been made."""
        front.create_wanted.connect(self.new_at)
        front.view.opened.connect(self.open_appointment)
        front.view.step_wanted.connect(self._step)
        front.view.beyond.connect(self.go_to_day)
        front.view.day_wanted.connect(self.open_day)
        front.view.place_changed.connect(self._place_words)
        self.steps.follow(front.view)
