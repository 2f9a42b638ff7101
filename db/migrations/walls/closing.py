"""What is closed stays closed to whoever could write something that would open it to them.

Somebody sees a closed client by being named on a case of theirs, or on one of which they are a
party; and a closed case by being named on it, or by an emergency. So nobody ties a client who is
closed to them to another case, names themselves on a case by a script, or lengthens or reviews an
emergency of their own. Who may do it puts it on record in the same transaction, and what somebody
wrote opens nothing before that is kept (`db.migrations.walls.seeing`).
"""

from db.migrations.walls.functions import Function

# Whoever is not on the staff keeps the whole database.
_TIED = """
BEGIN
    IF wall_role_of_me() IS NOT NULL
        AND EXISTS (SELECT FROM client WHERE id = NEW.client_id AND restricted)
        AND NEW.client_id IN (SELECT wall_closed_clients())
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'closed to whoever asks';
    END IF;
    RETURN NEW;
END """
# A caseworker who opens a case works on it; everything else is assigned by who may.
_ASSIGNED = """
BEGIN
    IF wall_role_of_me() NOT IN ('administrator', 'supervisor') AND (TG_OP = 'UPDATE'
        OR EXISTS (SELECT FROM assignment WHERE case_id = NEW.case_id))
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'for who assigns';
    END IF;
    RETURN NEW;
END """
_EMERGENCY = """
BEGIN
    IF wall_role_of_me() IS NOT NULL AND (
        (NEW.until, NEW.ended_at) IS DISTINCT FROM (OLD.until, OLD.ended_at)
            AND (NEW.until > OLD.until OR OLD.user_id <> wall_me())
        OR (NEW.reviewed_by_id, NEW.reviewed_at, NEW.review) IS DISTINCT FROM
            (OLD.reviewed_by_id, OLD.reviewed_at, OLD.review)
            AND (OLD.user_id = wall_me() OR OLD.reviewed_at IS NOT NULL
                OR NEW.reviewed_by_id IS DISTINCT FROM wall_me()
                OR wall_role_of_me() NOT IN ('administrator', 'supervisor')))
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'not theirs to change';
    END IF;
    RETURN NEW;
END """
# When all is written: an entry about the case, of whoever opened it to somebody.
_TOLD = """
BEGIN
    IF wall_role_of_me() IS NOT NULL
        AND EXISTS (SELECT FROM case_file WHERE id = NEW.case_id AND restricted)
        AND NOT EXISTS (
            SELECT FROM audit_event WHERE record_id = NEW.case_id AND user_id = wall_me()
                AND xmin = pg_current_xact_id()::xid)
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'opened without a word';
    END IF;
    RETURN NULL;
END """

CLOSING = tuple(
    Function(name, "", "trigger", body, stable=False)
    for name, body in (
        ("wall_tied", _TIED),
        ("wall_assigned", _ASSIGNED),
        ("wall_emergency", _EMERGENCY),
        ("wall_opened_told", _TOLD),
    )
)


def _before(name: str, table: str, event: str) -> tuple[str, str]:
    return (
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )


def _told(table: str) -> tuple[str, str]:
    return (
        f"DROP TRIGGER IF EXISTS wall_opened_told ON {table}",
        f"CREATE CONSTRAINT TRIGGER wall_opened_told AFTER INSERT ON {table}"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wall_opened_told()",
    )


CLOSED = (
    *_before("wall_tied", "party", "INSERT OR UPDATE OF client_id, case_id"),
    *_before("wall_tied", "case_file", "INSERT OR UPDATE OF client_id"),
    *_before("wall_assigned", "assignment", "INSERT OR UPDATE OF case_id, staff_id"),
    *_before("wall_emergency", "emergency_access", "UPDATE"),
    *_told("emergency_access"),
    *_told("case_access"),
    *_told("assignment"),
)
