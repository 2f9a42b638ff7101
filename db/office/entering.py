"""Opening an office wherever it lives."""

from pathlib import Path

from db.office.on_server import open_on_server
from db.office.opening import open_office
from db.office.standing import Office
from db.rules.findings import Refused, hard
from db.storage.keys.wrapping import Argon2
from db.storage.server_address import ServerAddress, is_server_address, server_address

Where = Path | ServerAddress


def where_is(text: str | Where) -> Where:
    """The folder or the server that somebody means.

    Raises `StorageProblem` for an address of a server that is none.
    """
    if not isinstance(text, str):
        return text
    return server_address(text) if is_server_address(text) else Path(text)


def folder_only(where: Where | str) -> Path:
    """The folder. Raises `Refused` with "office.on_server" for an office that lives in none."""
    if isinstance(where, Path):
        return where
    raise Refused(hard("office.on_server"))


def enter(
    where: Where,
    user_name: str,
    password: str,
    *,
    device: str,
    code: str | None = None,
    cost: Argon2 | None = None,
) -> Office:
    """Open an office with a user name and a password; see `open_on_server` for the `code`.

    Raises `Refused`. "sign_in.wrong" at a server, which cannot tell a wrong password from one that
    it does not know yet, comes with a word about the code.
    """
    if isinstance(where, Path):
        return open_office(where, user_name, password, device=device, cost=cost)
    code = code or None
    try:
        return open_on_server(where, user_name, password, device=device, code=code, cost=cost)
    except Refused as refused:
        if not refused.has("sign_in.wrong"):
            raise
        about = "sign_in.code_counts_once" if code else "sign_in.code_after_move"
        raise Refused(*refused.findings, hard(about, "code")) from None
