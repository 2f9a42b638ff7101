"""Sentences for what `caseroom server-check` finds: what is wrong, and what to do about it."""

SENTENCES: dict[str, str] = {
    "server.no_driver": (
        "The driver for PostgreSQL is missing here. Install Caseroom with its extra “server”."
    ),
    # who signs in
    "server.superuser": (
        "“{login}” is a superuser, who reads and changes everything. Let nobody work in the office "
        "with it; check again with the login of a member of staff."
    ),
    "server.passes_policies": (
        "“{login}” passes by row-level security and so sees restricted files. Take that away: "
        "ALTER ROLE … NOBYPASSRLS."
    ),
    "server.makes_roles": (
        "“{login}” may create roles and so give itself more. Take that away: ALTER ROLE … "
        "NOCREATEROLE."
    ),
    "server.replicates": (
        "“{login}” may copy the whole server (REPLICATION). Take that away: ALTER ROLE … "
        "NOREPLICATION."
    ),
    "server.owns_tables": (
        "“{login}” owns the database or its tables and could take its guards away. Let nobody work "
        "in the office with it; check again with the login of a member of staff."
    ),
    "server.becomes": (
        "“{login}” can put on the role “{role}”, which may do more than the staff may. Take it "
        "away: REVOKE … FROM …."
    ),
    "server.makes_databases": (
        "“{login}” may create databases, which nobody in the office needs. Take that away: ALTER "
        "ROLE … NOCREATEDB."
    ),
    # who makes an office
    "server.cannot_make_roles": (
        "“{login}” may not create roles, and each who works in the office needs one. Let it: ALTER "
        "ROLE … CREATEROLE."
    ),
    "server.database_of_another": (
        "“{login}” does not own this database. Sign in as its owner, or make it the owner: ALTER "
        "DATABASE … OWNER TO …."
    ),
    "server.schema_of_another": (
        "“{login}” does not own the schema in this database, as is usual before PostgreSQL 15. "
        "Give it to them there: ALTER SCHEMA public OWNER TO …."
    ),
    "server.earlier_login": (
        "The server has logins of an earlier office in a database of this name, “{login}” for "
        "example. Drop them (DROP ROLE), or choose another name for the database."
    ),
    "server.certificate_missing": (
        "This file cannot be read. Name the file with the root certificate of whoever vouches for "
        "the server."
    ),
    "server.certificate_none": (
        "There is no certificate in this file. One begins with “-----BEGIN CERTIFICATE-----”."
    ),
    # who reads along
    "server.no_tls": (
        "What is sent to this server is not encrypted. Set ssl = on, give it a certificate, and "
        "let only hostssl in."
    ),
    "server.certificate_host": (
        "The server's certificate does not name “{host}”. Use the name that stands in it, or have "
        "one made for this name."
    ),
    "server.certificate_ends": (
        "The server's certificate ends on {until}, and then nobody gets in. Have a new one made, "
        "put it in its place, and reload the server."
    ),
    "server.plain_let_in": (
        "The server also lets in without encryption. Write hostssl instead of host in pg_hba.conf, "
        "and reload it."
    ),
    "server.no_password": (
        "The server lets this login in without a password. Write scram-sha-256 instead of trust in "
        "pg_hba.conf, and reload it."
    ),
    "server.no_password_socket": (
        "On its socket the server lets this login in without a password. Where that is “peer”, the "
        "computer's own account was asked; where it is “trust”, write scram-sha-256 in pg_hba.conf."
    ),
    "server.no_scram": (
        "The server asks for the password in an old way (md5 or password). Write scram-sha-256 in "
        "pg_hba.conf, and set the passwords again."
    ),
    "server.password_encryption": (
        "New passwords are kept in an old way. Set password_encryption = scram-sha-256, and set "
        "the passwords again."
    ),
    "server.listens_everywhere": (
        "The server listens on every network of its computer. Name in listen_addresses only the "
        "one of the office, or see that a firewall does it."
    ),
    "server.logs_statements": (
        "The server writes what is saved into its log, clients' data too (log_statement = "
        "{value}). Set log_statement = ddl or none, or log_parameter_max_length = 0."
    ),
    "server.logs_slow": (
        "The server writes slow or sampled statements with their values into its log, clients' "
        "data too. Set log_parameter_max_length = 0."
    ),
    "server.logs_on_error": (
        "The server writes the values of what failed into its log, clients' data too. Set "
        "log_parameter_max_length_on_error = 0."
    ),
    "server.logs_details": (
        "When something cannot be saved, the server may write the row into its log. Set "
        "log_error_verbosity = terse."
    ),
    # what lasts
    "server.not_durable": (
        "{setting} is off: a power cut can destroy the whole office. Set {setting} = on."
    ),
    "server.saves_late": (
        "synchronous_commit is off: what was said to be saved can be lost in a power cut. Set "
        "synchronous_commit = on."
    ),
    "server.no_checksums": (
        "Nobody would notice a disk that changes data (data_checksums = off). Stop the server, run "
        "pg_checksums --enable, and start it."
    ),
    "server.no_archive": (
        "Changes are not archived (archive_mode = off), so what was saved since the last backup is "
        "lost with the disk. Set archive_mode = on and an archive_command on another disk."
    ),
    "server.archive_fails": (
        "Archiving of changes has failed since {moment}. Look into the server's log, and mend "
        "archive_command."
    ),
    "server.archive_empty": (
        "Archiving is on, but nothing was archived yet. Run SELECT pg_switch_wal() as superuser, "
        "and check again."
    ),
    "server.archive_works": "Changes were last archived on {moment}.",
    "server.backups_unseen": (
        "Whether backups are made, and whether they can be restored, no login can see. Ask whoever "
        "keeps the server for the last restore that was tried."
    ),
    # what the program needs
    "server.too_old": (
        "PostgreSQL {version} is too old for Caseroom. Bring the server to {oldest} or later."
    ),
    "server.no_longer_mended": (
        "PostgreSQL {version} has not been mended any more since {until}. Bring the server to a "
        "later major version."
    ),
    "server.behind": (
        "PostgreSQL {version} lacks what was mended since; {known} is known already. Install the "
        "newest minor version: the data stay as they are."
    ),
    "server.encoding": (
        "The database is in {encoding}, which cannot hold every name. Make a new one with ENCODING "
        "'UTF8'."
    ),
    "server.clock_ahead": (
        "The server's clock is {seconds} seconds ahead of this computer's. Let both set their "
        "clocks from the network."
    ),
    "server.clock_behind": (
        "The server's clock is {seconds} seconds behind this computer's. Let both set their clocks "
        "from the network."
    ),
    "server.extension": (
        "The server lacks the extension {extension}. Install PostgreSQL's contrib modules of the "
        "same version."
    ),
    "server.few_connections": (
        "The server lets {free} connections in; the office needs about {needed}. Raise "
        "max_connections."
    ),
    "server.connections_limited": (
        "This login or database is let have {limit} connections; one program needs {needed}. Raise "
        "its CONNECTION LIMIT."
    ),
    "server.schema_newer": (
        "The office on this server is of a newer version of Caseroom. Update Caseroom on this "
        "computer."
    ),
    "server.schema_older": (
        "The office on this server is of an older version of Caseroom. Make a backup, and upgrade "
        "it: “caseroom upgrade”."
    ),
    "server.other_walls": (
        "What the server refuses to whom was set up there by another version of Caseroom. Make it "
        "anew, as who owns the tables and with everybody out: “caseroom upgrade”."
    ),
    "server.no_office": "There is no office in this database yet.",
    "server.schema_hidden": "What office is in this database is hidden from this login.",
}
