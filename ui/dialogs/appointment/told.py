"""What stands above the fields of an appointment that is booked already."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from db.queries.calendar.opened import OpenedAppointment
from db.rules.findings import hard
from db.texts import label, sentence, t
from db.texts.dates import moment
from db.texts.repeats import series_words
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.text import Text


def told(opened: OpenedAppointment, *, over: bool) -> Iterator[QWidget]:
    """Its status, who booked it, what was decided; and if it is `over`, that it stays as it is."""
    arrived = t("arrived {when}", when=moment(opened.arrived_at)) if opened.arrived_at else ""
    reason = opened.cancel_reason
    known = [
        label(opened.status),
        t("booked by {name}, {when}", name=opened.booked_by, when=moment(opened.booked_at)),
        arrived,
        t("cancelled because: {reason}", reason=reason) if reason else "",
    ]
    yield Text(" · ".join(part for part in known if part), "secondary", wrap=True)
    if opened.series is not None:
        yield Text(series_words(opened.series), "secondary", wrap=True)
    if opened.override_reason:
        words = t(
            "Booked against a warning by {name}: {reason}",
            name=opened.override_by,
            reason=opened.override_reason,
        )
        yield Banner(words, Tone.INFORMATION)
    if over:
        finding = hard("appointment.is_over", status=opened.status)
        yield Banner(sentence(finding), Tone.INFORMATION)
