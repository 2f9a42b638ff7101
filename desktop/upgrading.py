"""An administrator's upgrade of an office of an older version, asked for in the sign-in window."""

from pathlib import Path

from db.office.upgrading import Ahead, look_ahead, upgrade_office
from db.rules.findings import Refused, hard
from desktop.device import device_name
from ui.door import SignIn, UpgradeAhead


def ahead_of(folder: Path, form: SignIn) -> UpgradeAhead | None:
    """See `ui.door.Door.upgrade_ahead`."""
    found = _ahead(folder, form)
    if found is None:
        return None
    people = tuple(sorted({f"{one.name} ({one.computer})" for one in found.people}))
    return UpgradeAhead(found.office.name, people)


def upgraded(folder: Path, form: SignIn) -> str:
    """See `ui.door.Door.upgrade`; "" if somebody else was faster."""
    found = _ahead(folder, form)
    return upgrade_office(found, device=device_name()).backup.name if found else ""


def _ahead(folder: Path, form: SignIn) -> Ahead | None:
    """This computer's own key is not enough: the password is asked for."""
    if form.password is None:
        raise Refused(hard("upgrade.type_password", "password"))
    return look_ahead(folder, form.user_name, form.password)
