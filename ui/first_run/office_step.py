"""The office's name, where it is kept, and its time zone."""

from PySide6.QtCore import QTimeZone

from db.texts import t
from ui.first_run.folder_input import FolderInput, default_folder, folder_problem
from ui.first_run.place_choice import FOLDER, SERVER, PlaceChoice
from ui.first_run.step import Step
from ui.widgets.access_keys import assign
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput, Tick
from ui.widgets.text import Text
from ui.widgets.time_zones import COMMON_ZONES, time_zones


class OfficeStep(Step):
    """Asks for a new office's name, place and time zone; the folder follows the name.

    Which server it is, the next step asks.
    """

    def __init__(self) -> None:
        super().__init__(t("Your office"))
        self.verb = t("Next")
        self.form = Form()
        self.name = TextInput(limit=120)
        self.folder = FolderInput()
        self.zone = Choice(time_zones())
        self.form.add(
            "name", t("Name of the office"), self.name, required=True, hint=t("Printed on reports.")
        )
        self.place = PlaceChoice()
        self.form.add("place", t("Where it is kept"), self.place)
        self.folder_field = self.form.add(
            "folder",
            t("Folder"),
            self.folder,
            required=True,
            check=folder_problem,
            hint=t(
                "On this computer or on the office's own shared drive, not in a cloud's folder."
            ),
        )
        self.server_words = Text(
            t("In a PostgreSQL database, which everybody works in at once. Somebody must look "
              "after the server."),
            "secondary",
            wrap=True,
        )  # fmt: skip
        self.form.place(self.server_words)
        self.server_words.hide()
        self.place.edited.connect(self._place_chosen)
        self.form.add("time_zone", t("Time zone"), self.zone, required=True)
        self.recovery = Tick(t("The recovery code opens sealed files as well"))
        hint = t(
            "Sealed files are those that only named staff can read. Without this, nobody else "
            "ever gets in."
        )
        self.form.add("recovery", t("Sealed files"), self.recovery, hint=hint)
        here = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
        self.zone.set_value(here)
        if self.zone.value() is None:
            self.zone.set_value(COMMON_ZONES[0])
        self._suggested = default_folder("")
        self.folder.set_value(self._suggested)
        self.name.edited.connect(self._suggest)
        self.body.addWidget(self.form)
        self.body.addStretch()

    def validate(self) -> bool:
        return self.form.validate()

    @property
    def on_server(self) -> bool:
        """Whether it is going to be in a database."""
        return self.place.value() == SERVER

    def _place_chosen(self) -> None:
        self.folder_field.setVisible(self.place.value() == FOLDER)
        self.server_words.setVisible(self.on_server)
        assign(self.window())

    def _suggest(self) -> None:
        if self.folder.value() in ("", self._suggested):
            self._suggested = default_folder(self.name.value())
            self.folder.set_value(self._suggested)
