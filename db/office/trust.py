"""What the records remember of keys and members, so that no file can be put back or replaced.

The manifest's anchor says which signed list of members counts; and of a person who replaced
handed-over keys by their own, the records keep these until the list does.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from db.models.office import Fact
from db.storage.keys.encoding import encoded
from db.storage.manifest import Anchor, Manifest
from db.storage.member import Member
from db.storage.problems import StorageProblem

ANCHOR = "manifest_anchor"


def check_trust(session: Session, manifest: Manifest, member: Member) -> None:
    """See whether the records know this list of members and this person's keys.

    `member` comes from the manifest, with the keys of the person's key file. Raises
    `StorageProblem`: "manifest_changed", "manifest_old" or "key_file_changed".
    """
    manifest.check_trusted(anchor_of(session))
    if not knows_keys(session, member):
        raise StorageProblem("key_file_changed")


def remember(session: Session, manifest: Manifest, member: Member) -> None:
    """Keep what `check_trust` found one step ahead; never a step back.

    Raises what `check_trust` raises: somebody may have gone on in the meantime.
    """
    anchor = anchor_of(session)
    if manifest.counter > anchor.counter:
        manifest.check_trusted(anchor)
        set_anchor(session, manifest)
    if manifest.member(member.user_name).keys != member.keys:
        remember_keys(session, member)


def anchor_of(session: Session) -> Anchor:
    """The anchor in the records. Raises `StorageProblem` "manifest_changed" without one."""
    fact = session.get(Fact, ANCHOR)
    if fact is None:
        raise StorageProblem("manifest_changed")
    return Anchor.from_text(fact.value)


def set_anchor(session: Session, manifest: Manifest) -> None:
    """From now on this manifest counts, and what its administrators sign."""
    session.merge(Fact(key=ANCHOR, value=manifest.anchor.to_text()))


def knows_keys(session: Session, member: Member) -> bool:
    """Whether these keys are not older or other ones than the records know of this person."""
    fact = session.get(Fact, _own_keys(member.user_id))
    if fact is None:
        return True
    epoch, _, key = fact.value.partition(" ")
    if member.epoch == int(epoch):
        return key == encoded(member.keys.signing)
    return member.epoch > int(epoch)


def remember_keys(session: Session, member: Member) -> None:
    """Keep which keys are the person's own."""
    value = f"{member.epoch} {encoded(member.keys.signing)}"
    session.merge(Fact(key=_own_keys(member.user_id), value=value))


def _own_keys(user_id: UUID) -> str:
    return f"own_keys.{user_id}"
