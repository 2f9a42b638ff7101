"""Verifying the audit log of an office in parts, so that nobody who saves meanwhile waits for it.

On a shared drive an open reader holds up everybody's save; no entry is ever changed, so each part
is read by itself.
"""

from collections.abc import Callable, Iterator

from db.office.signers import accepted_signers
from db.office.standing import Office
from db.operations.audit_verifying import BEFORE_ALL, End, Looked, Plan, look
from db.queries.reading import Reading
from db.rules.findings import Finding


def verify_in_parts(
    office: Office, plan: Callable[..., Plan], *ends: object, looked: Looked | None = None
) -> Iterator[Finding]:
    """What is wrong with what `plan` (of `db.operations.audit_verifying`) plans to look at."""
    looked = looked or Looked()
    made = office.read(_planned, plan, *ends, accepted_signers(office))
    looked.signatures += made.heads
    yield from made.findings
    for device in made.ends:
        after: End | None = BEFORE_ALL
        while after is not None:
            after, found = office.read(_looked, made, device, after, looked)
            yield from found


def _planned(reading: Reading, plan: Callable[..., Plan], *told: object) -> Plan:
    return plan(reading.session, *told)


def _looked(
    reading: Reading, plan: Plan, device: str, after: End, looked: Looked
) -> tuple[End | None, list[Finding]]:
    return look(reading.session, plan, device, after, looked)
