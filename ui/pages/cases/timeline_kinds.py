"""What a timeline can be narrowed to."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from db.queries.cases.timeline.entry import TimelinePlace
from db.rules.timeline import TimelineKind
from db.texts import t


def end_of(day: date, zone: ZoneInfo) -> TimelinePlace:
    """The place in a timeline after which everything lies on this day or before."""
    tomorrow = datetime.combine(day + timedelta(days=1), time(), zone)
    return TimelinePlace(tomorrow.astimezone(UTC), min(TimelineKind), UUID(int=0))


def kind_options() -> list[tuple[frozenset[TimelineKind], str]]:
    """Groups of kinds with their words; everything that lies in the past needs no group."""
    kind = TimelineKind
    life = frozenset(
        {
            kind.OPENED, kind.CLOSED, kind.REOPENED, kind.RESTRICTED, kind.RESTRICTION_LIFTED,
            kind.ASSIGNED, kind.UNASSIGNED, kind.ENROLLED, kind.ENROLLMENT_ENDED,
        }
    )  # fmt: skip
    return [
        (frozenset(kind), t("Also what is coming")),
        (frozenset({kind.NOTE, kind.ADDENDUM}), t("Notes")),
        (frozenset({kind.APPOINTMENT}), t("Appointments")),
        (frozenset({kind.HEARING, kind.ORDER}), t("Hearings and orders")),
        (frozenset({kind.PLACEMENT, kind.PLACEMENT_ENDED}), t("Placements")),
        (frozenset({kind.TASK_DONE, kind.DOCUMENT}), t("Tasks and documents")),
        (frozenset({kind.MESSAGE}), t("Phone messages")),
        (life, t("The case itself")),
    ]
