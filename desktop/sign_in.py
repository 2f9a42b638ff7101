"""The way into an office: what the sign-in window and the first-run wizard ask for.

Nothing heavy is imported before it is used, because the sign-in window paints first; `warm`
imports it while somebody types.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet

from db.rules.findings import Finding, Refused, hard
from db.texts import label
from desktop.places import folder_in, place_in
from desktop.settings import Settings
from desktop.warming import import_plain

if TYPE_CHECKING:
    from db.office import Office
    from db.storage.keys.wrapping import Argon2
    from desktop.known_offices import KnownOffices
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
    from ui.updates import Progress, Update, Updates

SAMPLE_CLIENTS, SAMPLE_SEED = 600, 7


class OfficeDoor:
    """The program's `Door` (see `ui.door`). The offices opened here stand in the settings.

    `cost` is that of passwords; tests give a low one.
    """

    def __init__(self, settings: Settings, cost: Argon2 | None = None) -> None:
        self._settings = settings
        self._cost = cost
        self._updates: Updates | None = None
        self._to_stay: WeakSet[Office] = WeakSet()  # once the person has a password of their own

    @property
    def _offices(self) -> KnownOffices:
        from desktop.known_offices import KnownOffices

        return KnownOffices(self._settings)

    def known(self) -> Sequence[KnownOffice]:
        """See `ui.door.Door.known`."""
        return self._offices.known()

    def forget(self, place: str) -> None:
        """See `ui.door.Door.forget`."""
        self._offices.forget(place)

    def warm(self) -> None:
        """See `ui.door.Door.warm`."""
        import_plain()

    def examine(self, place: str) -> KnownOffice:
        """See `ui.door.Door.examine`. The office is on the list from then on."""
        import_plain()
        return self._offices.examine(place)

    def can_stay_unlocked(self) -> bool:
        """See `ui.door.Door.can_stay_unlocked`."""
        import_plain()
        from desktop.credentials import Credentials

        return Credentials().work()

    def unlocked_user(self, place: str) -> str:
        """See `ui.door.Door.unlocked_user`."""
        import_plain()
        from desktop.quick_unlock import is_unlocked_here

        user_name = self._offices.kept(place).get("user_name", "")
        return user_name if user_name and is_unlocked_here(place_in(place), user_name) else ""

    def sign_in(self, form: SignIn) -> SignedIn:
        """See `ui.door.Door.sign_in`. Without "stay unlocked" a key kept before is forgotten."""
        import_plain()
        from db.office.entering import enter
        from desktop import quick_unlock
        from desktop.attempts import counted
        from desktop.device import device_name
        from ui.door import SignedIn

        where = place_in(form.place)
        if form.password is None:
            opened = quick_unlock.unlocked_here(where, form.user_name, cost=self._cost)
            if opened is None:
                raise Refused(hard("sign_in.type_password", "password"))
            office = opened
        else:
            with counted(where, form.user_name) as attempt:
                office = attempt.office = enter(
                    where,
                    form.user_name,
                    form.password,
                    device=device_name(),
                    code=form.code,
                    cost=self._cost,
                )
            if form.stay_unlocked and office.must_change_password:
                self._to_stay.add(office)
            elif form.stay_unlocked:
                _stay(office)
            else:
                quick_unlock.ask_again(where, office.user.user_name)
        self._entered(form.place if isinstance(where, Path) else str(where), office)
        return SignedIn(office, office.must_change_password)

    def upgrade_ahead(self, form: SignIn) -> UpgradeAhead | None:
        """See `ui.door.Door.upgrade_ahead`."""
        from desktop.upgrading import ahead_of

        if "://" in form.place:
            raise Refused(hard("upgrade.on_server", place=form.place))
        return ahead_of(folder_in(form.place), form)

    def upgrade(self, form: SignIn) -> str:
        """See `ui.door.Door.upgrade`."""
        from desktop.upgrading import upgraded

        return upgraded(folder_in(form.place), form)

    @property
    def updates(self) -> Updates:
        """See `ui.door.Door.updates`."""
        if self._updates is None:
            from desktop.updates.standing import StandingUpdates

            self._updates = StandingUpdates(self._settings)
        return self._updates

    def newer_version(self, place: str, progress: Progress) -> Update | None:
        """See `ui.door.Door.newer_version`."""
        where = self.updates.place_of(str(place_in(place)))
        return self.updates.look(where, progress) if where else None

    def recover(self, form: Recovery) -> SignedIn:
        """See `ui.door.Door.recover`."""
        from db.office.recovery import recover
        from db.storage.keys.key_file import RECOVERY
        from desktop.attempts import counted
        from desktop.device import device_name
        from ui.door import SignedIn

        if "://" in form.place:
            raise Refused(hard("recovery.on_server", place=form.place))
        folder = folder_in(form.place)
        with counted(folder, RECOVERY) as attempt:
            office = attempt.office = recover(
                folder,
                form.code,
                form.user_name,
                form.password,
                device=device_name(),
                cost=self._cost,
            )
        self._entered(form.place, office)
        return SignedIn(office)

    def leave(self, signed_in: SignedIn) -> None:
        """See `ui.door.Door.leave`."""
        signed_in.office.close()

    def unlock(self, signed_in: SignedIn, password: str) -> None:
        """See `ui.door.Door.unlock`."""
        from db.office.unlocking import check_password
        from desktop.attempts import counted

        office: Office = signed_in.office
        with counted(office.home.where, office.user.user_name) as attempt:
            check_password(office, password)
            attempt.office = office

    def change_password(self, signed_in: SignedIn, old: str, new: str) -> None:
        """See `ui.door.Door.change_password`."""
        from db.office.members import change_password
        from desktop import quick_unlock

        office: Office = signed_in.office
        stayed = quick_unlock.is_unlocked_here(office.home.where, office.user.user_name)
        change_password(office, old, new, cost=self._cost)
        if stayed or office in self._to_stay:
            self._to_stay.discard(office)
            _stay(office)

    def password_findings(self, password: str, user_name: str) -> Sequence[Finding]:
        """See `ui.door.Door.password_findings`."""
        from db.rules.passwords import password_findings

        return password_findings(password, user_name=user_name)

    def server_place(self, address: str, certificate: str = "") -> str:
        """See `ui.door.Door.server_place`."""
        from desktop.places import server_in

        return str(server_in(address, certificate))

    def see_ground(self, place: str, owner: ServerOwner) -> None:
        """See `ui.door.Door.see_ground`."""
        import_plain()
        from desktop.new_office import see_ground

        see_ground(place, owner)

    def create(self, form: NewOfficeForm, stopped: Callable[[], bool] = lambda: False) -> str:
        """See `ui.door.Door.create`."""
        import_plain()
        from desktop.new_office import make

        made = make(form, self._cost, stopped)
        self._offices.remember(made.place, form.name.strip(), made.kind, made.user_name)
        return made.recovery_code

    def make_sample(
        self, folder: str, progress: Callable[[int, int], object]
    ) -> Sequence[SampleUser]:
        """See `ui.door.Door.make_sample`."""
        import_plain()
        from db.storage.place import classify
        from desktop.device import device_name
        from desktop.sample.make import make_sample
        from desktop.sample.staff import COLLEAGUES
        from desktop.sample.things import OFFICE
        from ui.door import SampleUser

        where = folder_in(folder)
        make_sample(
            where,
            clients=SAMPLE_CLIENTS,
            seed=SAMPLE_SEED,
            device=device_name(),
            progress=progress,
        )
        self._offices.remember(
            str(where), OFFICE, classify(where).kind.value, COLLEAGUES[0].user_name
        )
        return [SampleUser(c.user_name, label(c.role), c.password) for c in COLLEAGUES]

    def _entered(self, place: str, office: Office) -> None:
        self._offices.remember(
            place, office.record.name, office.place.kind.value, office.user.user_name
        )


def _stay(office: Office) -> None:
    """Where the key cannot be kept, the password is asked for next time, and that is all."""
    from desktop.quick_unlock import stay_unlocked

    with suppress(Refused):
        stay_unlocked(office)
