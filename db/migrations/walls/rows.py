"""Which rows of a table somebody sees, and which they may write: row-level security.

`db.queries.visibility` said once more, in the words of the server. Where a condition asks what is
closed it asks once a statement, and where a row says itself that it is not restricted, not at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CASE = "case_id IS NULL OR case_id NOT IN (SELECT wall_closed_cases())"
CLIENT = "client_id IS NULL OR client_id NOT IN (SELECT wall_closed_clients())"
_SEEN_CASE = "NOT restricted OR id NOT IN (SELECT wall_closed_cases())"
_SEEN_CLIENT = "NOT restricted OR id NOT IN (SELECT wall_closed_clients())"
_NOTE = "note_id NOT IN (SELECT wall_closed_notes())"
_ROLE = "(SELECT wall_role_of_me())"
_ME = "(SELECT wall_me())"
_ADMINISTERS = f"{_ROLE} = 'administrator'"
_SUPERVISES = f"{_ROLE} IN ('administrator', 'supervisor')"
_READS = f"{_ROLE} = ANY ({{readers}})"
# An emergency lets one read, and write notes.
_TO_CHANGE = "case_id IS NULL OR case_id NOT IN (SELECT wall_cases_to_read_only())"


@dataclass(frozen=True)
class Rows:
    """The rows of a table that somebody sees, and no others do they write.

    `added` is one more condition on new rows, `changed` on those that are changed or deleted, as
    they were and as they become, `deleted` on those that are deleted.
    """

    table: str
    seen: str
    added: str = ""
    changed: str = ""
    deleted: str = ""

    def statements(self) -> Iterator[str]:
        """Its policies made anew."""
        yield f"ALTER TABLE {self.table} ENABLE ROW LEVEL SECURITY"
        for name in ("seen", "changed", "deleted", "added"):
            yield f"DROP POLICY IF EXISTS {name} ON {self.table}"
        yield f"CREATE POLICY seen ON {self.table} USING ({self.seen})"
        about = f"ON {self.table} AS RESTRICTIVE"
        if self.added:
            yield f"CREATE POLICY added {about} FOR INSERT WITH CHECK ({self.added})"
        if self.changed:
            yield f"CREATE POLICY changed {about} FOR UPDATE USING ({self.changed})"
        if self.deleted or self.changed:
            yield f"CREATE POLICY deleted {about} FOR DELETE USING ({self.deleted or self.changed})"


def _of_case(*tables: str) -> Sequence[Rows]:
    return [Rows(table, CASE, _TO_CHANGE, _TO_CHANGE) for table in tables]


def _of_client(*tables: str) -> Sequence[Rows]:
    return [Rows(table, CLIENT) for table in tables]


def _own(*tables: str) -> Sequence[Rows]:
    return [Rows(table, _BY_ME) for table in tables]


_BY_ME = f"user_id = {_ME}"
# The list of members and everybody's keys; one's own key file changes with one's password.
_KEYS = f"{_ADMINISTERS} OR name IN (SELECT wall_my_files())"
# What the office rests on is an administrator's; others keep which of their keys and passwords is
# the newest, whose turn the backup is, and what a sealed file has here.
_FACTS = (
    f"{_ADMINISTERS} OR key = 'backup_turn' OR right(key, 36) = {_ME}::text"
    " OR split_part(key, '.', 1) IN ('busy', 'seen_match', 'on_its_way')"
)
# What a line of the log is about is seen. Reception: nothing of a case, but that it was sealed.
ENTRY = (
    f"{_BY_ME} OR {_ROLE} <> 'auditor'"
    " AND (record_id IS NULL OR record_id NOT IN (SELECT wall_closed_records()))"
    f" AND ({_READS} OR kind IN ('client', 'household', 'person', 'appointment', 'request',"
    " 'message', 'staff', 'leave', 'office', 'closure', 'audit') OR details = '{\"sealed\":true}')"
)
# Nobody's here, and a sealed file's elsewhere, as a fact says (`db.queries.calendar.visible`).
_BUSY = (
    "client_id IS NULL AND case_id IS NULL"
    " AND 'busy.' || replace(id::text, '-', '') IN (SELECT key FROM fact)"
)
# As far as the appointment itself is seen, by its own policy.
_OF_SEEN = "appointment_id IN (SELECT id FROM appointment)"
_BEATS = "login = session_user AND beat_at <= now()"
EMERGENCY = f"{_BY_ME} OR {_SUPERVISES} OR {CASE}"
# Whoever could let the words of one record lead to another would search in what is closed.
_NOT_TO_FORGET = (
    f"record_id NOT IN (SELECT wall_closed_records()) AND CASE WHEN {_SUPERVISES} THEN true"
    f" WHEN {_READS} THEN record_id NOT IN (SELECT wall_closed_notes())"
    " ELSE kind = 'client' OR kind = 'person' AND record_id IN (SELECT id FROM outside_person) END"
)
ROWS = (
    Rows("case_file", _SEEN_CASE),
    Rows("client", _SEEN_CLIENT),
    *_of_case("document", "hearing", "court_order", "court_report", "party"),
    Rows("placement", f"({CASE}) AND ({CLIENT})", _TO_CHANGE, _TO_CHANGE),
    Rows("enrollment", f"({CASE}) AND ({CLIENT})", _TO_CHANGE, _TO_CHANGE),
    Rows(
        "assignment",
        f"{_ADMINISTERS} OR {CASE}",
        f"{_ADMINISTERS} OR ({_TO_CHANGE}) AND ({_SUPERVISES} OR staff_id = {_ME})",
        f"{_ADMINISTERS} OR {_TO_CHANGE}",
    ),
    Rows(
        "case_access",
        f"{_ADMINISTERS} OR {CASE}",
        f"{_ADMINISTERS} OR {_TO_CHANGE}",
        f"{_ADMINISTERS} OR {_TO_CHANGE}",
    ),
    Rows(
        "task",
        f"CASE WHEN case_id IS NULL THEN staff_id IS NULL OR staff_id = {_ME}"
        f" ELSE {_READS} AND case_id NOT IN (SELECT wall_closed_cases()) END",
        _TO_CHANGE,
        _TO_CHANGE,
    ),
    Rows(
        "contact_note",
        f"({CASE}) AND (status <> 'draft' OR author_id = {_ME})",
        f"author_id = {_ME}",
    ),
    # Which names nobody; a draft is its author's to change.
    Rows("group_note", "true", f"author_id = {_ME}", f"author_id = {_ME}"),
    Rows("group_note_part", f"({_NOTE}) AND ({CLIENT})"),
    Rows("group_member", CLIENT),
    Rows("group_attendance", CLIENT),
    Rows("note_addendum", _NOTE, f"author_id = {_ME} OR {_SUPERVISES}"),
    Rows("note_person", _NOTE),
    Rows(
        "emergency_access",
        EMERGENCY,
        f"{_BY_ME} AND reviewed_at IS NULL AND until <= wall_now()"
        " + (SELECT 60 * max(emergency_minutes) FROM office)",
    ),
    *_of_client("client_alias", "client_key", "client_race"),
    Rows(
        "contact_point",
        f"({CLIENT}) AND ({_READS} OR rules::text NOT LIKE '%protected%'"
        " AND (person_id IS NULL OR person_id IN (SELECT id FROM outside_person)))",
    ),
    Rows("outside_person", f"NOT protected OR {_READS}"),
    Rows(
        "relationship",
        f"({CLIENT}) AND (other_client_id IS NULL OR"
        " other_client_id NOT IN (SELECT wall_closed_clients()))",
    ),
    Rows("appointment", f"({CASE}) AND ({CLIENT})", deleted=_BUSY),
    Rows("appointment_reminder", _OF_SEEN),
    Rows("appointment_request", f"({CASE}) AND ({CLIENT})"),
    Rows("phone_message", f"{_ME} IN (for_staff_id, taken_by_id)"),
    Rows(
        "staff",
        f"{_ROLE} <> 'auditor' OR id = {_ME}",
        changed=f"id = {_ME} OR {_ADMINISTERS}",
    ),
    *_own("preference", "draft"),
    # Whoever books must know of all; what another calendar says is told by its owner alone.
    Rows("outside_busy", "true", f"staff_id = {_ME}", deleted=f"staff_id = {_ME}"),
    Rows("fact", "true", _FACTS, _FACTS),
    Rows("kept_file", "true", _KEYS, _KEYS),
    # An administrator carries all of them elsewhere; the keys to those of closed cases are closed.
    # What belongs to a record is taken away by nobody else.
    Rows(
        "kept_document",
        f"{_ADMINISTERS} OR stored_as NOT IN (SELECT wall_closed_files())",
        deleted=f"{_ADMINISTERS} OR stored_as IN (SELECT wall_unattached(ARRAY[stored_as]))",
    ),
    # Each program beats under its own login; what killed ones left goes after an hour.
    Rows(
        "kept_presence",
        "true",
        _BEATS,
        _BEATS,
        "login = session_user OR beat_at < now() - interval '1 hour'",
    ),
    # What is attached nowhere after all is removed soon, and nothing that was kept for longer.
    Rows("kept_sealed_document", "true", deleted="kept_at > now() - interval '1 day'"),
    Rows(
        "audit_event",
        f"{_ROLE} = 'auditor' OR {ENTRY}",  # who reads few of its columns
        _BY_ME,
    ),
    Rows("audit_key", "true", _BY_ME),
    Rows("disclosure", f"{_BY_ME} OR {_READS} AND ({CASE}) AND ({CLIENT})", _BY_ME),
    Rows("counted_run", "true", _BY_ME),
    Rows("search_entry", "true", deleted=_NOT_TO_FORGET),
)
