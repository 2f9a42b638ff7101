"""An administrator's upgrade of an office of an older version, asked for in the sign-in window."""

from pathlib import Path

from db.office.upgrading import Ahead, look_ahead, upgrade_office
from db.rules.findings import Refused, hard
from db.storage.presence_file import names_of
from desktop.device import device_name
from ui.door import SignIn, UpgradeAhead


def ahead_of(folder: Path, form: SignIn) -> UpgradeAhead | None:
    """See `ui.door.Door.upgrade_ahead`."""
    found = _ahead(folder, form)
    if found is None:
        return None
    return UpgradeAhead(found.office.name, tuple(names_of(found.people)))


def upgraded(folder: Path, form: SignIn) -> str:
    """See `ui.door.Door.upgrade`; "" if somebody else was faster."""
    found = _ahead(folder, form)
    backup = upgrade_office(found, device=device_name()).backup if found else None
    return backup.name if backup else ""


def _ahead(folder: Path, form: SignIn) -> Ahead | None:
    """This computer's own key is not enough: the password is asked for."""
    if form.password is None:
        raise Refused(hard("upgrade.type_password", "password"))
    return look_ahead(folder, form.user_name, form.password)
