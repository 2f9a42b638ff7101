"""What an appointment must name, by its kind, before anybody asks what it collides with."""

from collections.abc import Mapping

from db.rules.codes import AppointmentKind
from db.rules.findings import Finding, hard
from db.rules.joining_link import link_findings

LONGEST_TEXT = 200


def field_findings(
    kind: AppointmentKind,
    *,
    workers: int,
    client: bool,
    household: int,
    room: bool,
    car: bool,
    interpreter: bool = False,
    texts: Mapping[str, str],
    link: str = "",
) -> tuple[Finding, ...]:
    """What is missing or too much. `texts` holds the short texts by the name of their field;
    `link` is the address of a meeting by video."""
    findings: list[Finding] = []
    if kind is AppointmentKind.OUTSIDE:
        if not client:
            findings.append(hard("appointment.outside_needs_client", "client"))
        ours = {"workers": workers, "room": room, "car": car, "interpreter": interpreter}
        field = next((name for name, taken in ours.items() if taken), None)
        if field is not None:
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
    findings.extend(link_findings(link))
    return tuple(findings)
