"""What is usual for a kind of appointment: how long it lasts, and what is kept free around it."""

from dataclasses import dataclass
from uuid import NAMESPACE_OID, UUID, uuid5

from db.rules.codes import AppointmentKind
from db.rules.findings import Finding, hard

USUAL_MINUTES = 60  # where an office has decided nothing
LONGEST_MINUTES, LONGEST_BUFFER = 24 * 60, 4 * 60


@dataclass(frozen=True, slots=True)
class KindForm:
    """Minutes, of the appointment and kept free for its workers before and after."""

    kind: AppointmentKind
    minutes: int = USUAL_MINUTES
    before: int = 0
    after: int = 0

    @property
    def id(self) -> UUID:
        """The same wherever a kind is decided of: two people decide of one record."""
        return uuid5(NAMESPACE_OID, f"kind_setting.{self.kind.value}")


def check_kind(form: KindForm) -> tuple[Finding, ...]:
    """Everything that stands against saving it."""
    found = []
    if not 0 < form.minutes <= LONGEST_MINUTES:
        found.append(hard("kind.minutes", "minutes", most=LONGEST_MINUTES))
    found += [
        hard("kind.buffer", name, most=LONGEST_BUFFER)
        for name in ("before", "after")
        if not 0 <= getattr(form, name) <= LONGEST_BUFFER
    ]
    return tuple(found)
