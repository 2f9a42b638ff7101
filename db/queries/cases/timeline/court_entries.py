"""Hearings, orders and placements in a timeline."""

from typing import Any

from sqlalchemy import select

from db.models.client import OutsidePerson
from db.models.court import CourtOrder, Hearing, Placement
from db.queries.cases.people import outside_name
from db.queries.cases.timeline.asking import CASE, Asking, from_seconds, newest
from db.queries.cases.timeline.entry import TimelineEntry
from db.rules.timeline import TimelineKind

_HEARINGS = newest(
    select(Hearing).where(Hearing.case_id == CASE, Hearing.vacated.is_(False)),
    Hearing.starts_at,
    Hearing.id,
)
_ORDERS = newest(
    select(CourtOrder).where(CourtOrder.case_id == CASE), CourtOrder.ordered_on, CourtOrder.id
)
_DAYS: dict[TimelineKind, Any] = {
    TimelineKind.PLACEMENT: Placement.started_on,
    TimelineKind.PLACEMENT_ENDED: Placement.ended_on,
}
_PLACEMENTS = {
    kind: newest(
        select(Placement, day.label("day"), OutsidePerson)
        .outerjoin(OutsidePerson, OutsidePerson.id == Placement.provider_id)
        .where(Placement.case_id == CASE, day.is_not(None)),
        day,
        Placement.id,
    )
    for kind, day in _DAYS.items()
}


def hearings(asking: Asking) -> list[TimelineEntry]:
    """Hearings by their start, past and to come; vacated ones are left out."""
    page = asking.page(_HEARINGS, TimelineKind.HEARING, Hearing.starts_at, Hearing.id, "seconds")
    return [
        TimelineEntry(
            kind=TimelineKind.HEARING,
            id=hearing.id,
            at=from_seconds(hearing.starts_at),
            record=("hearing", hearing.id),
            title=hearing.court,
            text=hearing.outcome,
            who=hearing.judge,
            code=hearing.kind,
        )
        for (hearing,) in asking.rows(page)
    ]


def orders(asking: Asking) -> list[TimelineEntry]:
    """Court orders by the day on which they were made."""
    page = asking.page(_ORDERS, TimelineKind.ORDER, CourtOrder.ordered_on, CourtOrder.id, "day")
    return [
        TimelineEntry(
            kind=TimelineKind.ORDER,
            id=order.id,
            at=asking.start_of(order.ordered_on),
            day_only=True,
            record=("order", order.id),
            text=order.text,
            status=order.status,
        )
        for (order,) in asking.rows(page)
    ]


def placements(asking: Asking) -> list[TimelineEntry]:
    """Placements by the day on which they began."""
    return _placements(asking, TimelineKind.PLACEMENT)


def placements_ended(asking: Asking) -> list[TimelineEntry]:
    """Placements by the day on which they ended."""
    return _placements(asking, TimelineKind.PLACEMENT_ENDED)


def _placements(asking: Asking, kind: TimelineKind) -> list[TimelineEntry]:
    begun = kind is TimelineKind.PLACEMENT
    page = asking.page(_PLACEMENTS[kind], kind, _DAYS[kind], Placement.id, "day")
    return [
        TimelineEntry(
            kind=kind,
            id=placement.id,
            at=asking.start_of(on),
            day_only=True,
            record=("placement", placement.id),
            title=outside_name(provider) if provider else "",
            text="" if begun else placement.ended_because,
            code=placement.kind,
        )
        for placement, on, provider in asking.rows(page)
    ]
