"""A household: its type, housing and income; the first one of a client is made here."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtWidgets import QWidget

from db.operations.clients.households import change_household, make_household
from db.queries.clients.client_file import ClientFile
from db.queries.clients.households import HouseholdView, household_of
from db.rules.codes import HouseholdType, Housing, Relation
from db.rules.household import HouseholdForm, MemberForm
from db.rules.ids import new_id
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.runner import Failed
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput


class HouseholdDialog(FormDialog):
    """Without a household yet it makes one, of which the client is the first member."""

    def __init__(self, context: PageContext, file: ClientFile, parent: QWidget) -> None:
        household = file.household
        super().__init__(
            t("Household") if household else t("Record a household"),
            t("Save household"),
            self._write,
            parent,
            columns=2,
            width=520,
            again=self._read_again,
        )
        self._context = context
        self._client_id = file.id
        self._household = household
        self._id = household.id if household else new_id()
        self.announce(context, "household", self._id)
        self.keep_draft(Begun(context, household.id if household else file.id, "client", file.id))
        form = self.form
        form.add("kind", t("Type"), Choice(choices(HouseholdType)), wide=True)
        form.add("housing", t("Housing"), Choice(choices(Housing)), wide=True)
        form.add(
            "yearly_income",
            t("Income a year, before taxes"),
            TextInput(limit=20, placeholder=t("24,000")),
            check=lambda typed: "" if _income(typed) is not None else t("Enter an amount."),
        )
        form.add("income_as_of", t("As of"), DateField(context.today))
        if household is None:
            relation = Choice(choices(Relation))
            form.add("relation", t("This client is"), relation, required=True, wide=True)
        self.start(_values(household), household.version if household else 0)

    def _write(self, values: dict[str, Any], version: int, saved: Saved, failed: Failed) -> None:
        form = HouseholdForm(
            id=self._id,
            kind=values["kind"],
            housing=values["housing"],
            yearly_income=_income(values["yearly_income"]) if values["yearly_income"] else None,
            income_as_of=values["income_as_of"],
        )
        write = self._context.runner.write
        if self._household is None:
            member = MemberForm(new_id(), self._id, self._client_id, values["relation"])
            write(make_household, form, member, then=saved, failed=failed)
        else:
            write(change_household, form, version, then=saved, failed=failed)

    def _read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        def arrived(household: HouseholdView | None) -> None:
            if household is not None:
                then(_values(household), household.version)

        self._context.runner.read(household_of, self._client_id, then=arrived)


def _values(household: HouseholdView | None) -> dict[str, Any]:
    if household is None:
        return {
            "kind": HouseholdType.UNKNOWN,
            "housing": Housing.UNKNOWN,
            "relation": Relation.HEAD,
        }
    income = household.yearly_income
    return {
        "kind": household.kind,
        "housing": household.housing,
        "yearly_income": "" if income is None else f"{income:,.2f}",
        "income_as_of": household.income_as_of,
    }


def _income(typed: str) -> Decimal | None:
    """An amount as typed; nothing typed is zero, and None is not understood."""
    plain = typed.replace("$", "").replace(",", "").replace("\u00a0", "").strip()
    try:
        amount = Decimal(plain or "0")
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None
