"""From somebody who waits to the words on their card. Pure."""

from db.queries.calendar.waiting import Waiting
from db.rules.safe_contact import client_marks
from db.texts import label, sentence, t
from db.texts.dates import duration
from db.texts.waiting import waiting_since, wished_days
from ui.item_models.waiting import WaitingEntry


def entry_of(waiting: Waiting) -> WaitingEntry:
    """Somebody who waits, in words."""
    form = waiting.form
    kind = t("{kind}, {length}", kind=label(form.kind), length=duration(form.minutes))
    with_whom = t("with {name}", name=waiting.worker) if waiting.worker else t("with anybody")
    since = waiting_since(waiting.since.date(), waiting.days)
    urgent = t("urgent") if form.urgent else ""
    days = wished_days(form.earliest, form.latest)
    about = form.subject if waiting.client is not None else ""
    wished = " · ".join(part for part in (days, " ".join(form.wish.split())) if part)
    lines = (f"{kind} · {with_whom}", wished or about, since)
    marks = [sentence(mark) for mark in client_marks(waiting.safety)]
    asked_by = t("asked by {name}", name=waiting.asked_by)
    parts = (waiting.who, urgent, kind, with_whom, about, wished, since)
    name = ", ".join(part for part in parts if part)
    return WaitingEntry(
        waiting=waiting,
        name=name,
        who=waiting.who,
        urgent=urgent,
        lines=tuple(line for line in lines if line),
        description=" · ".join([name, asked_by, *marks]),
    )
