"""The empty database in which a new office is made, and the fields that name a server."""

from db.rules.findings import Refused
from db.texts import explain, t
from ui.door import Door, ServerOwner
from ui.first_run.folder_input import PathInput
from ui.first_run.step import Step
from ui.widgets.form import Form
from ui.widgets.inputs import PasswordInput, TextInput

EXAMPLE = "postgresql://db.harbor.example/harbor"


class ServerFields:
    """An address and a file with a certificate, in a form."""

    def __init__(self, form: Form, door: Door) -> None:
        self._door = door
        self.address = TextInput(limit=500)
        self.certificate = PathInput(t("Choose file"))
        self._fields = (
            form.add(
                "address",
                t("Address"),
                self.address,
                required=True,
                hint=t("For example {address}", address=EXAMPLE),
                check=self._problem,
            ),
            form.add(
                "certificate",
                t("Certificate file"),
                self.certificate,
                hint=t("Only if the server's certificate is the office's own."),
            ),
        )

    def show(self, shown: bool) -> None:
        """Ask for them, or not."""
        for field in self._fields:
            field.setVisible(shown)

    def place(self) -> str:
        """What was typed, as a place; it has been checked."""
        return self._door.server_place(self.address.value(), self.certificate.value())

    def _problem(self, typed: str) -> str:
        try:
            self._door.server_place(typed)
        except Refused as refused:
            return explain(refused)
        return ""


class ServerStep(Step):
    """Asks for the database, and by whose login it is filled."""

    def __init__(self, door: Door) -> None:
        super().__init__(
            t("The server"),
            t("An empty database, and the login of its owner, who may make roles. That password "
              "is used this once and kept nowhere."),
        )  # fmt: skip
        self.verb = t("Next")
        self.form = Form()
        self.fields = ServerFields(self.form, door)
        self.login, self.password = TextInput(limit=100), PasswordInput()
        self.form.add("login", t("Login"), self.login, required=True)
        self.form.add("password", t("Password of the login"), self.password)
        self.body.addWidget(self.form)
        self.body.addStretch()

    def validate(self) -> bool:
        return self.form.validate()

    def owner(self) -> ServerOwner:
        """Who makes the office."""
        return ServerOwner(self.login.value(), self.password.value())
