"""An office that is there already."""

from db.texts import t
from ui.door import Door
from ui.first_run.folder_input import FolderInput
from ui.first_run.place_choice import FOLDER, SERVER, PlaceChoice
from ui.first_run.server_step import ServerFields
from ui.first_run.step import Step
from ui.widgets.access_keys import assign
from ui.widgets.form import Form


class OpenStep(Step):
    """Where an existing office is."""

    def __init__(self, door: Door) -> None:
        super().__init__(
            t("Open an office"),
            t("Give the folder that holds the office, or its address on a server. Whoever set it "
              "up knows where it is."),
        )  # fmt: skip
        self.verb = t("Open office")
        self.form = Form()
        self.place = PlaceChoice()
        self.form.add("place", t("Where it is kept"), self.place)
        self.folder = FolderInput()
        self._folder_field = self.form.add("folder", t("Folder"), self.folder, required=True)
        self.server = ServerFields(self.form, door)
        self.server.show(False)
        self.place.edited.connect(self._place_chosen)
        self.body.addWidget(self.form)
        self.body.addStretch()

    def validate(self) -> bool:
        return self.form.validate()

    def where(self) -> str:
        """The folder or the address."""
        on_server = self.place.value() == SERVER
        return self.server.place() if on_server else self.folder.value()

    def _place_chosen(self) -> None:
        in_folder = self.place.value() == FOLDER
        self.form.clear_errors()
        self._folder_field.setVisible(in_folder)
        self.server.show(not in_folder)
        assign(self.window())
