"""An office inside its walls, and somebody of each role who has no program but a script."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from db.migrations.walls.names import login_of
from db.models.office import Office
from db.models.staff import Staff
from db.rules.codes import Role
from db.rules.ids import new_id
from tests.db.bench import BEGAN
from tests.db.server import Server, make_tables

PASSWORD = "a password of fifteen and more"


@dataclass(frozen=True)
class Told:
    """The client and the case of one of the two, with a note, and the first entry about them."""

    client: UUID
    case: UUID
    note: UUID


class Walled:
    """A database with a member of staff for each role: ana, sup, cas, col, rec, aud."""

    STAFF = (
        ("ana", Role.ADMINISTRATOR),
        ("sup", Role.SUPERVISOR),
        ("cas", Role.CASEWORKER),
        ("col", Role.CASEWORKER),  # another one
        ("rec", Role.RECEPTIONIST),
        ("aud", Role.AUDITOR),
    )
    plain: Told
    closed: Told

    def __init__(self, server: Server, database: str) -> None:
        self._server, self.database = server, server.unused(database)
        self.engine: Engine = create_engine(server.make(self.database), hide_parameters=True)
        make_tables(self.engine)
        self.ids: dict[str, UUID] = {}
        with Session(self.engine) as session:
            now = BEGAN
            session.add(
                Office(name="Harbor House", time_zone="UTC", created_at=now, changed_at=now)
            )
            for name, role in self.STAFF:
                self.ids[name] = new_id()
                session.add(
                    Staff(
                        id=self.ids[name], user_name=name, display_name=name.title(), role=role,
                        created_at=now, changed_at=now,
                    )
                )  # fmt: skip
            session.flush()
            for name, _ in self.STAFF:
                told = {"id": self.ids[name], "verifier": self.verifier(name)}
                session.execute(text("SELECT staff_login_add(:id, :verifier)"), told)
            session.commit()

    def verifier(self, name: str, password: str = PASSWORD) -> str:
        """What the server is told of a password, as libpq makes it."""
        with self.as_owner() as connection:
            login = login_of(self.database, name)
            made = connection.pgconn.encrypt_password(
                password.encode(), login.encode(), b"scram-sha-256"
            )
            return made.decode()

    @contextmanager
    def as_owner(self) -> Iterator[psycopg.Connection[Any]]:
        """As whoever runs the server."""
        with psycopg.connect(
            host=self._server.host, port=self._server.port, user="postgres", dbname=self.database
        ) as connection:
            yield connection

    @contextmanager
    def script(self, name: str, password: str = PASSWORD) -> Iterator[psycopg.Connection[Any]]:
        """A connection of a member of staff with their own credentials; nothing is kept."""
        connection = psycopg.connect(
            host=self._server.host,
            port=self._server.port,
            user=login_of(self.database, name),
            password=password,
            dbname=self.database,
        )
        try:
            yield connection
        finally:
            connection.close()

    def try_(self, name: str, statement: str, *values: object) -> list[Any] | str:
        """What a statement answers, or the SQLSTATE of its refusal. It is undone."""
        with self.script(name) as connection:
            try:
                done = connection.execute(statement, values)
                return done.fetchall() if done.description else []
            except psycopg.Error as error:
                return str(error.sqlstate)
