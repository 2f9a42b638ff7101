"""Who lifts the restriction of a case; and a client is restricted while a case of theirs is."""

from db.migrations.walls.functions import Function

# Who is named, or an administrator, who does not see the case; an emergency opens it to be read.
# Whoever is not on the staff keeps the whole database.
_BY_WHOM = """
BEGIN
    IF OLD.restricted AND wall_role_of_me() <> 'administrator'
        AND OLD.id NOT IN (SELECT wall_my_cases())
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'restricted to others';
    END IF;
    RETURN NEW;
END """
# True if it changed. Anybody may let it follow: nothing else can come of it than what should be.
_FOLLOW = """
DECLARE
    should boolean := EXISTS (SELECT FROM case_file WHERE client_id = whom AND restricted);
BEGIN
    UPDATE client SET restricted = should, version = version + 1, changed_at = at
        WHERE id = whom AND restricted <> should;
    RETURN FOUND;
END """

FOLLOWING = (
    Function("wall_restriction_by_whom", "", "trigger", _BY_WHOM, stable=False),
    Function(
        "wall_follow_restriction",
        "whom uuid, at timestamptz",
        "boolean",
        _FOLLOW,
        stable=False,
    ),
)
RESTRICTED = (
    "DROP TRIGGER IF EXISTS wall_restriction ON case_file",
    "CREATE TRIGGER wall_restriction BEFORE UPDATE OF restricted ON case_file FOR EACH ROW"
    " WHEN (OLD.restricted IS DISTINCT FROM NEW.restricted)"
    " EXECUTE FUNCTION wall_restriction_by_whom()",
)
