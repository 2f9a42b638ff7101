"""Programs that clients enroll in."""

from collections.abc import Mapping
from typing import Any, ClassVar

from db.operations.office_settings.lists import save_program
from db.queries.office_settings import programs
from db.rules.ids import new_id
from db.rules.office_form import ProgramForm
from db.texts import t, tn
from ui.context import PageContext
from ui.dialogs.form_dialog import FormDialog
from ui.item_models.columns import Column
from ui.pages.office.retiring import Retiring
from ui.widgets.inputs import TextInput


class ProgramsPart(Retiring):
    """A program is never deleted, since services were counted under it: it is retired."""

    kinds: ClassVar[frozenset[str]] = frozenset({"program"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Programs"),
            t("What clients enroll in. A retired program is not offered; its history stays."),
            name="office.programs",
            columns=[
                Column[Any]("name", t("Name"), lambda row: row.form.name, 300),
                Column[Any]("code", t("Code"), lambda row: row.form.code, 120),
            ],
            count=lambda n: tn("{n} program", "{n} programs", n),
            nothing=(t("No programs yet"), t("Add those that your funders pay for.")),
            icon="folder",
            add=t("Add a program…"),
            read=programs,
            save=save_program,
        )

    def blank(self) -> ProgramForm:
        return ProgramForm(new_id(), "", "")

    def values(self, form: ProgramForm) -> Mapping[str, Any]:
        return {"name": form.name, "code": form.code}

    def dialog_title(self, version: int) -> str:
        return t("Change a program") if version else t("Add a program")

    def add_fields(self, dialog: FormDialog, version: int) -> None:
        dialog.form.add("name", t("Name"), TextInput(limit=120), required=True)
        hint = t("Short, as your funder writes it: FS, IL-2")
        dialog.form.add("code", t("Code"), TextInput(limit=16), required=True, hint=hint)
