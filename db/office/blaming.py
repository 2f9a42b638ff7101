"""Whose fault an error is: the surroundings' becomes a refusal with a sentence, ours stays one."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from db.rules.findings import Refused, Stale, hard
from db.storage.engine import DATABASE_ERRORS, refusal_of
from db.storage.problems import StorageProblem
from db.storage.server_problems import is_of_server

# The next entry of a chain, as a file's database names what collided, and a server.
_NEXT_IN_FILE, _NEXT_ON_SERVER = "audit_event.device, audit_event.n", "pk_audit_event"
_PUT_BACK = "audit end put back"  # `db.migrations.walls.recording`


@contextmanager
def blaming() -> Iterator[None]:
    """Turn what the database and its surroundings raise into refusals; never with a value in it."""
    try:
        yield
    except StaleDataError:
        raise Stale("record") from None
    except IntegrityError as error:
        words = str(error.orig)
        if "double_booking" in words:
            raise Refused(hard("appointment.taken_meanwhile", "starts_at")) from None
        if "signed note" in words or "signed addendum" in words or "audit log" in words:
            raise Refused(hard("record.signed")) from None
        if (
            _NEXT_IN_FILE in words or _PUT_BACK in words
        ):  # a file's writer is alone: none was faster
            raise Refused(hard("audit.end_put_back")) from None
        if _NEXT_ON_SERVER in words:  # two programs began a new computer's chain
            raise StorageProblem("collided") from None
        # A server's words quote the values that collided.
        raise Refused(hard("record.conflict")) from (None if is_of_server(error.orig) else error)
    except DATABASE_ERRORS as error:
        if "interrupted" in str(getattr(error, "orig", error)):
            raise Refused(hard("storage.interrupted")) from None
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from None
