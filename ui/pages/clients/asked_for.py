"""What a client has asked for without a time: what is still waited for, and what became of it."""

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.calendar.waiting import RequestForm, Waiting, requests_of_client
from db.rules.codes import AppointmentKind, RequestState
from db.rules.ids import new_id
from db.rules.permissions import Action
from db.texts import label, t, tn
from db.texts.dates import date_short, duration
from db.texts.waiting import wished_days
from ui.context import PageContext
from ui.dialogs.waiting import USUAL_MINUTES, WaitDialog
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.clients.small_list import list_header
from ui.theme.following import follow
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button
from ui.widgets.list_pane import ListPane

_HIGHEST = 150  # pixels: it is a short list above longer ones
_TONES = {RequestState.WAITING: Tone.INFORMATION, RequestState.BOOKED: Tone.OK}


class AskedFor(QWidget):
    """Takes no room while there is nothing. Enter leads to the tray, or to what was booked."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._client_id: UUID | None = None
        self.add_button = Button(t("Put on the waiting list…"), self._add, icon="clock")
        self.add_button.setVisible(context.may(Action.BOOK))
        self.model: TableModel[Waiting] = TableModel(_columns())
        self.pane = ListPane(
            "client.requests",
            context.settings,
            self.model,
            title=t("Waiting for a time"),
            searchable=False,
            count=lambda n: tn("{n} request", "{n} requests", n),
        )
        self.pane.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(list_header(t("Waiting for a time"), self.pane))
        column.addWidget(self.pane)
        follow(self, self._measure)
        self._measure()
        self.hide()

    def _measure(self) -> None:
        self.pane.setMaximumHeight(look().px(_HIGHEST))

    def load(self, client_id: UUID) -> None:
        """Read what a client has asked for."""
        self._client_id = client_id
        self._context.runner.read(
            requests_of_client, client_id, then=self._show, replace_key=(self, "of")
        )

    def _show(self, found: tuple[Waiting, ...]) -> None:
        self.model.set_rows(found)
        self.setVisible(bool(found))

    def _add(self) -> None:
        form = RequestForm(
            id=new_id(),
            kind=AppointmentKind.OFFICE_VISIT,
            minutes=USUAL_MINUTES,
            client_id=self._client_id,
        )
        WaitDialog(self._context, None, form, parent=self.window()).open()

    def _open(self, record_id: object) -> None:
        for one in self.model.rows():
            if one.id != record_id:
                continue
            if one.state is RequestState.WAITING:
                self._context.navigate("request", one.id)
            elif one.appointment_id is not None:
                self._context.navigate("appointment", one.appointment_id)


def _columns() -> list[Column[Waiting]]:
    return [
        Column("since", t("Since"), _since, 140, order=lambda one: one.since),
        Column("kind", t("What"), _what, 170),
        Column("worker", t("With"), lambda one: one.worker or t("Anybody"), 120),
        Column("wish", t("When"), _wish, 180),
        Column(
            "state", t("Status"), _state, 160,
            tone=lambda one: _TONES.get(one.state, Tone.NEUTRAL),
        ),
    ]  # fmt: skip


def _since(one: Waiting) -> str:
    day = date_short(one.since.date())
    if one.state is not RequestState.WAITING:
        return day
    return f"{day} · {tn('{n} day', '{n} days', one.days)}"


def _what(one: Waiting) -> str:
    kind = t("{kind}, {length}", kind=label(one.form.kind), length=duration(one.form.minutes))
    urgent = t("urgent") if one.form.urgent else ""
    return " · ".join(part for part in (kind, one.form.subject, urgent) if part)


def _wish(one: Waiting) -> str:
    days = wished_days(one.form.earliest, one.form.latest)
    return " · ".join(part for part in (days, " ".join(one.form.wish.split())) if part)


def _state(one: Waiting) -> str:
    if one.withdrawn_because:
        return t("{what}: {reason}", what=label(one.state), reason=one.withdrawn_because)
    return label(one.state)
