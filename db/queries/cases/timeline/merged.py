"""The sources of a timeline, merged."""

from collections.abc import Callable
from heapq import nlargest
from operator import attrgetter
from uuid import UUID

from db.queries.cases.timeline import court_entries, note_entries, status_entries, work_entries
from db.queries.cases.timeline.asking import Asking
from db.queries.cases.timeline.entry import (
    TimelineEntry,
    TimelineFilter,
    TimelinePage,
    TimelinePlace,
)
from db.queries.cases.timeline.presence import absent
from db.queries.kept_plans import keeping_plans
from db.queries.reading import Reading
from db.queries.visibility import see_case
from db.rules.permissions import Action
from db.rules.timeline import TimelineKind

MOST = 500

_SOURCES: dict[TimelineKind, Callable[[Asking], list[TimelineEntry]]] = {
    TimelineKind.NOTE: note_entries.notes,
    TimelineKind.ADDENDUM: note_entries.addenda,
    TimelineKind.TASK_DONE: work_entries.tasks_done,
    TimelineKind.DOCUMENT: work_entries.documents,
    TimelineKind.APPOINTMENT: work_entries.appointments,
    TimelineKind.MESSAGE: work_entries.messages,
    TimelineKind.HEARING: court_entries.hearings,
    TimelineKind.ORDER: court_entries.orders,
    TimelineKind.PLACEMENT: court_entries.placements,
    TimelineKind.PLACEMENT_ENDED: court_entries.placements_ended,
    TimelineKind.OPENED: status_entries.opened,
    TimelineKind.CLOSED: status_entries.closed,
    TimelineKind.REOPENED: status_entries.reopened,
    TimelineKind.RESTRICTED: status_entries.restricted,
    TimelineKind.RESTRICTION_LIFTED: status_entries.restriction_lifted,
    TimelineKind.ASSIGNED: status_entries.assigned,
    TimelineKind.UNASSIGNED: status_entries.unassigned,
    TimelineKind.ENROLLED: status_entries.enrolled,
    TimelineKind.ENROLLMENT_ENDED: status_entries.enrollments_ended,
}


def timeline(
    reading: Reading,
    case_id: UUID,
    asked: TimelineFilter = TimelineFilter(),  # noqa: B008 (frozen)
    before: TimelinePlace | None = None,
    limit: int = 50,
) -> TimelinePage:
    """A page of the case's timeline, newest first, that begins after the place `before`.

    Raises `Refused`: "case.unknown" or "case.restricted".
    """
    reading.require(Action.READ_CASES)
    by_heart = before is None and asked == TimelineFilter()
    case = see_case(reading, case_id, *(keeping_plans(reading.session) if by_heart else ()))
    limit = max(1, min(limit, MOST))
    asking = Asking(reading, case, asked, before, limit + 1)
    wanted = {kind for kind in _SOURCES if asked.wants(kind)}
    if len(wanted) > 1:
        wanted -= absent(reading, case)
    found = [entry for kind in wanted for entry in _SOURCES[kind](asking)]
    newest = nlargest(limit + 1, found, key=attrgetter("place"))
    entries = tuple(newest[:limit])
    more = len(newest) > limit
    return TimelinePage(entries, entries[-1].place if more else None)
