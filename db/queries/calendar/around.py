"""What the office decided and when people work, asked at once for whoever checks a time."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from db.queries.by_heart import Question, Row, ask_together
from db.queries.calendar.rules import rules_asked, rules_of
from db.queries.calendar.times import office_asked, office_of, workers_asked, workers_of
from db.queries.reading import Reading
from db.rules.scheduling import CalendarRules, OfficeTime, Span, WorkerTime

Around = tuple[CalendarRules, OfficeTime, dict[UUID, WorkerTime]]


def around(
    reading: Reading,
    span: Span,
    worker_ids: Iterable[UUID],
    *place_ids: UUID | None,
    before: Sequence[Question] = (),
    heard: list[Sequence[Row]] | None = None,
) -> Around:
    """What `calendar_rules`, `office_time` and `worker_times` give, in one way to the database;
    asked after what comes `before`, whose answers are put into what was `heard`.
    """
    workers = tuple(worker_ids)
    of_office, of_workers = office_asked(reading, span), workers_asked(workers, span)
    answers = ask_together(
        reading.session, *before, rules_asked(*place_ids), *of_office, *of_workers
    )
    if heard is not None:
        heard += answers[: len(before)]
    rules, hours, closures, *times = answers[len(before) :]
    return (
        rules_of(rules),
        office_of(reading, hours, closures),
        workers_of(workers, *times) if workers else {},
    )
