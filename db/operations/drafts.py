"""What somebody is typing, kept inside the office until it is saved or thrown away.

Drafts are the user's own: nobody else reads them, and keeping one is no change worth an entry in
the audit log.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select

from db.models.office import Draft
from db.operations.work import Work
from db.rules.ids import new_id


@dataclass(frozen=True)
class DraftForm:
    """The fields of a form as JSON values. `form` and `record_id` say which form it is."""

    form: str
    record_id: UUID
    body: Mapping[str, object]


def save_draft(work: Work, form: DraftForm) -> None:
    """Keep a draft, in place of an older one of the same form and record."""
    draft = work.session.scalar(
        select(Draft).where(
            Draft.user_id == work.user.id,
            Draft.form == form.form,
            Draft.record_id == form.record_id,
        )
    )
    if draft is None:
        draft = Draft(
            id=new_id(), user_id=work.user.id, form=form.form, record_id=form.record_id, body={}
        )
        work.session.add(draft)
    draft.body = dict(form.body)
    draft.saved_at = work.now


def discard_draft(work: Work, form: str, record_id: UUID) -> None:
    """Forget a draft. One that is not there is forgotten already."""
    work.session.execute(
        delete(Draft).where(
            Draft.user_id == work.user.id, Draft.form == form, Draft.record_id == record_id
        )
    )
