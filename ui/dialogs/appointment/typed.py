"""What somebody typed and chose in the appointment form, in all its parts, as a draft keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.texts import t
from db.texts.dates import weekday_date
from ui.dialogs.appointment.fields import AppointmentFields
from ui.dialogs.appointment.panels import FindingsPanel
from ui.dialogs.appointment.repeating import Repeating
from ui.dialogs.appointment.waiting_for import WaitingFor
from ui.widgets.snapshots import snapshot


@dataclass(frozen=True)
class Typed:
    """The parts of the form that hold something of it."""

    fields: AppointmentFields
    findings: FindingsPanel
    repeating: Repeating
    waiting: WaitingFor

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost."""
        return self.fields.dirty() or self.repeating.repeats is not None

    @property
    def title(self) -> str:
        """What a draft of it is called."""
        day = self.fields.value("day")
        return t("Appointment, {day}", day=weekday_date(day)) if day else t("Appointment")

    def kept(self) -> dict[str, Any]:
        """What a draft keeps of it."""
        client_id = self.fields.client.value()
        return snapshot(self.fields) | {
            "client_id": str(client_id) if client_id is not None else "",
            "reason": self.findings.reason.value(),
            **self.repeating.kept(),
            **self.waiting.kept(),
        }

    def resume(self, data: Mapping[str, Any]) -> None:
        """Go on with what a draft has kept, but for the fields: `Filling` fills them."""
        self.findings.reason.set_value(data.get("reason"))
        self.repeating.resume(data)
        self.waiting.resume(data)
