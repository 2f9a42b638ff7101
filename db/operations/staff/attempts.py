"""That wrong passwords were tried before the right one."""

from datetime import datetime

from db.operations.work import Work


def record_failed_sign_ins(work: Work, failed: int, since: datetime) -> None:
    """Log how many wrong passwords were given for the user on this computer, and since when.

    They cannot be logged when they happen: without a password nobody can write in the office.
    """
    work.record(
        "sign_in.failed_before",
        "staff",
        work.user.id,
        failed=failed,
        since=since.astimezone(work.zone).isoformat(timespec="minutes"),
    )
    work.changed("audit")
