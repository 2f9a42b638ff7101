"""Verifying the audit log alone, for whoever reads it: an auditor may not look at the rest."""

from db.office.checks import LOG_STEPS
from db.office.standing import Office
from db.operations.work import Work
from db.rules.findings import Finding
from db.rules.permissions import Action
from db.storage.backup import Progress


def verify_log(office: Office, progress: Progress | None = None) -> list[Finding]:
    """What is wrong with the log: an edit, a deletion, another order, a cut, a signature, and an
    office that is older than its newest backup. Empty if nothing is. That it was verified is
    recorded. Raises `Refused` with "permission.denied".
    """
    office.require(Action.READ_AUDIT, verify_log)
    found: list[Finding] = []
    for number, step in enumerate(LOG_STEPS, start=1):
        found += list(step(office))
        if progress:
            progress(number, len(LOG_STEPS))
    if not office.place.only_read:
        office.write(_verified, len(found))
    return found


def _verified(work: Work, findings: int) -> None:
    work.record("audit.verified", "audit", None, findings=findings)
