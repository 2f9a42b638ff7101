"""What the records say of people, after a signed list that they had not heard of."""

from db.models.staff import Staff
from db.office.accounts import Accounts
from db.office.standing import Office
from db.office.trust import anchor_of, set_anchor
from db.operations.work import Work
from db.queries.reading import Reading
from db.rules.findings import Stale
from db.storage.manifest import Manifest
from db.storage.problems import StorageProblem


def follow(work: Work, manifest: Manifest, accounts: Accounts) -> None:
    """Give everybody the role that the list says, and let go of whom it let go.

    A computer that stopped between the list and the records left them a step behind.
    """
    for member in manifest.members:
        staff = work.session.get(Staff, member.user_id)
        if staff is None:
            continue
        if staff.role is not member.role:
            accounts.give_role(work, staff, member.role)
            work.record("staff.role_changed", "staff", staff.id)
            work.changed("staff", staff.id)
        if staff.active and not member.active:
            accounts.let_go(work, staff)
            work.record("staff.deactivated", "staff", staff.id)
            work.changed("staff", staff.id)


def caught_up(office: Office, *, themselves: bool) -> bool:
    """Let the records follow a list that a computer left a step ahead, before the next is written.

    Two steps ahead would let nobody in. Gives whether it was so; whoever signs with another's keys
    (the recovery code's) has none of their own yet to put the roles on record with.
    """
    manifest = office.manifest
    ahead = manifest.counter > office.read(_counter)
    if ahead:
        office.write(_remember_list, manifest, themselves, office.accounts)
    return ahead


def _remember_list(work: Work, manifest: Manifest, themselves: bool, accounts: Accounts) -> None:
    still_counts(work, manifest)
    if manifest.counter > anchor_of(work.session).counter:
        set_anchor(work.session, manifest)
    if themselves:
        follow(work, manifest, accounts)


def still_counts(work: Work, manifest: Manifest) -> None:
    """Raise `Stale` if another administrator changed the list of members meanwhile."""
    try:
        manifest.check_trusted(anchor_of(work.session))
    except StorageProblem:
        raise Stale("staff") from None


def _counter(reading: Reading) -> int:
    return anchor_of(reading.session).counter
