"""What somebody decides of the days of a series that collide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.opened import moved

Dated = tuple[date, AppointmentForm]


@dataclass(frozen=True, slots=True)
class Choices:
    """By the day of the series: left out (of a series that is changed: left as it is), booked all
    the same with a reason, shifted to another (aware) beginning, or given to another worker, room
    or car (from, to).
    """

    left_out: frozenset[date] = frozenset()
    all_the_same: frozenset[date] = frozenset()
    shifted: Mapping[date, datetime] = field(default_factory=dict)
    instead: Mapping[date, tuple[UUID, UUID]] = field(default_factory=dict)


def settled(made: Iterable[Dated], choices: Choices | None) -> tuple[Dated, ...]:
    """The appointments as they are to be; what is left out is gone."""
    if choices is None:
        return tuple(made)
    return tuple(
        (day, _settled(day, form, choices)) for day, form in made if day not in choices.left_out
    )


def _settled(day: date, form: AppointmentForm, choices: Choices) -> AppointmentForm:
    starts_at = choices.shifted.get(day, form.starts_at)
    ends_at = starts_at + (form.ends_at - form.starts_at)
    return moved(form, starts_at, ends_at, choices.instead.get(day))
