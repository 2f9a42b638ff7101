"""Cancelling: by whom, and why."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from db.queries.calendar.series_ahead import SeriesAhead, Which
from db.queries.calendar.waiting import Waiting
from db.rules.codes import AppointmentStatus
from db.texts import t
from db.texts.appointments import usual_reasons
from ui.dialogs.appointment.giving_on import offered_words
from ui.dialogs.shell import Dialog
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput, Tick
from ui.widgets.text import Text

_LONGEST = 450  # with a usual reason before it


class CancelDialog(Dialog):
    """`given` is called with one of the two cancelled statuses, what was typed, how much of its
    series is meant, whether the client waits for another time, and who of those who wait
    (`could_come`) is to have the time."""

    def __init__(
        self,
        given: Callable[[AppointmentStatus, str, Which, bool, Waiting | None], object],
        parent: QWidget | None = None,
        series: SeriesAhead | None = None,
        could_come: Sequence[Waiting] = (),
        *,
        may_wait: bool = True,
    ) -> None:
        super().__init__(t("Cancel appointment"), parent, width=460)
        self._given = given
        words = t("What the appointment takes is free again at once. It can be undone.")
        self.body.addWidget(Text(words, wrap=True))
        self.form = Form()
        by = [
            (AppointmentStatus.CANCELLED_BY_CLIENT, t("The client")),
            (AppointmentStatus.CANCELLED_BY_OFFICE, t("The office")),
        ]
        self.form.add("by", t("Cancelled by"), Choice(by), required=True)
        if series is not None:
            which = Choice(_which(series))
            which.set_value(Which.THIS)
            self.form.add("which", t("Of its series"), which, required=True)
        self.usual = Choice(blank=t("Another, or none"))
        self.form.add("usual", t("Reason"), self.usual)
        self.form.add(
            "reason",
            t("In your words"),
            TextInput(limit=_LONGEST),
            hint=t("It stays with the appointment, and reception reads it. It may be empty."),
        )
        self.form.field("by").edited.connect(self._offer)
        self.waits = Tick(t("Put on the waiting list for another time"))
        if may_wait:
            self.form.add("waits", "", self.waits)
        if could_come:
            people = Choice(
                [(one, offered_words(one)) for one in could_come], blank=t("Nobody yet")
            )
            hint = t("They wait for such a time. The form opens, filled with it.")
            self.form.add("next", t("Then offer the time to"), people, hint=hint)
        if series is not None:
            self.form.edited.connect(self._fit)
        self.body.addWidget(self.form)
        self.verb(t("Keep it"), self.reject)
        self.verb(t("Cancel appointment"), self._give, "primary")  # it can be undone
        self.form.field("by").control.setFocus()

    def _give(self) -> None:
        if not self.form.validate():
            return
        values = self.form.values()
        self.accept()
        reason = ": ".join(part for part in (values["usual"], values["reason"].strip()) if part)
        which = values.get("which", Which.THIS)
        waits = values.get("waits", False) and which is Which.THIS
        self._given(values["by"], reason, which, waits, values.get("next"))

    def _offer(self) -> None:
        """The reasons that are usual for whoever called it off."""
        by = self.form.value("by")
        self.usual.set_options([(words, words) for words in usual_reasons(by)] if by else [])

    def _fit(self) -> None:
        """Who waits for another time waits for one."""
        self.waits.setEnabled(self.form.value("which") is Which.THIS)


def _which(series: SeriesAhead) -> list[tuple[Which, str]]:
    return [
        (Which.THIS, t("This one only")),
        (Which.FOLLOWING, t("This and the following ({n} ahead)", n=series.following)),
        (Which.ALL, t("All that are ahead ({n})", n=series.all)),
    ]
