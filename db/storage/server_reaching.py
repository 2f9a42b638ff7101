"""Whether the server of an office answers, and still lets in whoever has it open."""

from typing import Any

from db.storage.engine import DATABASE_ERRORS, Engines, refusal_of
from db.storage.problems import StorageProblem
from db.storage.server_problems import is_of_server

_CANCELLING = 5.0  # seconds


def problem_at(engines: Engines) -> StorageProblem | None:
    """Why the server cannot be asked just now; None where it can.

    Takes as long as the network takes to say no. A connection that was ended a moment ago says
    nothing of the server: that is asked by a new one.
    """
    problem = _problem(engines)
    return (
        _problem(engines) if problem is not None and problem.has("storage.server_gone") else problem
    )


def _problem(engines: Engines) -> StorageProblem | None:
    try:
        with engines.engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except DATABASE_ERRORS as error:
        return refusal_of(error) or StorageProblem("server_gone")
    return None


def cancel(connection: Any) -> None:
    """Break off what a connection of the driver is asking. Takes as long as a server takes."""
    try:
        connection.cancel_safe(timeout=_CANCELLING)
    except Exception as error:  # it is gone: what it was asked ends by itself
        if not is_of_server(error):
            raise
