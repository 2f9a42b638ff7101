"""Documents attached to cases. The bytes are stored, encrypted, before the row is written."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from db.models.case_file import Document
from db.operations.cases.access import case_to_change
from db.operations.work import Work
from db.rules.findings import Refused, hard
from db.rules.text_fields import storable

_LONGEST_NAME = 255


@dataclass(frozen=True)
class DocumentForm:
    """A document whose bytes lie stored already.

    `size` and `sha256` (hexadecimal) are of the plain file; `key` is the document's own 32
    bytes; `stored_as` names the encrypted file. `dated_on` is the day on the paper.
    """

    id: UUID
    case_id: UUID
    name: str
    size: int
    sha256: str
    key: bytes = field(repr=False)
    stored_as: UUID
    media_type: str = "application/octet-stream"
    dated_on: date | None = None


def attach_document(work: Work, form: DocumentForm) -> None:
    """Attach a stored file to a case."""
    case_to_change(work, form.case_id)
    if len(form.key) != 32 or len(form.sha256) != 64 or form.size < 0:
        raise Refused(hard("document.bad_bytes"))
    work.add(
        Document(
            id=form.id,
            case_id=form.case_id,
            name=_name(form.name),
            media_type=form.media_type[:120],
            size=form.size,
            sha256=form.sha256,
            key=form.key,
            stored_as=form.stored_as,
            dated_on=form.dated_on,
            added_by_id=work.user.id,
        )
    )
    work.session.flush()
    work.record("document.attached", "document", form.id, case=str(form.case_id))
    work.changed("document", form.id)


def rename_document(
    work: Work, document_id: UUID, form_version: int, name: str, dated_on: date | None
) -> None:
    """Give a document another name, or another day. Its bytes stay."""
    document = _document(work, document_id, form_version)
    if document.removed_at is not None:
        raise Refused(hard("document.is_removed"))
    document.name = _name(name)
    document.dated_on = dated_on
    work.record("document.renamed", "document", document_id)
    work.changed("document", document_id)


def remove_document(work: Work, document_id: UUID, form_version: int) -> None:
    """Put a document into the recycle bin of its case, bytes and all."""
    document = _document(work, document_id, form_version)
    if document.removed_at is not None:
        raise Refused(hard("document.is_removed"))
    document.removed_at = work.now
    work.record("document.removed", "document", document_id)
    work.changed("document", document_id)


def restore_document(work: Work, document_id: UUID, form_version: int) -> None:
    """Take a document out of the recycle bin again."""
    document = _document(work, document_id, form_version)
    if document.removed_at is None:
        raise Refused(hard("document.is_there"))
    document.removed_at = None
    work.record("document.restored", "document", document_id)
    work.changed("document", document_id)


def _document(work: Work, document_id: UUID, form_version: int) -> Document:
    document = work.session.get(Document, document_id)
    if document is None:
        raise Refused(hard("record.gone", kind="document"))
    case_to_change(work, document.case_id)
    return work.edit(Document, document_id, form_version)


def _name(typed: str) -> str:
    name = " ".join(storable(typed).split())
    if not name:
        raise Refused(hard("document.name_missing", "name"))
    if len(name) > _LONGEST_NAME:
        raise Refused(hard("document.name_too_long", "name", longest=_LONGEST_NAME))
    return name
