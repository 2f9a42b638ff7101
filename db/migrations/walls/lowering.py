"""The walls taken down while tables change, in the one transaction that makes them anew.

A view, a policy or a trigger keeps the columns that it names as they are, and a function can be
given neither other arguments nor another kind of answer.
"""

from sqlalchemy import Connection

# Whatever they were called by the program that made them: where the tables' owner may make views.
_OPENINGS = """
DO $$
DECLARE one record;
BEGIN
    FOR one IN
        SELECT nspname FROM pg_namespace
        WHERE nspname NOT IN (current_schema(), 'information_schema')
            AND NOT starts_with(nspname, 'pg_') AND has_schema_privilege(
                (SELECT relowner FROM pg_class WHERE oid = 'kept_file'::regclass), oid, 'CREATE')
    LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', one.nspname);
    END LOOP;
END $$"""
_POLICIES = """
DO $$
DECLARE one record;
BEGIN
    FOR one IN
        SELECT policyname, tablename FROM pg_policies WHERE schemaname = current_schema()
    LOOP
        EXECUTE format('DROP POLICY %I ON %I', one.policyname, one.tablename);
    END LOOP;
END $$"""
_TRIGGERS = """
DO $$
DECLARE one record;
BEGIN
    FOR one IN
        SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
            JOIN pg_proc ON pg_proc.oid = tgfoid
        WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal
            AND starts_with(proname, 'wall_')
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %I', one.tgname, one.relname);
    END LOOP;
END $$"""
_FUNCTIONS = """
DO $$
DECLARE one record;
BEGIN
    FOR one IN
        SELECT pg_proc.oid::regprocedure AS function FROM pg_proc
        WHERE pronamespace = current_schema()::regnamespace
            AND (starts_with(proname, 'wall_') OR starts_with(proname, 'staff_login_'))
    LOOP
        EXECUTE 'DROP FUNCTION ' || one.function;
    END LOOP;
END $$"""


def lower_walls(connection: Connection) -> None:
    """Take them down. Until they stand again nobody but the tables' owner may see a row of theirs.

    Within the caller's transaction, which holds every table alone. The caller owns them.
    """
    for statement in (_OPENINGS, _POLICIES, _TRIGGERS, _FUNCTIONS):
        connection.exec_driver_sql(statement.replace("%", "%%"))
