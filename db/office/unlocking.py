"""The password once more, of one who is signed in: at a locked window."""

from db.office.opening import NOT_THIS_PERSON
from db.office.standing import Office
from db.office.trust import is_old
from db.queries.reading import Reading
from db.rules.findings import Refused, hard
from db.storage.key_in_force import key_file_in_force
from db.storage.keys.key_file import KeyFile, normal
from db.storage.manifest import read_manifest
from db.storage.problems import StorageProblem


def check_password(office: Office, password: str) -> None:
    """See whether this is the password of who is signed in, and they may still be.

    While the place is gone the key file of the sign-in counts: who has the office open may go on
    reading, and whether they have been removed meanwhile is seen when it is back.

    Raises `Refused`: "storage.wrong_password", "storage.key_file_old", or "sign_in.wrong" for one
    who has left or whose keys are new, and who must sign in again.
    """
    key_file = _key_file_now(office)
    identity, _ = key_file.open(normal(password))
    if identity.public != office.identity.public:
        raise Refused(hard("sign_in.wrong", "password"))
    _see_if_newest(office, key_file)


def _see_if_newest(office: Office, key_file: KeyFile) -> None:
    """Raise `StorageProblem` "key_file_old" for a file from before one's own change of password."""
    if office.is_away:
        return
    try:
        old = office.read(_is_old, key_file)
    except StorageProblem:  # the place went meanwhile: what was known at the sign-in counts
        old = key_file != office.key_file
    if old:
        raise StorageProblem("key_file_old")


def _is_old(reading: Reading, key_file: KeyFile) -> bool:
    return is_old(reading.session, key_file)


def _key_file_now(office: Office) -> KeyFile:
    """The key file of who is signed in, or that of the sign-in while the place is gone."""
    keys, kept = office.home.keys, office.key_file
    try:
        if office.is_away and kept is not None:
            return kept
        return key_file_in_force(keys, read_manifest(keys), office.user.user_name)[0]
    except StorageProblem as problem:
        if any(problem.has(f"storage.{code}") for code in NOT_THIS_PERSON):
            raise Refused(hard("sign_in.wrong", "password")) from None
        gone = problem.has("storage.gone") or problem.has("storage.server_gone")
        if gone and kept is not None:
            return kept
        raise
