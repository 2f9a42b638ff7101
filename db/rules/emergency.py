"""Emergency access ("breaking the glass"): what is asked of whoever opens a restricted case."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from db.rules.findings import Finding, hard
from db.rules.text_fields import too_long

LEAST_REASON = 15  # characters: a word or two explain nothing to who reviews it
MOST_REASON = 500


@dataclass(frozen=True, slots=True)
class EmergencyForm:
    """Which restricted case must be opened, and why.

    `case_id` names it, or `whom` does: a case's number, a client's number, or a client's full
    name. The same `id` opens nothing twice.
    """

    id: UUID
    reason: str
    whom: str = ""
    case_id: UUID | None = None


def check_emergency(form: EmergencyForm) -> tuple[Finding, ...]:
    """Everything that stands against asking for it."""
    return tuple(_check(form))


def _check(form: EmergencyForm) -> Iterator[Finding]:
    if form.case_id is None and not form.whom.strip():
        yield hard("text.missing", "whom")
    if len(" ".join(form.reason.split())) < LEAST_REASON:
        yield hard("emergency.reason_short", "reason", least=LEAST_REASON)
    yield from too_long(form, {"reason": MOST_REASON, "whom": 200})
