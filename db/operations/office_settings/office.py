"""The office's name, letterhead and hours."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from db.models.office import Office, OfficeHours
from db.operations.work import Work
from db.queries.office_settings import office_week
from db.rules.findings import Stale, raise_hard
from db.rules.office_form import OfficeForm, check_office
from db.rules.permissions import Action
from db.rules.staff_form import WeekSpan, check_week
from db.rules.text_fields import stripped

_HOURS = "office.hours_changed"


def change_office(work: Work, form: OfficeForm, form_version: int) -> int:
    """Save name, zone, letterhead and the like; gives the new version.

    A new time zone moves no appointment: their moments stay, and are shown in the new zone.
    """
    work.require(Action.MANAGE_OFFICE)
    raise_hard(check_office(form))
    form = stripped(form)
    row = work.session.scalars(select(Office)).one()
    office = work.edit(Office, row.id, form_version)
    office.name, office.time_zone, office.phone = form.name, form.time_zone, form.phone
    office.letterhead, office.paper = form.letterhead, form.paper
    office.country, office.language = form.country.upper(), form.language
    office.emergency_minutes = form.emergency_minutes
    office.calendar_names, office.calendar_folder = form.calendar_names, form.calendar_folder
    work.session.flush()
    work.record("office.changed", "office", office.id)
    work.changed("office", office.id)
    return office.version


def set_office_week(
    work: Work, spans: Sequence[WeekSpan], shown: Sequence[WeekSpan] | None = None
) -> None:
    """Put the office's hours in place of what stood there.

    `shown` are the hours that the form opened with. Raises `Refused` ("hours.…"), or `Stale` if
    others stand there by now.
    """
    work.require(Action.MANAGE_OFFICE)
    raise_hard(check_week(spans))
    office = work.session.scalars(select(Office)).one()
    if shown is not None and tuple(shown) != office_week(work):
        raise Stale("office_hours", office.id, _HOURS)
    before = [_told(span) for span in office_week(work)]
    work.touch(office)
    work.session.execute(delete(OfficeHours))
    work.session.add_all(
        OfficeHours(weekday=span.weekday, opens=span.starts, closes=span.ends) for span in spans
    )
    work.session.flush()
    after = [_told(span) for span in office_week(work)]
    work.record(_HOURS, "office", office.id, hours=[before, after])
    work.changed("office", office.id)


def _told(span: WeekSpan) -> str:
    starts, ends = divmod(span.starts, 60), divmod(span.ends, 60)
    return f"{span.weekday} {starts[0]:02d}:{starts[1]:02d}-{ends[0]:02d}:{ends[1]:02d}"
