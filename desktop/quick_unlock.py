"""“Stay unlocked on this computer”: opening an office without a password, by the keyring.

A person's private keys, and for an office on a server their password there, lie encrypted in
their own settings folder on this computer; the key to them is in the operating system's keyring.
Every function may block on the keyring.
"""

from pathlib import Path
from uuid import UUID

from db.office import Office, keep_unlocked, open_unlocked
from db.office.entering import Where
from db.office.quick_unlock import unlocked_person
from db.rules.findings import Refused
from db.storage.keys.wrapping import Argon2
from desktop import credentials
from desktop.credentials import Credentials
from desktop.device import device_name
from desktop.settings import folder as settings_folder

_FOLDER = "unlocked"


def stay_unlocked(office: Office, keyring: Credentials | None = None) -> bool:
    """Keep who is signed in unlocked on this computer; False where there is no keyring."""
    keyring = keyring or Credentials()
    key = credentials.new_device_key(keyring, office.record.id, office.user.id)
    if key is None:
        return False
    keep_unlocked(office, key, _file(office.home.where, office.user.user_name))
    return True


def unlocked_here(
    where: Where,
    user_name: str,
    keyring: Credentials | None = None,
    cost: Argon2 | None = None,
) -> Office | None:
    """The office, opened by this computer's own key; None if it has none that fits any more.

    Raises `Refused` for what is wrong with the office itself.
    """
    file = _file(where, user_name)
    person = unlocked_person(file)
    if person is None:
        return None
    keyring = keyring or Credentials()
    key = credentials.device_key(keyring, person.office_id, person.user_id)
    if key is None:
        return None
    try:
        return open_unlocked(where, file, key, device=device_name(), cost=cost)
    except Refused as refused:
        if not refused.has("storage.quick_unlock_void"):
            raise
        _forget(keyring, file, person.office_id, person.user_id)
        return None


def is_unlocked_here(where: Where, user_name: str) -> bool:
    """Whether this computer keeps something for the user. Quick: the keyring is not asked."""
    return unlocked_person(_file(where, user_name)) is not None


def ask_again(where: Where, user_name: str, keyring: Credentials | None = None) -> None:
    """Ask for the password again from now on."""
    file = _file(where, user_name)
    person = unlocked_person(file)
    if person is not None:
        _forget(keyring or Credentials(), file, person.office_id, person.user_id)


def _forget(keyring: Credentials, file: Path, office_id: UUID, user_id: UUID) -> None:
    credentials.forget_device_key(keyring, office_id, user_id)
    file.unlink(missing_ok=True)


def _file(where: Where, user_name: str) -> Path:
    """One file for each place and user: a copy of an office is another office to a person."""
    import hashlib

    named = str(where.absolute() if isinstance(where, Path) else where)
    place = hashlib.sha256(named.encode()).hexdigest()[:32]
    who = hashlib.sha256(user_name.strip().lower().encode()).hexdigest()[:16]
    return settings_folder() / _FOLDER / f"{place}-{who}.json"
