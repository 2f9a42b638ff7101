"""The appointment form and the waiting list: booked for who waits, or put onto it instead."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from db.operations.calendar.book import book
from db.operations.calendar.requests import book_waiting
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.waiting import RequestForm, Waiting, open_request
from db.rules.codes import AppointmentKind, RequestState
from db.rules.ids import new_id
from db.texts import t
from db.texts.waiting import waiting_since, wished_days
from ui.context import PageContext
from ui.dialogs.shell import Dialog
from ui.dialogs.waiting import USUAL_MINUTES, WaitDialog
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner


class WaitingFor(QObject):
    """Knows the request that a new appointment answers, if there is one; the `band` says it."""

    def __init__(self, context: PageContext, dialog: Dialog) -> None:
        super().__init__(dialog)
        self._context, self._dialog = context, dialog
        self._request: tuple[UUID, int] | None = None
        self.band = Banner("", Tone.INFORMATION)

    @property
    def known(self) -> bool:
        """Whether it is booked for somebody who waits."""
        return self._request is not None

    def answer(self, waiting: Waiting | None) -> None:
        """Book for this one; None is for nobody who waits."""
        if waiting is None or waiting.state is not RequestState.WAITING:
            self._request = None
            self.band.say("")
            return
        form = waiting.form
        self._request = (waiting.id, form.version)
        wishes = (wished_days(form.earliest, form.latest), " ".join(form.wish.split()))
        parts = (waiting_since(waiting.since.date(), waiting.days), *wishes)
        said = " · ".join(part for part in parts if part)
        self.band.say(t("From the waiting list: {what}", what=said))

    def write(self, form: AppointmentForm, reason: str) -> tuple[Any, ...]:
        """The operation that books it, and its arguments."""
        if self._request is None:
            return (book, form, reason)
        return (book_waiting, *self._request, form, reason)

    def look_again(self) -> None:
        """The request has been changed meanwhile: show how it is now."""
        if self._request is not None:
            self._context.runner.read(open_request, self._request[0], then=self._changed)

    def _changed(self, waiting: Waiting) -> None:
        self.answer(waiting)
        words = t("Somebody has changed it meanwhile: look at it again, then book.")
        if self._request is None:
            words = t("They do not wait any more.")
        said = self.band.label.text()
        self.band.say("\n".join(part for part in (said, words) if part), Tone.WARNING)

    # ---- drafts ----

    def kept(self) -> dict[str, Any]:
        """What a draft keeps of it."""
        return {} if self._request is None else {"request_id": str(self._request[0])}

    def resume(self, data: Mapping[str, Any]) -> None:
        """Go on with what a draft has kept, if they still wait."""
        if data.get("request_id"):
            asked = UUID(str(data["request_id"]))
            self._context.runner.read(open_request, asked, then=self.answer, failed=_gone)

    # ---- onto the list ----

    def put_on_list(self, values: Mapping[str, Any], done: Callable[[], object]) -> None:
        """Let what is typed be asked for without a time; `done()` when it is on the list."""
        workers = values["workers"]
        form = RequestForm(
            id=new_id(),
            kind=values["kind"] or AppointmentKind.OFFICE_VISIT,
            minutes=values["ends_at"] or USUAL_MINUTES,
            client_id=values["client"],
            case_id=values["case"],
            staff_id=workers[0] if len(workers) == 1 else None,
            subject=values["subject"],
        )
        WaitDialog(self._context, None, form, done, self._dialog).open()


def _gone(_: Exception) -> None:
    """Whoever waited is not there any more: it is an appointment like others."""
