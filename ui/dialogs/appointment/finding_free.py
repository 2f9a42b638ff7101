"""Looking for the times that suit everybody who is chosen, and taking one into the form."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject

from db.queries.calendar.next_free import DAYS_AHEAD, FreeTimes, NextFree, Slot, free_times
from db.queries.calendar.team_choices import teams
from db.rules.codes import AppointmentKind
from db.texts import sentence, t
from ui.context import PageContext
from ui.dialogs.appointment.fields import AppointmentFields
from ui.dialogs.appointment.free_panel import NextFreePanel
from ui.dialogs.appointment.values import times
from ui.dialogs.appointment.wishes import Wished


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which workers were ticked when it was asked, and whether one of them is enough."""

    workers: tuple[UUID, ...]
    one_is_enough: bool


class FindingFree(QObject):
    """Follows the panel. `checked` is called when a time has been taken into the fields."""

    def __init__(
        self,
        context: PageContext,
        fields: AppointmentFields,
        free: NextFreePanel,
        record_id: UUID,
        checked: Callable[[], object],
    ) -> None:
        super().__init__(fields)
        self._context, self._fields, self._free = context, fields, free
        self._id, self._checked = record_id, checked
        self._asked = _Asked((), False)
        free.wanted.connect(self.find)
        free.chosen.connect(self._take)
        free.wish_button.clicked.connect(self._advise)
        context.runner.read(teams, then=free.wishes.offer, replace_key=(self, "teams"))

    def find(self) -> None:
        """Look for the best times."""
        values = self._fields.values()
        if not values["ends_at"]:
            self._free.say(t("Say the length first."))
            self._fields.field("ends_at").control.setFocus()
            return
        if self._free.wishes.problem():
            return
        asked = self._question(self._free.wishes.wished())
        self._free.say(t("Looking…"))
        self._context.runner.read(
            free_times, asked, then=self._found, failed=self._failed, replace_key=(self, "free")
        )

    def _question(self, wished: Wished) -> NextFree:
        values = self._fields.values()
        span = times(values, self._context.office.zone)
        now = self._context.now()
        one = wished.one_of_chosen and bool(values["workers"])
        self._asked = _Asked(values["workers"], one)
        any_room = wished.any_room and bool(self._rooms())
        any_interpreter = wished.any_interpreter and bool(self._fields.speaking())
        return NextFree(
            minutes=values["ends_at"],
            begin=now if span is None else max(now, span[0]),
            kind=values["kind"] or AppointmentKind.OFFICE_VISIT,
            workers=() if one else values["workers"],
            any_of=values["workers"] if one else wished.any_of,
            client_id=values["client"],
            household=values["household"],
            room_id=None if any_room else values["room"],
            rooms=self._rooms() if any_room else (),
            interpreter_id=None if any_interpreter else values["interpreter"],
            interpreters=self._fields.speaking() if any_interpreter else (),
            car_id=values["car"],
            place_id=values["place_id"],
            without=self._id,
            wishes=wished.wishes,
        )

    def _rooms(self) -> tuple[UUID, ...]:
        offered = self._fields.field("room").control.values()
        return tuple(one for one in offered if one is not None)

    def _advise(self) -> None:
        """What can be chosen, and what the file says of when the client may be reached."""
        rooms, speaking = self._rooms(), self._fields.speaking()
        self._free.wishes.fit(rooms=bool(rooms), interpreters=bool(speaking))
        marks = self._fields.client_marks()
        advice = [one for one in marks if one.code == "contact.advice"]
        self._free.wishes.say_advice(" ".join(sentence(one) for one in advice))

    def _found(self, found: FreeTimes) -> None:
        self._free.show_times(found, DAYS_AHEAD)

    def _failed(self, error: Exception) -> None:
        self._free.say("")
        self._fields.show_refusal(error)

    def _take(self, slot: Slot) -> None:
        fields = self._fields
        fields.field("day").control.enter(slot.starts_at.date())
        fields.field("starts_at").control.enter(slot.starts_at.time())
        if slot.worker_id is not None:
            kept = () if self._asked.one_is_enough else self._asked.workers
            self._put("workers", (*kept, slot.worker_id))
        if slot.room_id is not None:
            self._put("room", slot.room_id)
        if slot.interpreter_id is not None:
            self._put("interpreter", slot.interpreter_id)
        self._checked()

    def _put(self, name: str, value: object) -> None:
        control = self._fields.field(name).control
        control.set_value(value)
        control.edited.emit()
