"""The audit log goes forward: each chain by the next number, each end to an entry of one's own.

Nobody changes or deletes an entry (`db.migrations.server_guards`); the rights to do so are given to
nobody either. Whoever is not on the staff keeps the whole database, and moves offices.
"""

from db.migrations.walls.functions import Function

# Where an entry has this number, the end of the chain, which tells the next one, was put back;
# but two programs may begin a new computer's chain at once, and the slower one may try again.
_NEXT = """
DECLARE
    last integer := (SELECT coalesce(max(n), 0) FROM audit_event WHERE device = NEW.device);
BEGIN
    IF wall_role_of_me() IS NULL OR NEW.n = last + 1 THEN
        RETURN NEW;
    END IF;
    IF NEW.n > last THEN
        RAISE insufficient_privilege USING MESSAGE = 'not the next entry';
    END IF;
    IF EXISTS (SELECT FROM audit_head WHERE device = NEW.device AND n = last) THEN
        RAISE unique_violation USING MESSAGE = 'pk_audit_event';
    END IF;
    RAISE integrity_constraint_violation USING MESSAGE = 'audit end put back';
END """
_FORWARD = """
BEGIN
    IF wall_role_of_me() IS NOT NULL AND (NEW.signed_by_id IS DISTINCT FROM wall_me()
        OR TG_OP = 'UPDATE' AND (NEW.device <> OLD.device OR NEW.n <= OLD.n))
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'not forward';
    END IF;
    RETURN NEW;
END """
# When all is written, for an end and its entry are written in either order.
_MEANT = """
BEGIN
    IF wall_role_of_me() IS NOT NULL AND NOT EXISTS (
        SELECT FROM audit_event WHERE device = NEW.device AND n = NEW.n AND hash = NEW.hash
            AND user_id = NEW.signed_by_id)
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'no such entry';
    END IF;
    RETURN NULL;
END """
# An entry without its end would keep the computer whose chain it is from writing anything more.
_ENDED = """
BEGIN
    IF wall_role_of_me() IS NOT NULL
        AND NOT EXISTS (SELECT FROM audit_head WHERE device = NEW.device AND n >= NEW.n)
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'no end of its chain';
    END IF;
    RETURN NULL;
END """
# What is signed from now on is signed by who signed in.
_SIGNED = """
BEGIN
    IF wall_role_of_me() IS NOT NULL AND NEW.signed_by_id IS DISTINCT FROM wall_me() THEN
        RAISE insufficient_privilege USING MESSAGE = 'signed by somebody else';
    END IF;
    RETURN NEW;
END """

# Whether an entry is as it was written: `db.operations.audit.event_hash`, for whom it is closed to.
_FITS = """
BEGIN
    RETURN (
        SELECT entry.hash = sha256(convert_to(
            '{"action":' || to_json(action) || ',"at":"'
            || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
            || '+00:00","details":' || to_json(details) || ',"device":' || to_json(entry.device)
            || ',"kind":' || to_json(kind) || ',"n":' || entry.n || ',"operation":"'
            || replace(operation_id::text, '-', '') || '","previous":"' || encode(previous, 'hex')
            || '","record":'
            || coalesce('"' || replace(record_id::text, '-', '') || '"', 'null')
            || ',"user":"' || replace(user_id::text, '-', '') || '"}', 'UTF8'))
        FROM audit_event AS entry WHERE entry.device = of_device AND entry.n = number);
END """

FITTING = (
    Function("wall_entry_fits", "of_device text, number integer, previous bytea", "boolean", _FITS),
)
RECORDING = tuple(
    Function(name, "", "trigger", body, stable=False)
    for name, body in (
        ("wall_next_entry", _NEXT),
        ("wall_head_forward", _FORWARD),
        ("wall_head_meant", _MEANT),
        ("wall_entry_ended", _ENDED),
        ("wall_signed", _SIGNED),
    )
)
FORWARD = (
    "DROP TRIGGER IF EXISTS wall_next_entry ON audit_event",
    "CREATE TRIGGER wall_next_entry BEFORE INSERT ON audit_event FOR EACH ROW"
    " EXECUTE FUNCTION wall_next_entry()",
    "DROP TRIGGER IF EXISTS wall_head_forward ON audit_head",
    "CREATE TRIGGER wall_head_forward BEFORE INSERT OR UPDATE ON audit_head FOR EACH ROW"
    " EXECUTE FUNCTION wall_head_forward()",
    "DROP TRIGGER IF EXISTS wall_head_meant ON audit_head",
    "CREATE CONSTRAINT TRIGGER wall_head_meant AFTER INSERT OR UPDATE ON audit_head"
    " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wall_head_meant()",
    "DROP TRIGGER IF EXISTS wall_entry_ended ON audit_event",
    "CREATE CONSTRAINT TRIGGER wall_entry_ended AFTER INSERT ON audit_event"
    " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wall_entry_ended()",
    "DROP TRIGGER IF EXISTS wall_signed ON note_addendum",
    "CREATE TRIGGER wall_signed BEFORE INSERT ON note_addendum FOR EACH ROW"
    " EXECUTE FUNCTION wall_signed()",
    "DROP TRIGGER IF EXISTS wall_signed ON contact_note",
    "CREATE TRIGGER wall_signed BEFORE INSERT ON contact_note FOR EACH ROW"
    " WHEN (NEW.status <> 'draft') EXECUTE FUNCTION wall_signed()",
    "DROP TRIGGER IF EXISTS wall_signed_now ON contact_note",
    "CREATE TRIGGER wall_signed_now BEFORE UPDATE ON contact_note FOR EACH ROW"
    " WHEN (OLD.status = 'draft' AND NEW.status <> 'draft') EXECUTE FUNCTION wall_signed()",
)
