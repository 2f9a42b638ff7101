"""Who signs in must be no more than a member of the staff: PostgreSQL holds the walls."""

from collections.abc import Iterator

from db.rules.findings import Finding, hard, soft
from db.rules.server.seen import Rights


def rights(login: Rights) -> Iterator[Finding]:
    """What a login may do that nobody needs who works in the office."""
    who = login.login
    if login.superuser:
        yield hard("server.superuser", login=who)
        return
    if login.passes_policies:
        yield hard("server.passes_policies", login=who)
    if login.makes_roles:
        yield hard("server.makes_roles", login=who)
    if login.replicates:
        yield hard("server.replicates", login=who)
    if login.owns_tables:
        yield hard("server.owns_tables", login=who)
    for role in login.stronger:
        yield hard("server.becomes", login=who, role=role)
    if login.makes_databases:
        yield soft("server.makes_databases", login=who)
