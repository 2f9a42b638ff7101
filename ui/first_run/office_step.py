"""The office's name, folder and time zone."""

from PySide6.QtCore import QTimeZone

from db.texts import t
from ui.first_run.folder_input import FolderInput, default_folder, folder_problem
from ui.first_run.step import Step
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput, Tick
from ui.widgets.time_zones import COMMON_ZONES, time_zones


class OfficeStep(Step):
    """Asks for a new office's name, folder and time zone; the folder follows the name."""

    def __init__(self) -> None:
        super().__init__(
            t("Your office"),
            t("The folder may be on this computer or on the office's own shared drive. "
              "Folders that synchronize with a cloud cannot be used."),
        )  # fmt: skip
        self.verb = t("Next")
        self.form = Form()
        self.name = TextInput(limit=120)
        self.folder = FolderInput()
        self.zone = Choice(time_zones())
        self.form.add(
            "name", t("Name of the office"), self.name, required=True, hint=t("Printed on reports.")
        )
        self.form.add("folder", t("Folder"), self.folder, required=True, check=folder_problem)
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

    def _suggest(self) -> None:
        if self.folder.value() in ("", self._suggested):
            self._suggested = default_folder(self.name.value())
            self.folder.set_value(self._suggested)
