"""A folder from outside: whoever has the key does everything."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from db.office.accounts import Accounts, FolderAccounts
from db.office.homes import Home
from db.office.layout import Folder
from db.office.standing import Office
from db.storage.engine import Engines, open_engines
from db.storage.keys.wrapping import Argon2
from db.storage.place import classify
from db.storage.staying import Hold, stay_in


class OutsideFolder:
    """A folder: whoever has the key does everything."""

    def __init__(self, folder: Folder, shared: bool) -> None:
        self.home: Home = folder
        self.place = classify(folder.path.absolute(), shared=shared)
        self.accounts: Accounts = FolderAccounts()
        self._folder = folder

    def engines(self, data_key: bytes) -> Engines:
        """The database under the key."""
        return open_engines(self._folder.database, data_key, self.place, must_exist=True)

    def stay_in(self) -> Hold:
        """The folder keeps its name."""
        return stay_in(self._folder.path)

    @contextmanager
    def alone(self, data_key: bytes, look: Callable[[], None]) -> Iterator[Connection]:
        """Without foreign keys, as migrations want it (`db.storage.schema`)."""
        engines = open_engines(
            self._folder.database, data_key, self.place, foreign_keys=False, must_exist=True
        )
        exclusive = engines.engine.execution_options(immediate=True, exclusive=True)
        try:
            with exclusive.begin() as connection:
                look()
                yield connection
        finally:
            engines.dispose()

    def enter(self, office: Office, password: str, cost: Argon2 | None) -> Office:
        """Who came in is in."""
        return office

    def leave(self) -> None:
        """Nothing is held but by the way in."""
