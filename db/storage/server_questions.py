"""What a server is asked about itself. Each question is answered to everybody who may sign in."""

SETTINGS = "SELECT name, setting FROM pg_settings"
ENCODING = (
    "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
)
EXTENSIONS = "SELECT name FROM pg_available_extensions UNION SELECT extname FROM pg_extension"
ARCHIVER = "SELECT last_archived_time, last_failed_time FROM pg_stat_archiver"
LIMIT = """
SELECT coalesce(min(most), -1) FROM (
    SELECT rolconnlimit FROM pg_roles WHERE rolname = session_user
    UNION SELECT datconnlimit FROM pg_database WHERE datname = current_database()
) AS limited (most) WHERE most >= 0"""
RIGHTS = """
SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
    EXISTS (
        SELECT FROM pg_class
        WHERE relkind IN ('r', 'p') AND relnamespace::regnamespace::text NOT LIKE 'pg\\_%'
            AND relnamespace <> 'information_schema'::regnamespace
            AND pg_has_role(session_user, relowner, 'MEMBER'))
    OR EXISTS (
        SELECT FROM pg_database
        WHERE datname = current_database() AND pg_has_role(session_user, datdba, 'MEMBER'))
FROM pg_roles WHERE rolname = session_user"""
STRONGER = """
SELECT rolname FROM pg_roles
WHERE rolname <> session_user AND pg_has_role(session_user, oid, 'MEMBER') AND (
    rolsuper OR rolcreaterole OR rolreplication OR rolbypassrls OR rolname IN (
        'pg_read_all_data', 'pg_write_all_data', 'pg_read_server_files', 'pg_write_server_files',
        'pg_execute_server_program', 'pg_maintain'))
ORDER BY rolname"""
STAFF = "SELECT count(*) FROM staff WHERE active"
