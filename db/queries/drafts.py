"""What somebody was typing when the program closed, or locked, or broke."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from db.models.office import Draft
from db.queries.reading import Reading


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft of the user. `form` names the form, `record_id` the record it was about.

    `saved_at` is in the office's zone; `body` holds JSON types, as the form gave them.
    """

    id: UUID
    form: str
    record_id: UUID
    body: Mapping[str, object]
    saved_at: datetime


def my_drafts(reading: Reading, form: str = "") -> tuple[DraftRow, ...]:
    """The user's drafts, of one form or of all, the newest first."""
    asked = select(Draft).where(Draft.user_id == reading.user.id)
    if form:
        asked = asked.where(Draft.form == form)
    rows = reading.session.scalars(asked.order_by(Draft.saved_at.desc(), Draft.id.desc()))
    return tuple(_row(reading, row) for row in rows)


def _row(reading: Reading, row: Draft) -> DraftRow:
    return DraftRow(
        id=row.id,
        form=row.form,
        record_id=row.record_id,
        body=row.body,
        saved_at=row.saved_at.astimezone(reading.zone),
    )
