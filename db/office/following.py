"""What the records say of people, after a signed list that they had not heard of."""

from db.models.staff import Staff
from db.operations.work import Work
from db.storage.manifest import Manifest


def follow(work: Work, manifest: Manifest) -> None:
    """Give everybody the role that the list says, and let go of whom it let go.

    A computer that stopped between the list and the records left them a step behind.
    """
    for member in manifest.members:
        staff = work.session.get(Staff, member.user_id)
        if staff is None:
            continue
        if staff.role is not member.role:
            work.touch(staff).role = member.role
            work.record("staff.role_changed", "staff", staff.id)
            work.changed("staff", staff.id)
        if staff.active and not member.active:
            work.touch(staff).active = False
            work.record("staff.deactivated", "staff", staff.id)
            work.changed("staff", staff.id)
