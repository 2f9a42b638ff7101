"""What an administrator does to the logins of the staff, and each to their own password.

A password never reaches the server: what does is its SCRAM verifier, made on the computer where
it was typed, so no log of statements holds more.
"""

from db.migrations.walls.functions import Function

# The administrator is who signed in as one, whatever role they put on since; whoever can become
# the tables' owner makes the office, before anybody is on its staff.
_ADMINISTRATOR = """
BEGIN
    IF NOT pg_has_role(session_user, {owner}, 'MEMBER') AND NOT EXISTS (
        SELECT FROM staff_login
        WHERE login = session_user AND active AND role = 'administrator')
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'for administrators';
    END IF;
END """
_VERIFIER = """
BEGIN
    IF verifier !~ ('^SCRAM-SHA-256[$][0-9]{4,7}:[A-Za-z0-9+/=]+'
        || '[$][A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$') THEN
        RAISE invalid_password USING MESSAGE = 'not a SCRAM verifier';
    END IF;
END """
_OF_ROLES = """
BEGIN
    IF to_role NOT IN ('administrator', 'supervisor', 'caseworker', 'receptionist', 'auditor') THEN
        RAISE invalid_parameter_value USING MESSAGE = 'not a role of the program';
    END IF;
END """
_ONE_STAYS = """
BEGIN
    IF NOT EXISTS (SELECT FROM staff_login WHERE active AND role = 'administrator') THEN
        RAISE integrity_constraint_violation USING MESSAGE = 'last administrator';
    END IF;
END """
_ADD = """
DECLARE
    one record;
    their_login name;
BEGIN
    PERFORM wall_administrator();
    PERFORM wall_verifier(verifier);
    SELECT user_name, role INTO STRICT one FROM staff WHERE id = whom;
    IF one.user_name !~ '^[a-z0-9][a-z0-9._-]{0,38}[a-z0-9]$' THEN
        RAISE invalid_name USING MESSAGE = 'not a user name';
    END IF;
    PERFORM wall_role(one.role);
    their_login := {prefix} || one.user_name;
    EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', their_login, verifier);
    EXECUTE format('GRANT %I TO %I', {group} || one.role, their_login);
    INSERT INTO staff_login (login, staff_id, role) VALUES (their_login, whom, one.role);
END """
_ROLE = """
DECLARE
    one record;
BEGIN
    PERFORM wall_administrator();
    PERFORM wall_role(to_role);
    SELECT login, role, active INTO STRICT one FROM staff_login WHERE staff_id = whom;
    IF to_role = one.role THEN
        RETURN;
    END IF;
    IF one.active THEN
        EXECUTE format('REVOKE %I FROM %I', {group} || one.role, one.login);
        EXECUTE format('GRANT %I TO %I', {group} || to_role, one.login);
    END IF;
    UPDATE staff_login SET role = to_role WHERE staff_id = whom;
    UPDATE staff SET role = to_role, version = version + 1 WHERE id = whom;
    PERFORM wall_administrator_stays();
END """
# What somebody who left was given is taken away, so that also a connection of theirs reads no more.
_ACTIVE = """
DECLARE
    one record;
BEGIN
    PERFORM wall_administrator();
    SELECT login, role, active INTO STRICT one FROM staff_login WHERE staff_id = whom;
    IF works = one.active THEN
        RETURN;
    END IF;
    EXECUTE format(
        CASE WHEN works THEN 'GRANT %I TO %I' ELSE 'REVOKE %I FROM %I' END,
        {group} || one.role, one.login);
    EXECUTE format(
        'ALTER ROLE %I ' || CASE WHEN works THEN 'LOGIN' ELSE 'NOLOGIN' END, one.login);
    UPDATE staff_login SET active = works WHERE staff_id = whom;
    UPDATE staff SET active = works, version = version + 1 WHERE id = whom;
    PERFORM wall_administrator_stays();
END """
_PASSWORD = """
DECLARE
    their_login name;
BEGIN
    SELECT login INTO STRICT their_login FROM staff_login WHERE staff_id = whom AND active;
    IF their_login <> session_user THEN
        PERFORM wall_administrator();
    END IF;
    PERFORM wall_verifier(verifier);
    EXECUTE format('ALTER ROLE %I PASSWORD %L', their_login, verifier);
END """


def _kept(name: str, takes: str, body: str) -> Function:
    return Function(name, takes, "void", body, stable=False)


# Called by the others alone: nobody is let call them.
INNER = (
    _kept("wall_administrator", "", _ADMINISTRATOR),
    _kept("wall_verifier", "verifier text", _VERIFIER),
    _kept("wall_role", "to_role text", _OF_ROLES),
    _kept("wall_administrator_stays", "", _ONE_STAYS),
)
# Who asks is looked at inside; what names a role is put together by `format`, which quotes it.
OFFERED = (
    _kept("staff_login_add", "whom uuid, verifier text", _ADD),
    _kept("staff_login_role", "whom uuid, to_role text", _ROLE),
    _kept("staff_login_active", "whom uuid, works boolean", _ACTIVE),
    _kept("staff_login_password", "whom uuid, verifier text", _PASSWORD),
)
