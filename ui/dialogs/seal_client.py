"""Sealing what is in the office already: who and what goes along, into which sealed file."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.rules.findings import Refused, Stale
from db.rules.sealed import SealedFiles, Together
from db.texts import explain, t, tn
from ui.context import PageContext
from ui.dialogs.shell import Dialog
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.choice import Choice
from ui.widgets.facts import Facts
from ui.widgets.form import Form
from ui.widgets.text import Text, reveal


class SealClientDialog(Dialog):
    """Shows what hangs together, asks for the sealed file, and says what stays readable."""

    def __init__(self, context: PageContext, client_id: UUID, parent: QWidget) -> None:
        super().__init__(t("Seal this file"), parent, width=560)
        self._context, self._client_id = context, client_id
        self._together: Together | None = None
        self.body.addWidget(
            Text(
                t(
                    "Everything that hangs together moves into a sealed file and leaves the "
                    "office: from then on only the file’s members can read it."
                ),
                wrap=True,
            )
        )
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.facts = Facts()
        self.body.addWidget(self.facts)
        self.form = Form()
        self.file = Choice(blank=t("Choose…"))
        self.form.add("file", t("Sealed file"), self.file, required=True)
        self.body.addWidget(self.form)
        self.make = self.verb(t("Make a sealed file first…"), self._make)
        reveal(self.make, False)
        self.body.addWidget(
            Banner(
                t(
                    "What was written before stays as it was: older backups, copies on other "
                    "computers until they are renewed, and paper. That something was sealed, by "
                    "whom and when, stands in the audit log."
                ),
                Tone.WARNING,
            )
        )
        self.body.addStretch()
        self.cancel_verb()
        self.button = self.verb(t("Seal"), self.seal, "primary")
        self.button.setEnabled(False)
        self.read()

    def read(self) -> None:
        """Read what hangs together, and which sealed files there are."""
        runner, acts = self._context.runner, self._context.sealed
        runner.background(acts.files, then=self._offer, failed=self._refused)
        runner.background(acts.together, self._client_id, then=self._show, failed=self._refused)

    def seal(self) -> None:
        """Move it, if it is still as it is shown."""
        if self._together is None or not self.form.validate():
            return
        self.button.setEnabled(False)
        self._context.runner.act(
            self._context.sealed.move,
            self.form.value("file"),
            self._client_id,
            self._together.digest,
            then=self._sealed,
            failed=self._refused,
            label=t("Sealing a file"),
        )

    def _offer(self, known: SealedFiles) -> None:
        self.file.set_options([(file.id, file.label) for file in known.files])
        if len(known.files) == 1:
            self.form.set_values({"file": known.files[0].id})
        reveal(self.form, bool(known.files))
        reveal(self.make, not known.files)
        if not known.files:
            self.banner.say(t("You belong to no sealed file yet."), Tone.INFORMATION)

    def _show(self, together: Together) -> None:
        self._together = together
        notes = tn("{n} note", "{n} notes", together.notes)
        documents = tn("{n} attached file", "{n} attached files", together.documents)
        booked = tn("{n} appointment", "{n} appointments", together.appointments)
        self.facts.show_facts(
            [
                (
                    t("Clients"),
                    ", ".join(f"{name} ({number})" for name, number in together.clients),
                ),
                (t("Cases"), ", ".join(together.cases)),
                (t("With them"), f"{notes}, {documents}, {booked}"),
            ]
        )
        self.button.setEnabled(True)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Stale):
            self.banner.say(
                t("Something of it was changed meanwhile. Look again, then seal it."), Tone.WARNING
            )
            self.read()
            return
        self.button.setEnabled(self._together is not None)
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self.banner.say(words, Tone.DANGER)

    def _sealed(self, _: object) -> None:
        self.accept()
        self._context.notify(t("Sealed. It opens under “Sealed files”."))
        self._context.navigate("section.sealed")

    def _make(self) -> None:
        self.reject()
        self._context.navigate("section.sealed")
