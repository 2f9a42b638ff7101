"""Keeping what is being typed, in the encrypted database. No record changes by it, so the audit
log says nothing of drafts."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update

from db.models.office import Draft
from db.operations.all_day import all_day
from db.operations.redaction import is_so, sealed_asked
from db.operations.work import Work
from db.queries.by_heart import ByHeart, ask_together
from db.rules.findings import Refused, hard
from db.rules.ids import new_id

_MOST_BYTES = 8_000_000  # a note of 5 MB, with what escaping adds
_LONGEST_FORM = 40
_OWN = ByHeart(
    select(Draft.id).where(
        Draft.user_id == bindparam("user_id"),
        Draft.form == bindparam("form"),
        Draft.record_id == bindparam("record_id"),
    )
)
_NEW = ByHeart(insert(Draft).values({one.key: bindparam(one.key) for one in Draft.__table__.c}))
_TYPED_ON = ByHeart(
    update(Draft)
    .where(Draft.id == bindparam("draft_id"))
    .values(body=bindparam("body"), saved_at=bindparam("saved_at"))
)


@all_day
def save_draft(work: Work, form: str, record_id: UUID, body: Mapping[str, object]) -> None:
    """Keep the user's draft of a form (its name has at most 40 characters) about a record.

    There is one for each form and record; `body` holds JSON types. Raises `Refused` with
    "draft.too_large" above 8 MB, and with "draft.sealed_since" where the draft belongs to what was
    moved into a sealed file meanwhile: it must not stand in the office, not even encrypted.
    """
    if not form or len(form) > _LONGEST_FORM:
        raise ValueError("a form's name has 1 to 40 characters")
    if len(json.dumps(body).encode()) > _MOST_BYTES:
        raise Refused(hard("draft.too_large"))
    asked = {"user_id": work.user.id, "form": form, "record_id": record_id}
    sealed, own = ask_together(
        work.session, sealed_asked({record_id, *_ids_in(body)}), (_OWN, asked)
    )
    if is_so(sealed):
        raise Refused(hard("draft.sealed_since"))
    typed = {"body": dict(body), "saved_at": work.now}
    if own:
        draft_id = own[0][0]
        work.last((_TYPED_ON, {"draft_id": draft_id, **typed}))
    else:
        draft_id = new_id()
        work.last((_NEW, {"id": draft_id, **asked, **typed}))
    work.changed("draft", draft_id)


def _ids_in(value: object) -> Iterator[UUID]:
    """The ids in a draft's body: of its case, its client, whoever was present."""
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _ids_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _ids_in(one)
    elif isinstance(value, str) and len(value) in (32, 36):
        with suppress(ValueError):
            yield UUID(value)


def drop_draft(work: Work, form: str, record_id: UUID) -> None:
    """Throw the user's draft away; one that is not there is no mistake."""
    dropped = work.session.scalar(
        delete(Draft)
        .where(Draft.user_id == work.user.id, Draft.form == form, Draft.record_id == record_id)
        .returning(Draft.id)
    )
    if dropped is not None:
        work.changed("draft", dropped)
