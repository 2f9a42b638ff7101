"""What is asked of a member of staff, and of a working week."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db.rules.findings import Finding, hard
from db.rules.phones import email_key, phone_key
from db.rules.text_fields import missing, too_long

MOST_A_DAY = 50
_LONGEST = {"team": 80, "display_name": 120, "title": 120, "phone": 40, "email": 120}
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class StaffForm:
    """How a member of staff is named and reached. `title` is the credential on reports.

    `team` is what workers are grouped by in the calendar, `most_a_day` how many appointments one
    takes on a day (None: as the office's rule says). User name, role and account are the office's
    to change (`db.office.members`).
    """

    id: UUID
    display_name: str
    title: str = ""
    phone: str = ""
    email: str = ""
    team: str = ""
    most_a_day: int | None = None


@dataclass(frozen=True, slots=True)
class WeekSpan:
    """A span of a week: minutes after local midnight, Monday is 0, the end not included.

    Open ends of validity are None; both days are included.
    """

    weekday: int
    starts: int
    ends: int
    valid_from: date | None = None
    valid_to: date | None = None


def check_staff(form: StaffForm) -> tuple[Finding, ...]:
    """Everything that stands against saving, each with the field it belongs to."""
    return tuple(_staff_findings(form))


def check_week(spans: Iterable[WeekSpan]) -> tuple[Finding, ...]:
    """What is wrong with a working week: spans turned round, outside the day, or overlapping."""
    return tuple(_week_findings(sorted(spans, key=lambda one: (one.weekday, one.starts))))


def _staff_findings(form: StaffForm) -> Iterator[Finding]:
    yield from missing(form, "display_name")
    yield from too_long(form, _LONGEST)
    if form.phone.strip() and not phone_key(form.phone):
        yield hard("contact.phone_incomplete", "phone")
    if form.email.strip() and not email_key(form.email):
        yield hard("contact.email_invalid", "email")
    if form.most_a_day is not None and not 1 <= form.most_a_day <= MOST_A_DAY:
        yield hard("calendar_rule.number", "most_a_day", most=MOST_A_DAY)


def _week_findings(spans: list[WeekSpan]) -> Iterator[Finding]:
    for span in spans:
        if not 0 <= span.weekday <= 6 or not 0 <= span.starts < span.ends <= _DAY:
            yield hard("hours.impossible", "hours")
            return
        if span.valid_from and span.valid_to and span.valid_to < span.valid_from:
            yield hard("hours.validity_turned", "hours")
            return
    for weekday in range(7):
        of_day = [span for span in spans if span.weekday == weekday]
        if any(
            _at_once(a, b) and b.starts < a.ends
            for place, a in enumerate(of_day)
            for b in of_day[place + 1 :]
        ):
            yield hard("hours.overlap", "hours")
            return


def _at_once(a: WeekSpan, b: WeekSpan) -> bool:
    first, last = date.min, date.max
    return (a.valid_from or first) <= (b.valid_to or last) and (b.valid_from or first) <= (
        a.valid_to or last
    )
