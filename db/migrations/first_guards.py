"""What SQLite itself guards from the first schema on: search tables and triggers.

Part of migration 0001 and as fixed as it is.
"""

SEARCH = (
    "CREATE VIRTUAL TABLE search_name USING fts5(words, content='', contentless_delete=1,"
    " tokenize=\"unicode61 remove_diacritics 0\", prefix='2 3 4')",
    "CREATE VIRTUAL TABLE search_note USING fts5(words, content='', contentless_delete=1,"
    " tokenize=\"unicode61 remove_diacritics 0\", prefix='2 3 4 5')",
    "CREATE VIRTUAL TABLE search_name_word USING fts5vocab(search_name, row)",
)

_SIGNED = (
    "id",
    "case_id",
    "author_id",
    "kind",
    "topic",
    "note_class",
    "started_at",
    "minutes",
    "miles",
    "place",
    "program_id",
    "units",
    "text",
    "appointment_id",
    "signed_at",
    "signed_by_id",
    "signature",
    "signing_key",
    "carried_from_id",
    "created_at",
)
DIFFERS = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _SIGNED)


def _trigger(name: str, event: str, table: str, when: str, words: str) -> str:
    condition = f" WHEN {when}" if when else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table}{condition}"
        f" BEGIN SELECT RAISE(ABORT, '{words}'); END"
    )


def _of_draft(row: str) -> str:
    return f"(SELECT status FROM contact_note WHERE id = {row}.note_id) <> 'draft'"


# What is signed never changes, whoever writes.
IMMUTABLE = (
    _trigger(
        "contact_note_signed",
        "UPDATE",
        "contact_note",
        f"OLD.status <> 'draft' AND ({DIFFERS})",
        "signed note",
    ),
    _trigger(
        "contact_note_status",
        "UPDATE OF status",
        "contact_note",
        "OLD.status <> 'draft' AND NEW.status IS NOT OLD.status AND NOT"
        " (OLD.status = 'signed' AND NEW.status IN ('entered_in_error', 'wrong_file'))",
        "signed note",
    ),
    _trigger(
        "contact_note_delete", "DELETE", "contact_note", "OLD.status <> 'draft'", "signed note"
    ),
    _trigger("note_person_insert", "INSERT", "note_person", _of_draft("NEW"), "signed note"),
    _trigger("note_person_update", "UPDATE", "note_person", _of_draft("OLD"), "signed note"),
    _trigger("note_person_delete", "DELETE", "note_person", _of_draft("OLD"), "signed note"),
    _trigger("note_addendum_update", "UPDATE", "note_addendum", "", "signed addendum"),
    _trigger("note_addendum_delete", "DELETE", "note_addendum", "", "signed addendum"),
    _trigger("audit_event_update", "UPDATE", "audit_event", "", "audit log"),
    _trigger("audit_event_delete", "DELETE", "audit_event", "", "audit log"),
)

# Two blocking rows never take the same resource at the same time. No appointment is longer than
# a day, so only rows that begin within the day before can reach into this one.
_TAKEN = (
    "NEW.blocks = 1 AND EXISTS (SELECT 1 FROM appointment_resource AS other"
    " WHERE other.resource_id = NEW.resource_id"
    " AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at"
    " AND other.starts_at > NEW.starts_at - 86400"
    " AND other.blocks = 1 AND other.appointment_id <> NEW.appointment_id)"
)
DOUBLE_BOOKING = (
    _trigger("taken_insert", "INSERT", "appointment_resource", _TAKEN, "double_booking"),
    _trigger(
        "taken_update",
        "UPDATE OF resource_id, starts_at, ends_at, blocks",
        "appointment_resource",
        _TAKEN,
        "double_booking",
    ),
)

GUARDS = (*SEARCH, *IMMUTABLE, *DOUBLE_BOOKING)
