"""Moving appointments in the grid: what stands against it is shown before it is dropped."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from db.operations.calendar.book import move
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import check
from db.queries.calendar.opened import OpenedAppointment, check_move, moved, open_appointment
from db.queries.calendar.waiting import Waiting
from db.rules.codes import ResourceKind
from db.rules.findings import Finding, NeedsReason, Refused, Severity
from db.texts import explain, sentence, t
from db.texts.dates import time_short, weekday_date
from ui.context import PageContext
from ui.dialogs.appointment.changing_series import ChangingSeries
from ui.dialogs.reason import ReasonDialog
from ui.item_models.appointments import GridColumn
from ui.pages.calendar.newcomer import newcomer
from ui.theme.tokens import Tone
from ui.undo import offer_undo
from ui.widgets.appointment_view import AppointmentView
from ui.widgets.calendar_view_grid import Ghost

Say = Callable[[str, Tone], object]
Swap = tuple[UUID, UUID]


def moment_of(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The moment at which the office's clock shows this many minutes after midnight."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    return wall.replace(tzinfo=zone)


class Moving(QObject):
    """Follows the view's ghost: asks, shows the verdict, moves, and offers to undo it.

    Of a ghost that is no appointment yet it asks what would stand against one there; if somebody
    who waits is `carried`, `book_wanted` tells that they were dropped: the `Waiting`, the
    appointment's form, and where in words.
    """

    create_wanted = Signal(int, int, int)
    book_wanted = Signal(object, object, str)

    def __init__(
        self,
        context: PageContext,
        view: AppointmentView,
        say: Say,
        resource: Callable[[GridColumn], UUID | None],
        kind: Callable[[], ResourceKind],
    ) -> None:
        super().__init__(view)
        self._kind = kind
        self.carried: Waiting | None = None
        self.at_once = True  # what is dropped is booked; else the form asks for the time
        self._context, self._view, self._say, self._resource = context, view, say, resource
        view.ghost_changed.connect(self._ask)
        view.dropped.connect(self._drop)
        view.place_changed.connect(self._ended)

    def _ask(self, ghost: Ghost) -> None:
        self._say(self._where(ghost), Tone.NEUTRAL)
        starts_at, ends_at = self._times(ghost)
        if ghost.id is None:
            self._ask_of_new(ghost)
            return
        self._context.runner.read(
            check_move,
            ghost.id,
            starts_at,
            ends_at,
            self._swap(ghost),
            then=partial(self._verdict, ghost),
            failed=partial(self._no_verdict, ghost),
            replace_key=(self, "ghost"),
        )

    def _ask_of_new(self, ghost: Ghost) -> None:
        form = self._newcomer(ghost)
        if form is None:
            self._view.say_of_ghost(ghost, self._where(ghost), Tone.NEUTRAL)
            return
        self._context.runner.read(
            check,
            form,
            then=partial(self._verdict, ghost),
            failed=partial(self._no_verdict, ghost),
            replace_key=(self, "ghost"),
        )

    def _newcomer(self, ghost: Ghost) -> AppointmentForm | None:
        column = self._view.appointments.columns[ghost.column]
        return newcomer(self._kind(), self._resource(column), *self._times(ghost), self.carried)

    def _verdict(self, ghost: Ghost, findings: tuple[Finding, ...]) -> None:
        weighty = [one for one in findings if one.severity is not Severity.INFORMATION]
        hard = any(one.severity is Severity.HARD for one in weighty)
        tone = Tone.DANGER if hard else Tone.WARNING if weighty else Tone.NEUTRAL
        if self._view.ghost is None or self._view.ghost.place != ghost.place:
            return
        if not weighty:
            words = t("{where}: free", where=self._where(ghost))
            self._view.say_of_ghost(ghost, words, tone)
            hint = t("Enter moves it there, Esc leaves it where it is.")
            if ghost.id is None and self.at_once:
                hint = t("Enter books it there, Esc does not.")
            elif ghost.id is None:
                hint = t("Enter opens the form for that day, Esc does not.")
            self._say(f"{words}. {hint}", tone)
            return
        said = " ".join(sentence(one) for one in weighty)
        self._view.say_of_ghost(ghost, sentence(weighty[0]), tone)
        if not hard:
            said = f"{said} {t('Enter asks for the reason.')}"
        self._say(t("{where}: {conflict}", where=self._where(ghost), conflict=said), tone)

    def _no_verdict(self, ghost: Ghost, error: Exception) -> None:
        if isinstance(error, Refused):
            self._view.say_of_ghost(ghost, explain(error), Tone.DANGER)
            self._say(explain(error), Tone.DANGER)

    def _drop(self, ghost: Ghost) -> None:
        if ghost.id is None:
            carried, form = self.carried, self._newcomer(ghost)
            self._view.end_ghost()
            if carried is not None and form is not None:
                self.book_wanted.emit(carried, form, self._where(ghost))
            elif carried is not None:
                self._say(t("Choose whose days are shown, or with whom they wait."), Tone.WARNING)
            else:
                self.create_wanted.emit(ghost.column, ghost.starts, ghost.ends)
            return
        entry = self._view.current_entry()
        same = entry is not None and (entry.column, entry.starts, entry.ends) == ghost.place[1:]
        if same:
            self._view.end_ghost()
            return
        then = partial(self._dropped, ghost)
        self._view.ahead.wait()
        self._context.runner.read(open_appointment, ghost.id, then=then)

    def _dropped(self, ghost: Ghost, opened: OpenedAppointment) -> None:
        if not ChangingSeries.concerns(opened):
            self._move(ghost, opened)
            return
        self._view.ahead.forget()  # what follows is asked for in a window of its own
        form = moved(opened.form, *self._times(ghost), self._swap(ghost))
        single = partial(self._move, ghost, opened)
        changing = ChangingSeries(
            self._context, self._view, single, lambda _: self._view.end_ghost(), self._left,
            alone=True,
        )  # fmt: skip
        changing.ask(opened, form)

    def _left(self, error: Exception | None) -> None:
        self._view.ahead.forget()
        self._view.end_ghost()
        if isinstance(error, Refused):
            self._say(explain(error), Tone.DANGER)

    def _ended(self) -> None:
        if self._view.ghost is None:
            self.carried = None

    def _move(self, ghost: Ghost, opened: OpenedAppointment, reason: str = "") -> None:
        starts_at, ends_at = self._times(ghost)
        self._context.runner.write(
            move,
            opened.form.id,
            opened.form.version,
            starts_at,
            ends_at,
            self._swap(ghost),
            reason,
            then=partial(self._moved, ghost, opened),
            failed=partial(self._refused, ghost, opened),
        )

    def _moved(self, ghost: Ghost, opened: OpenedAppointment, version: int) -> None:
        self._view.end_ghost()
        swap, form = self._swap(ghost), opened.form
        back = (swap[1], swap[0]) if swap else None
        reason = opened.override_reason or t("Moved back")
        offer_undo(
            self._context,
            t("Moved to {where}", where=self._where(ghost)),
            form.id,
            form.version,
            version,
            lambda now: (move, form.id, now, form.starts_at, form.ends_at, back, reason),
        )

    def _refused(self, ghost: Ghost, opened: OpenedAppointment, error: Exception) -> None:
        if isinstance(error, NeedsReason):
            self._view.ahead.forget()
            given = partial(self._move, ghost, opened)
            dialog = ReasonDialog(error.findings, t("Move anyway"), given, self._view)
            dialog.rejected.connect(self._view.end_ghost)
            dialog.open()
            return
        self._left(error)

    def _times(self, ghost: Ghost) -> tuple[datetime, datetime]:
        day = self._view.appointments.columns[ghost.column].day
        zone = self._context.office.zone
        return moment_of(day, ghost.starts, zone), moment_of(day, ghost.ends, zone)

    def _swap(self, ghost: Ghost) -> Swap | None:
        columns = self._view.appointments.columns
        old, new = (self._resource(columns[n]) for n in (ghost.origin, ghost.column))
        return None if old is None or new is None or old == new else (old, new)

    def _where(self, ghost: Ghost) -> str:
        column = self._view.appointments.columns[ghost.column]
        starts_at, ends_at = self._times(ghost)
        times = t("{first} to {last}", first=time_short(starts_at), last=time_short(ends_at))
        who = (
            column.title if column.resource_id and column.title != weekday_date(column.day) else ""
        )
        return " · ".join(part for part in (weekday_date(column.day), times, who) if part)
