"""The documents of a case, and its recycle bin."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from db.models.case_file import Document
from db.models.staff import Staff
from db.queries.reading import Reading
from db.queries.visibility import case_to_read
from db.rules.findings import Refused, hard
from db.rules.permissions import Action


@dataclass(frozen=True)
class DocumentRow:
    """A document in a list. `size` is in bytes, of the plain file; moments are in UTC."""

    id: UUID
    version: int
    name: str
    media_type: str
    size: int
    dated_on: date | None
    added_at: datetime
    added_by: str
    removed_at: datetime | None


@dataclass(frozen=True)
class StoredDocument:
    """What is needed to read a document's bytes from the office's folder."""

    id: UUID
    case_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    key: bytes = field(repr=False)
    stored_as: UUID


def document_list(
    reading: Reading, case_id: UUID, *, removed: bool = False
) -> tuple[DocumentRow, ...]:
    """A case's documents, the last attached first; with `removed` those in the recycle bin."""
    reading.require(Action.READ_CASES)
    case_to_read(reading, case_id)
    found = (
        select(Document, Staff.display_name)
        .join(Staff, Staff.id == Document.added_by_id)
        .where(
            Document.case_id == case_id,
            Document.removed_at.is_not(None) if removed else Document.removed_at.is_(None),
        )
        .order_by(Document.created_at.desc(), Document.id.desc())
    )
    return tuple(
        DocumentRow(
            id=document.id,
            version=document.version,
            name=document.name,
            media_type=document.media_type,
            size=document.size,
            dated_on=document.dated_on,
            added_at=document.created_at,
            added_by=added_by,
            removed_at=document.removed_at,
        )
        for document, added_by in reading.session.execute(found)
    )


def document_to_open(reading: Reading, document_id: UUID) -> StoredDocument:
    """Where a document's bytes lie and their key. Raises `Refused` with "record.gone"."""
    reading.require(Action.READ_CASES)
    document = reading.session.get(Document, document_id)
    if document is None:
        raise Refused(hard("record.gone", kind="document"))
    case_to_read(reading, document.case_id)
    return StoredDocument(
        id=document.id,
        case_id=document.case_id,
        name=document.name,
        media_type=document.media_type,
        size=document.size,
        sha256=document.sha256,
        key=document.key,
        stored_as=document.stored_as,
    )
