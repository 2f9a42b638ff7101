"""Where an office on a server is to be made or opened: what can be seen of it beforehand."""

from sqlalchemy.exc import DBAPIError

from db.office.on_server import Maker
from db.rules.findings import raise_hard
from db.rules.server.ground import unfit
from db.storage.server import open_server
from db.storage.server_address import ServerAddress
from db.storage.server_ground import ground_of, knock, refusal_at, see_certificate

__all__ = ["knock", "see_ground"]


def see_ground(address: ServerAddress, maker: Maker) -> None:
    """See whether `found_on_server` could make an office there; nothing is written.

    Raises `Refused` with all that is in the way.
    """
    see_certificate(address)
    engines = open_server(address, maker.login, maker.password)
    try:
        with engines.read() as session:
            ground = ground_of(session.connection())
    except DBAPIError as error:
        raise (error.orig and refusal_at(error.orig, address)) or error from None
    finally:
        engines.dispose()
    raise_hard(unfit(ground))
