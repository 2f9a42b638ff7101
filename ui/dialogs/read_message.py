"""A phone message in full, with how the caller may be reached without harm."""

from functools import partial

from PySide6.QtWidgets import QWidget

from db.operations.messages import mark_message_done
from db.queries.messages import MessageRow
from db.texts import sentence, t
from db.texts.dates import moment
from ui.context import PageContext
from ui.dialogs.shell import Dialog
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.pill import Pill
from ui.widgets.text import Text


class ReadMessageDialog(Dialog):
    """Shows a message; its main verb ticks it off, with Undo."""

    def __init__(
        self, context: PageContext, message: MessageRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(t("Phone message"), parent, width=520)
        self._context, self._message = context, message
        if message.urgent:
            self.body.addWidget(Pill(t("Urgent"), Tone.DANGER))
        caller = message.caller or message.client or t("Somebody called")
        self.body.addWidget(Text(caller, "title", wrap=True, selectable=True))
        if message.client and message.client != caller:
            about = t("About {client}", client=message.client)
            self.body.addWidget(Text(about, wrap=True, selectable=True))
        for mark in message.marks:
            self.body.addWidget(Banner(sentence(mark), Tone.WARNING))
        if message.phone:
            self.body.addWidget(Text(message.phone, "section", selectable=True))
        if message.text:
            self.body.addWidget(Text(message.text, wrap=True, selectable=True))
        taken = t(
            "Taken by {name}, {moment}", name=message.taken_by, moment=moment(message.taken_at)
        )
        to = t("For {name}", name=message.for_staff)
        self.body.addWidget(Text(f"{to} · {taken}", "secondary", wrap=True))
        self.body.addStretch()
        if message.client_id is not None:
            self.verb(t("Open client"), self._open_client)
        self.verb(t("Close"), self.reject)
        if not message.done:
            self.verb(t("Message is done"), self._done, "primary").setFocus()

    def _open_client(self) -> None:
        self.accept()
        self._context.navigate("client", self._message.client_id)

    def _done(self) -> None:
        self.accept()
        self._context.runner.write(mark_message_done, self._message.id, then=self._told)

    def _told(self, _: object) -> None:
        undo = partial(self._context.runner.write, mark_message_done, self._message.id, False)
        self._context.notify(t("Message done"), undo)
