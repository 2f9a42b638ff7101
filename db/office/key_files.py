"""The key files of all who belong to an office, as a change of its key finds and writes them."""

from collections.abc import Iterable

from db.office.signers import with_own_keys
from db.office.standing import Office
from db.office.trust import is_old
from db.queries.reading import Reading
from db.rules.findings import Refused, hard
from db.storage.key_in_force import key_file_in_force
from db.storage.keys.key_file import KeyFile, write_key_file
from db.storage.presence_file import names_of
from db.storage.problems import StorageProblem
from db.storage.shelf import Shelf

_NOT_THEIRS = ("unknown_user", "key_file_changed")


def key_files(office: Office) -> list[KeyFile]:
    """The recovery code's among them; only keys that are theirs.

    Raises `Refused` with "check.key_file" and whose file is not what it should be.
    """
    found = []
    for member in office.manifest.members:
        if member.active:
            try:
                keys = office.home.keys
                file, own = key_file_in_force(keys, office.manifest, member.user_name)
            except StorageProblem as problem:
                if not any(problem.has(f"storage.{code}") for code in _NOT_THEIRS):
                    raise
                raise Refused(hard("check.key_file", user=member.user_name)) from None
            if own.keys != with_own_keys(office, member).keys or office.read(_is_old, file):
                raise Refused(hard("check.key_file", user=member.user_name))
            found.append(file)
    return found


def write_all(keys: Shelf, files: Iterable[KeyFile]) -> None:
    """Put each of them in its place."""
    for file in files:
        write_key_file(keys, file)


def nobody_else(office: Office) -> None:
    """Raise `Refused` with "rotate.somebody_is_in" where another program has the office open."""
    here = office.others()
    if here:
        raise Refused(hard("rotate.somebody_is_in", people=", ".join(names_of(here))))


def _is_old(reading: Reading, file: KeyFile) -> bool:
    return is_old(reading.session, file)
