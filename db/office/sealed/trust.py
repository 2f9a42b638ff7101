"""What a sealed file's own database remembers of its seal, and the keys that people have now."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from db.models.office import Fact
from db.office.signers import with_own_keys
from db.office.standing import Office
from db.office.trust import anchor_of as manifest_anchor
from db.operations.work import Work
from db.queries.reading import Reading
from db.rules.findings import Refused, hard
from db.rules.permissions import Action, allowed
from db.storage.manifest import Anchor, Manifest, read_manifest
from db.storage.member import Member, MemberKind
from db.storage.problems import StorageProblem
from db.storage.seal import Seal, SealMember

ANCHOR = "seal_anchor"


@dataclass(frozen=True)
class Chosen:
    """Who is to belong to a sealed file. The officer is told of possible duplicates."""

    officer_id: UUID
    member_ids: frozenset[UUID]
    recovery: bool


def anchor_of(session: Session) -> Anchor:
    """The anchor in the records. Raises `StorageProblem` "seal_changed" without one."""
    fact = session.get(Fact, ANCHOR)
    if fact is None:
        raise StorageProblem("seal_changed")
    return Anchor.from_text(fact.value)


def set_anchor(session: Session, seal: Seal) -> None:
    """From now on this list counts, and the next that its managers sign."""
    session.merge(Fact(key=ANCHOR, value=seal.anchor.to_text()))


def follow_seal(work: Work, seal: Seal) -> None:
    """Let the records follow a list that a computer left a step ahead of them."""
    if seal.counter > anchor_of(work.session).counter:
        set_anchor(work.session, seal)
        work.record("sealed.members_changed", "sealed", seal.sealed_id)


def anchored(reading: Reading) -> int:
    """The counter of the list that the records know."""
    return anchor_of(reading.session).counter


def members_now(office: Office) -> Manifest:
    """The office's list of members, read again. Raises `Refused` if it is not to be trusted."""
    manifest = read_manifest(office.home.keys)
    manifest.check_trusted(office.read(_anchor))
    office.manifest = manifest
    return manifest


def seal_members(office: Office, chosen: Chosen) -> tuple[SealMember, ...]:
    """The chosen people with the keys that they have now.

    Raises `Refused`: "sealed.unknown_member", "sealed.member_not_settled" for one who has not
    chosen a password of their own yet (whoever handed out the one-time password has seen the
    keys under it), "sealed.not_a_reader", "sealed.officer_no_member", "sealed.nobody".
    """
    manifest = members_now(office)
    if not chosen.member_ids:
        raise Refused(hard("sealed.nobody", "members"))
    if chosen.officer_id not in chosen.member_ids:
        raise Refused(hard("sealed.officer_no_member", "officer"))
    found = [_member(office, manifest, one, chosen.officer_id) for one in sorted(chosen.member_ids)]
    if chosen.recovery:
        found += [
            SealMember(member.user_id, member.keys, True, MemberKind.RECOVERY)
            for member in manifest.members
            if member.kind is MemberKind.RECOVERY and member.active
        ]
    return tuple(found)


def may_manage(member: Member, officer_id: UUID) -> bool:
    """Whether a member may change who else belongs to the sealed file."""
    return member.user_id == officer_id or allowed(member.role, Action.SEAL_CASES)


def _member(office: Office, manifest: Manifest, user_id: UUID, officer_id: UUID) -> SealMember:
    for listed in manifest.members:
        if listed.user_id != user_id or not listed.active or listed.kind is not MemberKind.USER:
            continue
        member = with_own_keys(office, listed)
        if member.must_change_password:
            raise Refused(hard("sealed.member_not_settled", "members", user=member.user_name))
        if not allowed(member.role, Action.READ_CASES):
            raise Refused(hard("sealed.not_a_reader", "members", user=member.user_name))
        return SealMember(user_id, member.keys, may_manage(member, officer_id))
    raise Refused(hard("sealed.unknown_member", "members"))


def _anchor(reading: Reading) -> Anchor:
    return manifest_anchor(reading.session)
