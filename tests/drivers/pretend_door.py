"""A door with nothing behind it, for tests and pictures of signing in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from db.rules.findings import Finding, Refused, hard
from tests.drivers.pretend_updates import PretendUpdates
from ui.door import (
    KnownOffice,
    NewOfficeForm,
    Recovery,
    SampleUser,
    ServerOwner,
    SignedIn,
    SignIn,
    UpgradeAhead,
)
from ui.updates import Progress, Update

PASSWORD = "correct horse battery"
CODE = "7QF2-9K3M-0000-AAAA-BBBB-CCCC-DDDD-EEEE-FFFF"


@dataclass
class PretendDoor:
    """Lets "aruiz" in with `PASSWORD`; "reset" must change the password first."""

    offices: list[KnownOffice] = field(
        default_factory=lambda: [
            KnownOffice("/offices/harbor", "Harbor House", "on this computer", "aruiz")
        ]
    )
    keyring: bool = True
    kept_user: str = ""
    tried: list[SignIn] = field(default_factory=list)
    created: list[NewOfficeForm] = field(default_factory=list)
    owners: list[ServerOwner] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left: list[SignedIn] = field(default_factory=list)
    warmed: bool = False
    older: bool = False
    still_in: tuple[str, ...] = ()
    too_new: bool = False
    newer: Update | None = None
    updates: PretendUpdates = field(default_factory=PretendUpdates)

    def known(self) -> Sequence[KnownOffice]:
        return self.offices

    def forget(self, place: str) -> None:
        self.offices = [office for office in self.offices if office.place != place]

    def warm(self) -> None:
        self.warmed = True

    def examine(self, place: str) -> KnownOffice:
        if "nothing" in place:
            raise Refused(hard("office.not_here", "folder"))
        known = next((office for office in self.offices if office.place == place), None)
        if known is not None:
            return known
        office = KnownOffice(place, "Another Office", "on the shared drive")
        self.offices = [office, *self.offices]
        return office

    def can_stay_unlocked(self) -> bool:
        return self.keyring

    def unlocked_user(self, place: str) -> str:
        return self.kept_user

    def sign_in(self, form: SignIn) -> SignedIn:
        self.tried.append(form)
        if form.password not in (None, PASSWORD):
            raise Refused(hard("sign_in.wrong"))
        if self.too_new:
            raise Refused(hard("storage.newer"), hard("storage.needs_version", version="0.2.0"))
        if self.older:
            raise Refused(hard("storage.older"))
        return SignedIn(object(), must_change_password=form.user_name == "reset")

    def upgrade_ahead(self, form: SignIn) -> UpgradeAhead | None:
        if form.user_name != "dana":
            raise Refused(hard("storage.older"))
        return UpgradeAhead("Harbor House", self.still_in)

    def upgrade(self, form: SignIn) -> str:
        self.older = False
        return "Harbor House 0001.caseroom-backup"

    def newer_version(self, place: str, progress: Progress) -> Update | None:
        return self.newer

    def recover(self, form: Recovery) -> SignedIn:
        if form.code != CODE:
            raise Refused(hard("recovery.wrong", "code"))
        return SignedIn(object())

    def leave(self, signed_in: SignedIn) -> None:
        self.left.append(signed_in)

    def unlock(self, signed_in: SignedIn, password: str) -> None:
        if password != PASSWORD:
            raise Refused(hard("sign_in.wrong"))

    def change_password(self, signed_in: SignedIn, old: str, new: str) -> None:
        self.changed.append(new)

    def password_findings(self, password: str, user_name: str) -> Sequence[Finding]:
        return (
            ()
            if len(password) >= 15
            else (hard("password.too_short", least=15, now=len(password)),)
        )

    def server_place(self, address: str, certificate: str = "") -> str:
        if "/" not in address.partition("://")[2]:
            raise Refused(hard("storage.server_address"))
        return f"{address}?sslrootcert={certificate}" if certificate else address

    def see_ground(self, place: str, owner: ServerOwner) -> None:
        self.owners.append(owner)
        if owner.login == "nobody":
            raise Refused(hard("server.cannot_make_roles", "login", login=owner.login))

    def create(self, form: NewOfficeForm, stopped: Callable[[], bool]) -> str:
        self.created.append(form)
        return CODE

    def make_sample(
        self, folder: str, progress: Callable[[int, int], object]
    ) -> Sequence[SampleUser]:
        progress(1, 2)
        return (
            SampleUser("mchen", "Administrator", "sample pass words"),
            SampleUser("aruiz", "Caseworker", "sample pass words"),
        )
