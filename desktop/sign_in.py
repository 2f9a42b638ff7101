"""The `Door` of the program: offices on this computer, and the way into one of them."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.rules.findings import Finding, Refused, hard
from db.texts import t
from desktop.settings import Settings
from ui.context import OfficeInfo
from ui.door import KnownOffice, NewOfficeForm, SampleUser, SignedIn, SignIn

if TYPE_CHECKING:
    from db.office import Office
    from db.storage.keys.wrapping import Argon2
    from db.storage.place import Place

_SAMPLE_CLIENTS, _SAMPLE_SEED = 60, 7
_NEEDED = (
    "argon2.low_level",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "keyring",
    "db.office.members",
    "desktop.quick_unlock",
    "ui.main_window",
)


class OfficeDoor:
    """See `ui.door.Door`. What it needs is imported where it is used: the window paints first.

    `cost` is that of passwords; tests give a low one.
    """

    def __init__(self, settings: Settings, cost: "Argon2 | None" = None) -> None:
        self._settings = settings
        self._cost = cost

    def known(self) -> Sequence[KnownOffice]:
        """Offices opened here before, the newest first."""
        return [
            KnownOffice(
                kept["place"],
                kept.get("name") or Path(kept["place"]).name,
                kept.get("where", ""),
                kept.get("user_name", ""),
            )
            for kept in self._settings.get("recent_offices")
        ]

    def forget(self, place: str) -> None:
        """Take an office off that list."""
        self._settings.forget_recent(place)

    def warm(self) -> None:
        """Import what signing in needs."""
        for name in _NEEDED:
            import_module(name)

    def examine(self, place: str) -> KnownOffice:
        """The office in a folder, which is remembered. Raises `Refused`."""
        from db.office.layout import Folder
        from db.storage.place import classify

        folder = Path(place).absolute()
        if not Folder(folder).is_office:
            raise Refused(hard("office.not_here", "folder"))
        where = place_words(classify(folder))
        before = next((kept for kept in self.known() if kept.place == str(folder)), None)
        found = KnownOffice(
            str(folder),
            before.name if before else folder.name,
            where,
            before.user_name if before else "",
        )
        self._remember(found)
        return found

    def can_stay_unlocked(self) -> bool:
        """Whether this computer has a keyring that works."""
        from desktop.credentials import Credentials

        return Credentials().work()

    def unlocked_user(self, place: str) -> str:
        """Who signed in last, if this computer keeps a key for that person."""
        from desktop.quick_unlock import is_unlocked_here

        user = next((kept.user_name for kept in self.known() if kept.place == place), "")
        return user if user and is_unlocked_here(Path(place), user) else ""

    def sign_in(self, form: SignIn) -> SignedIn:
        """Open an office. Raises `Refused`."""
        office = self._open(form)
        user = office.user.user_name
        self._remember(KnownOffice(form.place, office.record.name, place_words(office.place), user))
        if form.stay_unlocked and not office.must_change_password:
            from desktop.quick_unlock import stay_unlocked

            stay_unlocked(office)
        return SignedIn(office, office.must_change_password)

    def unlock(self, signed_in: SignedIn, password: str) -> None:
        """Check the password of who is signed in. Raises `Refused`."""
        from db.storage.keys.key_file import normal, read_key_file

        office = signed_in.office
        key_file = read_key_file(office.folder.keys, office.user.user_name)
        try:
            key_file.open(normal(password))
        except Refused as refused:
            if refused.has("storage.wrong_password"):
                raise Refused(hard("storage.wrong_password", "password")) from None
            raise

    def change_password(self, signed_in: SignedIn, old: str, new: str) -> None:
        """Set a new password. Raises `Refused`."""
        from db.office.members import change_password

        change_password(signed_in.office, old, new, cost=self._cost)

    def password_findings(self, password: str, user_name: str) -> Sequence[Finding]:
        """What is wrong with a new password."""
        from db.rules.passwords import password_findings

        return password_findings(password, user_name=user_name)

    def create(self, form: NewOfficeForm) -> str:
        """Make an office; returns the recovery code. Raises `Refused`."""
        from db.office import NewOffice, create_office
        from db.texts import language
        from desktop.device import device_name

        new = NewOffice(
            name=form.name,
            time_zone=form.time_zone,
            admin_user=form.user_name,
            admin_name=form.display_name,
            password=form.password,
            language=language(),
        )
        folder = Path(form.folder).absolute()
        made = create_office(folder, new, device=device_name(), cost=self._cost)
        made.office.close()
        return made.recovery_code

    def make_sample(
        self, folder: str, progress: Callable[[int, int], object]
    ) -> Sequence[SampleUser]:
        """Make a sample office. Raises `Refused`."""
        from db.texts import label
        from desktop.device import device_name
        from desktop.sample.make import make_sample
        from desktop.sample.staff import COLLEAGUES

        def report(done: int, total: int) -> None:
            progress(done, total)

        make_sample(
            Path(folder).absolute(),
            clients=_SAMPLE_CLIENTS,
            seed=_SAMPLE_SEED,
            device=device_name(),
            progress=report,
        )
        return [SampleUser(one.user_name, label(one.role), one.password) for one in COLLEAGUES]

    def _open(self, form: SignIn) -> "Office":
        from db.office import open_office
        from desktop.device import device_name

        folder = Path(form.place)
        if form.password is not None:
            return open_office(
                folder, form.user_name, form.password, device=device_name(), cost=self._cost
            )
        from desktop.quick_unlock import unlocked_here

        office = unlocked_here(folder, form.user_name)
        if office is None:
            raise Refused(hard("sign_in.type_password", "password"))
        return office

    def _remember(self, office: KnownOffice) -> None:
        self._settings.add_recent(
            {
                "place": office.place,
                "name": office.name,
                "where": office.where,
                "user_name": office.user_name,
            }
        )


def office_info(office: Any) -> OfficeInfo:
    """What the window says about an open office. Looks for the newest backup's file."""
    from datetime import UTC, datetime

    from db.office.keeping import last_backup

    newest = last_backup(office.folder)
    made = None
    if newest is not None:
        made = datetime.fromtimestamp(newest.stat().st_mtime, UTC)
    return OfficeInfo(office.record.name, place_words(office.place), office.record.zone, made)


def place_words(place: "Place") -> str:
    """Where an office lives."""
    from db.storage.place import PlaceKind

    if place.kind is PlaceKind.SHARE:
        return t("on the shared drive")
    return t("on this computer")
