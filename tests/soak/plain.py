"""What an office's write costs without the office: its statements, sent by the driver alone."""

import time
from typing import Any

import psycopg
from sqlalchemy import event

from db.office import Office
from db.storage.server import connecting
from db.storage.server_address import ServerAddress


class Plain:
    """Sends what an office has sent in a write once more, to a database that was its copy."""

    def __init__(self, office: Office, twin: ServerAddress) -> None:
        self._sent: list[tuple[str, Any, bool]] = []
        self._twin = psycopg.connect(**connecting(twin, "postgres", ""))
        event.listen(office.engines.engine, "before_cursor_execute", self._keep)

    def forget(self) -> None:
        """What is sent from here on belongs to the next write."""
        self._sent.clear()

    def again(self) -> float:
        """Send it; the seconds that it took until the server had committed."""
        began = time.perf_counter()
        with self._twin.cursor() as cursor:
            for statement, told, many in self._sent:
                if many:
                    cursor.executemany(statement, told)
                else:
                    cursor.execute(statement, told)
        self._twin.commit()
        return time.perf_counter() - began

    def close(self) -> None:
        """Leave the twin."""
        self._twin.close()

    def _keep(
        self, _connection: Any, _cursor: Any, statement: str, told: Any, _context: Any, many: bool
    ) -> None:
        self._sent.append((statement, told, many))
