"""Whether the server of an office answers, and still lets in whoever has it open."""

from db.storage.engine import DATABASE_ERRORS, Engines, refusal_of
from db.storage.problems import StorageProblem


def problem_at(engines: Engines) -> StorageProblem | None:
    """Why the server cannot be asked just now; None where it can.

    Takes as long as the network takes to say no.
    """
    try:
        with engines.engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except DATABASE_ERRORS as error:
        return refusal_of(error) or StorageProblem("server_gone")
    return None
