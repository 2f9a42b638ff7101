"""What must be known of somebody who waits for an appointment that has no time yet."""

from datetime import date

from db.rules.codes import AppointmentKind
from db.rules.findings import Finding, hard

LONGEST_SUBJECT = 200
LONGEST_WISH = 500
LONGEST_MINUTES = 24 * 60


def request_findings(
    *,
    kind: AppointmentKind,
    minutes: int,
    client: bool,
    subject: str,
    wish: str,
    earliest: date | None,
    latest: date | None,
) -> tuple[Finding, ...]:
    """What is missing or too much. Days are the office's, both included."""
    findings: list[Finding] = []
    if kind is AppointmentKind.GROUP:
        findings.append(hard("request.of_group", "kind"))
    if not client and not subject.strip():
        findings.append(hard("request.for_nobody", "client"))
    if not 0 < minutes <= LONGEST_MINUTES:
        findings.append(hard("request.length", "minutes", most=LONGEST_MINUTES // 60))
    if earliest is not None and latest is not None and latest < earliest:
        findings.append(hard("request.latest_before_earliest", "latest"))
    for field, text, longest in (
        ("subject", subject, LONGEST_SUBJECT),
        ("wish", wish, LONGEST_WISH),
    ):
        if len(text.strip()) > longest:
            findings.append(hard("appointment.text_too_long", field, longest=longest))
    return tuple(findings)
