"""A sealed file that one of its members has opened: an office of its own, for one matter."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from db.office.record import OfficeRecord
from db.office.sealed.calendar import keep_times, look_elsewhere, settle, watch
from db.office.sealed.copied import Copied
from db.office.sealed.homes import SealedHome
from db.office.sealed.layout import SealedPlace
from db.office.standing import Office, Together, Written
from db.operations.work import Work
from db.queries.reading import Reading
from db.rules.findings import Refused
from db.storage.engine import Engines
from db.storage.problems import StorageProblem
from db.storage.seal import Seal, Secrets
from db.storage.seal_file import open_seal, read_seal

P = ParamSpec("P")
T = TypeVar("T")


class SealedOffice(Copied):
    """What an `Office` is, over the records of one sealed file.

    `main` is the office to which it belongs, opened by the same person. Every write holds the
    file's writing lock, so that a backup, which has no key to it, copies a whole state.
    """

    def __init__(
        self,
        *,
        main: Office,
        kept: SealedHome,
        place: SealedPlace,
        engines: Engines,
        record: OfficeRecord,
        seal: Seal,
        secrets: Secrets,
    ) -> None:
        super().__init__(
            kept=kept,
            place=place,
            engines=engines,
            record=record,
            user=main.user,
            identity=main.identity,
            data_key=secrets.database_key,
            manifest=main.manifest,
            device=main.device,
            clock=main.clock,
        )
        self._main = main
        self.seal = seal
        self.secrets = secrets
        self._kept_times = False
        self.before_writing: list[Callable[[], None]] = []  # with the writing lock held

    @property
    def main(self) -> Office:
        """The office to which the sealed file belongs."""
        return self._main

    @property
    def manages(self) -> bool:
        """Whether the user may change who belongs to the sealed file."""
        own = self.seal.member(self.user.id)
        return own is not None and own.manages

    def may_write(self) -> None:
        """Where the office may not be written, its sealed files may not be either."""
        self.main.may_write()
        super().may_write()

    def read(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask a query, as `Office.read` does."""
        try:
            return super().read(query, *args, **kwargs)
        except StorageProblem as problem:
            if not self._follow(problem):
                raise
        return super().read(query, *args, **kwargs)

    def write(
        self,
        operation: Callable[..., T],
        *args: object,
        operation_id: UUID | None = None,
        **kwargs: object,
    ) -> Written[T]:
        """Do an operation in one transaction, as `Office.write` does.

        What keeps the office from being written (locks that are not real) keeps the file as well.
        """
        self.may_write()
        with self._locked():
            self._kept_times = False
            try:
                return super().write(operation, *args, operation_id=operation_id, **kwargs)
            except BaseException as error:
                self._let_go_of_times()
                if not isinstance(error, StorageProblem) or not self._follow(error):
                    raise
            return super().write(operation, *args, operation_id=operation_id, **kwargs)

    def write_held(self, operation: Callable[..., T], *args: object) -> Written[T]:
        """Do an operation while this program holds the writing lock already."""
        return super().write(operation, *args)

    @contextmanager
    def together(self) -> Iterator[Together]:
        """Several operations in one transaction, as `Office.together`."""
        with self._locked():
            self._kept_times = False
            try:
                with super().together() as both:
                    yield both
            except BaseException:
                self._let_go_of_times()
                raise

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Nobody else writes, and what must come before a write has been done."""
        with self.turn():
            for come_first in self.before_writing:
                come_first()
            yield

    def take(self, seal: Seal, secrets: Secrets) -> None:
        """Go on under this seal, and under its key."""
        self.seal = seal
        if secrets.current != self.secrets.current:
            self.engines.dispose()
            self.data_key = secrets.database_key
            self.engines = self._engines_under(self.data_key)
        self.secrets = secrets

    def _reading_of(self, session: Session) -> Reading:
        look_elsewhere(session, self.main)
        return super()._reading_of(session)

    def _work_of(self, session: Session, operation_id: UUID, now: datetime) -> Work:
        look_elsewhere(session, self.main)
        watch(session)
        return super()._work_of(session, operation_id, now)

    def _before_commit(self, work: Work) -> None:
        self._kept_times |= keep_times(self.main, work)

    def _let_go_of_times(self) -> None:
        """What was undone here may stand in the office's calendar; the writing lock is held."""
        if self._kept_times:
            with suppress(Refused):
                settle(self)

    def _follow(self, problem: StorageProblem) -> bool:
        """Whether another member has changed the key meanwhile, and this one has the new one.

        Raises `StorageProblem` "seal_not_yours" to one who has been removed.
        """
        if not problem.has("storage.wrong_key_or_damaged"):
            return False
        content = read_seal(self.folder.path)
        seal, secrets = open_seal(content, self.identity, self.main.record.id, self.record.id)
        if secrets.current == self.secrets.current:
            return False
        self.take(seal, secrets)
        return True

    def close(self) -> None:
        """Close the file, and forget its secrets."""
        super().close()
        self.secrets = Secrets(b"")
