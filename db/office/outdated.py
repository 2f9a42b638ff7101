"""Whether a program that was away finds the office on a server as it left it: of a schema that it
knows, and under the key that it holds."""

from db.office.blaming import blaming
from db.office.standing import Office
from db.rules.findings import Finding
from db.storage.keys.key_file import read_key_file
from db.storage.problems import StorageProblem
from db.storage.schema import needs_upgrade, schema_in


def outdated(office: Office) -> Finding | None:
    """Why the program may not go on, "storage.newer" or "storage.key_changed"; None if it may.

    Raises `Refused` where that cannot be seen now.
    """
    try:
        with blaming(), office.engines.read() as session:
            needs_upgrade(session.connection())
        _see_key(office)
    except StorageProblem as problem:
        if problem.has("storage.newer") or problem.has("storage.key_changed"):
            return problem.findings[0]
        raise
    return None


def schema_now(office: Office) -> str:
    """The schema that the office has by now, which may be newer than the program's own."""
    with blaming():
        return schema_in(office.engines.engine)


def _see_key(office: Office) -> None:
    known = office.key_file
    if known is None:
        return
    now = read_key_file(office.home.keys, office.user.user_name)
    if now.data_key_epoch != known.data_key_epoch:
        raise StorageProblem("key_changed")
