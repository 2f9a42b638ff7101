"""What an appointment must name, by its kind, before anybody asks what it collides with."""

from collections.abc import Mapping

from db.rules.codes import AppointmentKind
from db.rules.findings import Finding, hard

LONGEST_TEXT = 200


def field_findings(
    kind: AppointmentKind,
    *,
    workers: int,
    client: bool,
    household: int,
    room: bool,
    car: bool,
    texts: Mapping[str, str],
) -> tuple[Finding, ...]:
    """What is missing or too much. `texts` holds the short texts by the name of their field."""
    findings: list[Finding] = []
    if kind is AppointmentKind.OUTSIDE:
        if not client:
            findings.append(hard("appointment.outside_needs_client", "client"))
        if workers or room or car:
            field = "workers" if workers else "room" if room else "car"
            findings.append(hard("appointment.outside_takes_client_only", field))
    elif not (workers or client or room or car):
        findings.append(hard("appointment.takes_nobody", "workers"))
    if household and not client:
        findings.append(hard("appointment.household_needs_client", "client"))
    findings.extend(
        hard("appointment.text_too_long", field, longest=LONGEST_TEXT)
        for field, text in texts.items()
        if len(text.strip()) > LONGEST_TEXT
    )
    return tuple(findings)
