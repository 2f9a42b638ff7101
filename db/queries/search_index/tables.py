"""The tables of the full-text index, which migrations make as each database needs them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import String, TableClause, Uuid, column, table, text

from db.models.types import Code, Utc
from db.rules.codes import NoteKind, NoteStatus, Topic

NAMES = table("search_name", column("rowid"), column("words", String))
NOTES = table("search_note", column("rowid"), column("words", String))

# What is told of a note that was found, in this order.
NOTE_COLUMNS = (
    column("id", Uuid),
    column("case_id", Uuid),
    column("number", String),
    column("first_name", String),
    column("last_name", String),
    column("middle_name", String),
    column("suffix", String),
    column("preferred_name", String),
    column("kind", Code(NoteKind)),
    column("topic", Code(Topic)),
    column("status", Code(NoteStatus)),
    column("started_at", Utc),
    column("author", String),
    column("words", String),
)

Records = Sequence[tuple[UUID, Sequence[str]]]  # each with the folded words it is found by

_OF_KIND = {"client": NAMES, "case": NAMES, "person": NAMES, "note": NOTES}
BELOW_ZERO = ("case", "person")
ROW_OF = text("SELECT row FROM search_entry WHERE kind = :kind AND record_id = :id")
FORGET_ROW = text("DELETE FROM search_entry WHERE row = :row")


def words_of(kind: str) -> TableClause:
    """The table that a kind of record stands in. Raises ValueError for another."""
    found = _OF_KIND.get(kind)
    if found is None:
        raise ValueError(f"nothing of kind {kind!r} is indexed")
    return found


def table_of(kind: str) -> str:
    """Its name."""
    return words_of(kind).name
