"""Between an appointment's form as the office knows it and what stands in the fields. Pure."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from db.queries.calendar.appointment_form import AppointmentForm, HearingPart
from db.rules.codes import AppointmentKind, AppointmentStatus, HearingKind
from ui.dialogs.appointment.prefill import Prefill, first_start

STANDINGS = (
    AppointmentStatus.CONFIRMED,
    AppointmentStatus.TENTATIVE,
    AppointmentStatus.REQUESTED,
)
WITHOUT_WORKER = frozenset({AppointmentKind.OUTSIDE})


def shown(form: AppointmentForm) -> dict[str, Any]:
    """The fields' values of an appointment; its moments are in the office's zone."""
    hearing = form.hearing
    seconds = form.ends_at.timestamp() - form.starts_at.timestamp()
    return {
        "kind": form.kind,
        "standing": _standing(form),
        "group": form.group_id,
        "client": form.client_id,
        "household": form.household,
        "case": form.case_id,
        "subject": form.subject,
        "day": form.starts_at.date(),
        "starts_at": form.starts_at.time(),
        "ends_at": int(seconds) // 60,
        "workers": form.workers,
        "room": form.room_id,
        "car": form.car_id,
        "interpreter": form.interpreter_id,
        "place_id": form.place_id,
        "place": form.place,
        "joining_link": form.joining_link,
        "hearing_kind": hearing.kind if hearing is not None else None,
        "court": hearing.court if hearing is not None else "",
        "courtroom": hearing.courtroom if hearing is not None else "",
        "judge": hearing.judge if hearing is not None else "",
        "remark": form.remark,
    }


def begun(prefill: Prefill, now: datetime, self_id: UUID | None) -> dict[str, Any]:
    """The fields' values of a new appointment; `self_id` is a worker who books for themselves."""
    starts_at = first_start(prefill, now)
    outside = prefill.kind in WITHOUT_WORKER
    worker = prefill.worker_id or (None if outside else self_id)
    requested = prefill.requested
    return {
        "standing": AppointmentStatus.REQUESTED if requested else AppointmentStatus.CONFIRMED,
        "kind": prefill.kind or AppointmentKind.OFFICE_VISIT,
        "group": prefill.group_id,
        "client": prefill.client_id,
        "case": prefill.case_id,
        "subject": prefill.subject,
        "day": starts_at.date(),
        "starts_at": starts_at.time(),
        "ends_at": prefill.minutes,
        "workers": () if worker is None else (worker,),
        "room": prefill.room_id,
        "car": prefill.car_id,
        "interpreter": prefill.interpreter_id,
        "place_id": prefill.place_id,
        "place": prefill.place,
        "joining_link": prefill.joining_link,
    }


def times(values: Mapping[str, Any], zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    """From and to, or None while the day, the time or the length is not known."""
    day, starts, minutes = values["day"], values["starts_at"], values["ends_at"]
    if not isinstance(day, date) or not isinstance(starts, time) or not minutes:
        return None
    starts_at = datetime.combine(day, starts.replace(tzinfo=None), tzinfo=zone)
    ends_at = (starts_at.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(zone)
    return starts_at, ends_at


def wanted(
    values: Mapping[str, Any],
    zone: ZoneInfo,
    record_id: UUID,
    version: int,
    hearing: HearingPart | None,
    hearing_id: UUID,
    members: tuple[UUID, ...] | None = None,
) -> AppointmentForm | None:
    """The form that the values make, or None while its times are not known.

    `hearing` is the one that the appointment has; a new one gets `hearing_id`. `members` are those
    whom a session of a group takes already; a new one takes its roster.
    """
    span = times(values, zone)
    kind = values["kind"]
    if span is None or kind is None:
        return None
    alone, session = kind in WITHOUT_WORKER, kind is AppointmentKind.GROUP
    client = None if session else values["client"]
    return AppointmentForm(
        id=record_id,
        kind=kind,
        starts_at=span[0],
        ends_at=span[1],
        workers=() if alone else values["workers"],
        client_id=client,
        household=values["household"] if client is not None else (),
        room_id=None if alone else values["room"],
        car_id=None if alone else values["car"],
        interpreter_id=None if alone else values["interpreter"],
        place_id=values["place_id"],
        place=values["place"],
        joining_link=values["joining_link"],
        subject=values["subject"],
        case_id=None if session else values["case"],
        hearing=_hearing(values, hearing, hearing_id),
        remark=values["remark"],
        tentative=values["standing"] not in (None, AppointmentStatus.CONFIRMED),
        requested=values["standing"] is AppointmentStatus.REQUESTED,
        group_id=values["group"] if session else None,
        members=members if session else None,
        version=version,
    )


def _standing(form: AppointmentForm) -> AppointmentStatus:
    if form.requested:
        return AppointmentStatus.REQUESTED
    return AppointmentStatus.TENTATIVE if form.tentative else AppointmentStatus.CONFIRMED


def _hearing(
    values: Mapping[str, Any], there: HearingPart | None, hearing_id: UUID
) -> HearingPart | None:
    kind = values["hearing_kind"]
    if values["kind"] is not AppointmentKind.HEARING or not isinstance(kind, HearingKind):
        return there
    return HearingPart(
        id=there.id if there is not None else hearing_id,
        kind=kind,
        court=values["court"],
        courtroom=values["courtroom"],
        judge=values["judge"],
    )
