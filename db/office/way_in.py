"""By which way an office is come into, and the office that is open then."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from db.office.accounts import Accounts
from db.office.homes import Home
from db.office.record import OfficeRecord
from db.office.standing import Office
from db.rules.permissions import CurrentUser
from db.storage.engine import Engines
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import KeyFile
from db.storage.manifest import Manifest
from db.storage.place import Place
from db.storage.staying import Hold


@dataclass(frozen=True)
class WayIn:
    """Where the office is, engines that its records are asked by, and from which computer."""

    home: Home
    place: Place
    engines: Engines
    device: str
    clock: Callable[[], datetime]
    hold: Hold | None = None
    accounts: Accounts | None = None

    def office(
        self,
        record: OfficeRecord,
        user: CurrentUser,
        manifest: Manifest,
        key_file: KeyFile,
        identity: Identity,
        data_key: bytes,
        *,
        must_change_password: bool = False,
    ) -> Office:
        """The office, open for who was let in."""
        return Office(
            home=self.home,
            place=self.place,
            engines=self.engines,
            record=record,
            user=user,
            identity=identity,
            data_key=data_key,
            manifest=manifest,
            key_file=key_file,
            device=self.device,
            must_change_password=must_change_password,
            hold=self.hold,
            accounts=self.accounts,
            clock=self.clock,
        )

    def give_up(self) -> None:
        """Nobody was let in: let go of the records and of the place."""
        self.engines.dispose()
        if self.hold is not None:
            self.hold.let_go()
