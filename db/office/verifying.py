"""Verifying the audit log alone, for whoever reads it: an auditor may not look at the rest."""

from collections.abc import Sequence
from datetime import datetime

from db.office.checks import lost_since_backup, seen_by_backups, without_beginning
from db.office.log_parts import verify_in_parts
from db.office.standing import Office
from db.operations.audit_verifying import Looked, plan_until, plan_whole
from db.operations.work import Work
from db.queries.audit_log.history import Seen, holds
from db.queries.audit_log.last_verified import (
    VERIFIED,
    LastVerified,
    LogVerified,
    StateFound,
    log_length,
)
from db.queries.audit_log.record_state import Line, chain_lines, chain_names, find_state
from db.rules.findings import Finding, Refused
from db.rules.permissions import Action
from db.storage.backup import Progress


def verify_log(
    office: Office, progress: Progress | None = None, also: Sequence[Finding] = ()
) -> LogVerified:
    """What is wrong with the log: an edit, a deletion, another order, a cut, a signature, no
    beginning, and an office that is older than one of its backups. That it was verified is
    recorded, with what came of it; `also` is what whoever asks has found already. Raises `Refused`
    with "permission.denied".
    """
    office.require(Action.READ_AUDIT, verify_log)
    looked = _looked(office, progress)
    found = [*also, *verify_in_parts(office, plan_whole, looked=looked)]
    backup = next(seen_by_backups(office), None)
    within = backup is not None and office.read(holds, backup)
    found += [*without_beginning(office), *lost_since_backup(office)]
    result = LastVerified(
        at=office.clock().astimezone(office.record.zone),
        findings=len(found),
        entries=looked.entries,
        signatures=looked.signatures,
        backup=None if backup is None else _there(office, backup),
        backup_within=within,
    )
    if not office.place.only_read:
        try:
            office.write(_verified, result)
        except Refused:
            if not found:  # or what is wrong may be why, and is told
                raise
    return LogVerified(tuple(found), result)


def look_up_state(
    office: Office, state: str, progress: Progress | None = None
) -> StateFound | None:
    """When the records were in the state that a report names, and whether the log is unchanged up
    to then; None if they never were. Raises `Refused` with "permission.denied".
    """
    office.require(Action.READ_AUDIT, look_up_state)

    def lines(device: str, after: int) -> tuple[Line, ...]:
        return office.read(chain_lines, device, after)

    passed = find_state(state, office.read(chain_names), lines, office.record.zone)
    if passed is None:
        return None
    looked = _looked(office, progress)
    found = verify_in_parts(office, plan_until, passed.ends, looked=looked)
    return StateFound(passed.at, tuple(found), looked.entries)


def _looked(office: Office, progress: Progress | None) -> Looked:
    if progress is None:
        return Looked()
    total = office.read(log_length)

    def tell(done: int) -> None:
        progress(min(done, total), total)

    return Looked(each=tell)


def _verified(work: Work, result: LastVerified) -> None:
    backup = "" if result.backup is None else result.backup.isoformat()
    work.record(
        VERIFIED,
        "audit",
        None,
        findings=result.findings,
        entries=result.entries,
        signatures=result.signatures,
        backup=backup,
        backup_within=result.backup_within,
    )


def _there(office: Office, seen: Seen) -> datetime:
    return seen.at.astimezone(office.record.zone)
