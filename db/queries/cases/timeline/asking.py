"""What every source of a timeline is asked: whose, from where on, how many.

A case is opened more often than anything else, and every source is asked then. So each one's
first page is composed once (`newest`), and what differs is told with the asking.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, TypeVarTuple
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Integer, Select, Uuid, and_, bindparam, or_

from db.models.case_file import CaseFile
from db.queries.by_heart import ByHeart
from db.queries.cases.timeline.entry import TimelineFilter, TimelinePlace
from db.queries.reading import Reading
from db.rules.timeline import TimelineKind

Columns = TypeVarTuple("Columns")
CASE = bindparam("case_id", type_=Uuid())  # stands for the case's id


_FIRST_PAGES: WeakKeyDictionary[Any, ByHeart] = WeakKeyDictionary()


def newest(found: Select[*Columns], at: Any, record_id: Any) -> Select[*Columns]:
    """What is found, newest first and no more than is asked for, to be cut by `Asking.page`."""
    made = found.order_by(at.desc(), record_id.desc()).limit(bindparam("most", type_=Integer))
    _FIRST_PAGES[made] = ByHeart(made)
    return made


@dataclass(frozen=True)
class Asking:
    """A question to every source: its newest `limit` entries of the case after a place."""

    reading: Reading
    case: CaseFile
    asked: TimelineFilter
    before: TimelinePlace | None
    limit: int

    def page(
        self,
        found: Select[*Columns],
        kind: TimelineKind,
        at: Any,
        record_id: Any,
        unit: str = "moment",
    ) -> Select[*Columns]:
        """The `newest` cut to this page, to be asked with what is `told`. `unit` says what the
        column holds: "moment" (UTC), "seconds" (UTC) or "day" (in the office's zone)."""
        if self.before is None:
            return found
        return found.where(self._older(kind, at, record_id, unit))

    def rows(self, page: Select[*tuple[Any, ...]], **more: object) -> Sequence[Any]:
        """What a page answers, by heart where it is a first one; `more` is told as well."""
        told, first = {**self.told, **more}, _FIRST_PAGES.get(page)
        if first is not None:
            return first.records(self.reading.session, told)
        return self.reading.session.execute(page, told).all()

    @property
    def told(self) -> dict[str, Any]:
        """What the parameters of a page stand for."""
        return {"case_id": self.case.id, "most": self.limit, "now": self.reading.now_seconds}

    def start_of(self, day: date) -> datetime:
        """The first moment of a day in the office, in UTC."""
        return datetime.combine(day, time(), self.reading.zone).astimezone(UTC)

    def _older(self, kind: TimelineKind, at: Any, record_id: Any, unit: str) -> ColumnElement[bool]:
        assert self.before is not None
        value: object = self.before.at
        on_the_spot = True
        if unit == "seconds":
            whole = int(self.before.at.timestamp())
            value, on_the_spot = whole, self.before.at.microsecond == 0
        elif unit == "day":
            day = self.before.at.astimezone(self.reading.zone).date()
            value, on_the_spot = day, self.start_of(day) == self.before.at
        if not on_the_spot or kind < self.before.kind:
            older: ColumnElement[bool] = at <= value
        elif kind > self.before.kind:
            older = at < value
        else:
            older = or_(at < value, and_(at == value, record_id < self.before.id))
        return older


def from_seconds(seconds: int) -> datetime:
    """A moment of the calendar, aware, in UTC."""
    return datetime.fromtimestamp(seconds, UTC)
