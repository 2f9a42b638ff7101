"""What a file and a server guard of groups: a signed note of a session never changes.

Part of migration 0008 and as fixed as it is.
"""

_SIGNED = (
    "id",
    "appointment_id",
    "author_id",
    "topic",
    "note_class",
    "status",
    "text",
    "signed_at",
    "signed_by_id",
    "signature",
    "signing_key",
    "created_at",
)


def _guards(differs: str, when: str, done: str) -> tuple[str, ...]:
    changed = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in _SIGNED)
    conditions = {
        "UPDATE": f"OLD.status <> 'draft' AND ({changed})",
        "DELETE": "OLD.status <> 'draft'",
    }
    return tuple(
        f"CREATE TRIGGER group_note_{event.lower()} BEFORE {event} ON group_note"
        f" {when.format(condition)} {done}"
        for event, condition in conditions.items()
    )


IN_FILE = _guards("IS NOT", "WHEN {}", "BEGIN SELECT RAISE(ABORT, 'signed note'); END")
ON_SERVER = _guards(
    "IS DISTINCT FROM", "FOR EACH ROW WHEN ({})", "EXECUTE FUNCTION refuse('signed note')"
)
