"""What the records remember of keys and members, so that no file can be put back or replaced.

The manifest's anchor says which signed list of members counts; of a person who replaced
handed-over keys by their own, the records keep these until the list does; and of one who changed
their own password, how often they did with these keys.
"""

from base64 import b64decode
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from db.models.office import Fact
from db.storage.keys.encoding import encoded
from db.storage.keys.key_file import KeyFile
from db.storage.manifest import Anchor, Manifest
from db.storage.member import Member
from db.storage.problems import StorageProblem

ANCHOR = "manifest_anchor"


def check_trust(session: Session, manifest: Manifest, member: Member, key_file: KeyFile) -> None:
    """See whether the records know this list of members and this person's keys.

    `member` comes from the manifest, with the keys of the person's key file. Raises
    `StorageProblem`: "manifest_changed", "manifest_old", "key_file_changed" or "key_file_old".
    """
    manifest.check_trusted(anchor_of(session))
    check_keys(session, member, key_file)


def check_keys(session: Session, member: Member, key_file: KeyFile) -> None:
    """See whether the records know these keys, and no newer password of theirs.

    Raises `StorageProblem`: "key_file_changed" or "key_file_old".
    """
    if not knows_keys(session, member):
        raise StorageProblem("key_file_changed")
    if is_old(session, key_file):
        raise StorageProblem("key_file_old")


def remember(session: Session, manifest: Manifest, member: Member, key_file: KeyFile) -> None:
    """Keep what `check_trust` found one step ahead; never a step back.

    If somebody has signed a newer list in the meantime, there is nothing left to keep.
    """
    anchor = anchor_of(session)
    remember_password(session, key_file)
    if manifest.counter < anchor.counter:
        return
    manifest.check_trusted(anchor)
    if manifest.counter > anchor.counter:
        set_anchor(session, manifest)
    if manifest.member(member.user_name).keys != member.keys and knows_keys(session, member):
        remember_keys(session, member)


def anchor_of(session: Session) -> Anchor:
    """The anchor in the records; an administrator's own keys may sign before the list has them.

    Raises `StorageProblem` "manifest_changed" without one.
    """
    fact = session.get(Fact, ANCHOR)
    if fact is None:
        raise StorageProblem("manifest_changed")
    anchor = Anchor.from_text(fact.value)
    own = [(user_id, _own_keys_of(session, user_id)) for user_id, _ in anchor.signers]
    more = tuple((user_id, known[1]) for user_id, known in own if known is not None)
    return replace(anchor, signers=anchor.signers + more)


def set_anchor(session: Session, manifest: Manifest) -> None:
    """From now on this manifest counts, and what its administrators sign.

    Keys of somebody's own that it lists, or that a reset made void, need not be remembered.
    """
    session.merge(Fact(key=ANCHOR, value=manifest.anchor.to_text()))
    for member in manifest.members:
        known = _own_keys_of(session, member.user_id)
        if known is not None and (known[0] <= member.epoch or not member.active):
            session.delete(session.get(Fact, _own_keys(member.user_id)))
        password = _password_of(session, member.user_id)
        if password is not None and (password[0] < member.epoch or not member.active):
            session.delete(session.get(Fact, _password(member.user_id)))


def knows_keys(session: Session, member: Member) -> bool:
    """Whether these keys are not older or other ones than the records know of this person."""
    known = _own_keys_of(session, member.user_id)
    if known is None:
        return True
    epoch, key = known
    return key == member.keys.signing if member.epoch == epoch else member.epoch > epoch


def remember_keys(session: Session, member: Member) -> None:
    """Keep which keys are the person's own."""
    value = f"{member.epoch} {encoded(member.keys.signing)}"
    session.merge(Fact(key=_own_keys(member.user_id), value=value))


def is_old(session: Session, key_file: KeyFile) -> bool:
    """Whether the records know of a newer password of the owner's than this file is under."""
    known = _password_of(session, key_file.user_id)
    return known is not None and known > (key_file.epoch, key_file.generation)


def is_newer(session: Session, key_file: KeyFile) -> bool:
    """Whether the records know of no password as new as the one that this file is under."""
    known = _password_of(session, key_file.user_id)
    return known is None or known < (key_file.epoch, key_file.generation)


def remember_password(session: Session, key_file: KeyFile) -> None:
    """Keep which password of the owner's counts, if this file is under a newer one than is kept.

    A computer may have stopped between the file and the records.
    """
    known = _password_of(session, key_file.user_id) or (key_file.epoch, 0)
    if (key_file.epoch, key_file.generation) > known:
        value = f"{key_file.epoch} {key_file.generation}"
        session.merge(Fact(key=_password(key_file.user_id), value=value))


def _password_of(session: Session, user_id: UUID) -> tuple[int, int] | None:
    """Epoch of the keys and number of the password, if it was ever changed."""
    fact = session.get(Fact, _password(user_id))
    if fact is None:
        return None
    epoch, _, generation = fact.value.partition(" ")
    return int(epoch), int(generation)


def _password(user_id: UUID) -> str:
    return f"password.{user_id}"


def _own_keys_of(session: Session, user_id: UUID) -> tuple[int, bytes] | None:
    """Epoch and signing key of the keys that somebody made, if the records still keep them."""
    fact = session.get(Fact, _own_keys(user_id))
    if fact is None:
        return None
    epoch, _, key = fact.value.partition(" ")
    return int(epoch), b64decode(key)


def _own_keys(user_id: UUID) -> str:
    return f"own_keys.{user_id}"
