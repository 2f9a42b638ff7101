"""The user's own drafts: what was being typed when the program was locked or ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from db.models.office import Draft
from db.queries.reading import Reading


@dataclass(frozen=True)
class KeptDraft:
    """The fields of a form as JSON values. `saved_at` is aware, UTC."""

    form: str
    record_id: UUID
    body: Mapping[str, object]
    saved_at: datetime


def own_drafts(reading: Reading) -> tuple[KeptDraft, ...]:
    """Every draft of the user who asks, the newest first."""
    rows = reading.session.scalars(
        select(Draft).where(Draft.user_id == reading.user.id).order_by(Draft.saved_at.desc())
    )
    return tuple(KeptDraft(row.form, row.record_id, row.body, row.saved_at) for row in rows)
