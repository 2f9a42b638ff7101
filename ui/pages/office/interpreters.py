"""Interpreters: who can be booked to interpret, and in which languages."""

from collections.abc import Mapping
from typing import Any, ClassVar

from db.operations.office_settings.interpreters import save_interpreter
from db.queries.interpreters import interpreters
from db.rules.ids import new_id
from db.rules.interpreters import InterpreterForm
from db.texts import t, tn
from db.texts.languages import language_name, languages
from ui.context import PageContext
from ui.dialogs.form_dialog import FormDialog
from ui.item_models.columns import Column
from ui.pages.office.retiring import Retiring
from ui.widgets.inputs import PhoneInput, TextInput
from ui.widgets.multi_select import MultiSelect


class InterpretersPart(Retiring):
    """Those no longer called stay in the list, so that they can be brought back."""

    kinds: ClassVar[frozenset[str]] = frozenset({"interpreter"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Interpreters"),
            t(
                "Who interprets for clients, in which languages. They are booked with an "
                "appointment, and never for two at a time."
            ),
            name="office.interpreters",
            columns=_columns(),
            count=lambda n: tn("{n} interpreter", "{n} interpreters", n),
            nothing=(t("No interpreters yet"), t("Add those whom the office calls.")),
            icon="message",
            add=t("Add an interpreter…"),
            read=interpreters,
            save=save_interpreter,
        )

    def blank(self) -> InterpreterForm:
        return InterpreterForm(new_id(), "")

    def values(self, form: InterpreterForm) -> Mapping[str, Any]:
        return {"name": form.name, "phone": form.phone, "languages": form.languages}

    def dialog_title(self, version: int) -> str:
        return t("Change an interpreter") if version else t("Add an interpreter")

    def add_fields(self, dialog: FormDialog, version: int) -> None:
        dialog.form.add("name", t("Name"), TextInput(limit=120), required=True)
        dialog.form.add("phone", t("Phone"), PhoneInput())
        spoken = MultiSelect(languages(), rows=7)
        dialog.form.add("languages", t("Languages"), spoken, required=True)


def _columns() -> list[Column[Any]]:
    return [
        Column("name", t("Name"), lambda row: row.form.name, 220),
        Column("languages", t("Languages"), lambda row: _spoken(row.form), 320),
        Column("phone", t("Phone"), lambda row: row.form.phone, 140),
    ]


def _spoken(form: InterpreterForm) -> str:
    return ", ".join(language_name(code) for code in form.languages)
