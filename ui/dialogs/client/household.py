"""A household: its type, housing and income; the first one of a client is made here."""

from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtWidgets import QWidget

from db.operations.clients.households import change_household, make_household
from db.queries.clients.client_file import ClientFile
from db.queries.clients.households import HouseholdView, household_of
from db.rules.codes import HouseholdType, Housing, Relation
from db.rules.findings import Stale
from db.rules.household import HouseholdForm, MemberForm
from db.rules.ids import new_id
from db.texts import label, t
from db.texts.dates import date_short, money
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.client.saving import FormDialog
from ui.dialogs.stale import Difference, StaleDialog
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput


class HouseholdDialog(FormDialog):
    """Without a household yet it makes one, of which the client is the first member."""

    def __init__(self, context: PageContext, file: ClientFile, parent: QWidget) -> None:
        household = file.household
        super().__init__(
            context, t("Household") if household else t("Record a household"), parent, columns=2
        )
        self._client_id = file.id
        self._household = household
        self._id = household.id if household else new_id()
        self._version = household.version if household else 0
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
        self._fill(household)
        self.finish(t("Save household"))

    @classmethod
    def open_for(cls, context: PageContext, file: ClientFile, parent: QWidget) -> None:
        """Open it for the household of a client."""
        cls(context, file, parent).open()

    def send(self) -> None:
        form = self._typed()
        if self._household is None:
            relation = self.form.value("relation")
            member = MemberForm(new_id(), self._id, self._client_id, relation)
            self.write(make_household, form, member)
        else:
            self.write(change_household, form, self._version)

    def failed(self, error: Exception) -> None:
        if isinstance(error, Stale):
            super().failed(error)
            self.context.runner.read(household_of, self._client_id, then=self._merge)
        else:
            super().failed(error)

    def _typed(self) -> HouseholdForm:
        values = self.form.values()
        income = _income(values["yearly_income"])
        return HouseholdForm(
            id=self._id,
            kind=values["kind"],
            housing=values["housing"],
            yearly_income=income if values["yearly_income"] else None,
            income_as_of=values["income_as_of"],
        )

    def _fill(self, household: HouseholdView | None) -> None:
        if household is None:
            self.form.set_values(
                {
                    "kind": HouseholdType.UNKNOWN,
                    "housing": Housing.UNKNOWN,
                    "relation": Relation.HEAD,
                }
            )
            return
        income = household.yearly_income
        self.form.set_values(
            {
                "kind": household.kind,
                "housing": household.housing,
                "yearly_income": "" if income is None else f"{income:,.2f}",
                "income_as_of": household.income_as_of,
            }
        )

    def _merge(self, theirs: HouseholdView | None) -> None:
        if theirs is None:
            return
        self.form.banner.say("")
        self._version = theirs.version
        mine = self._typed()
        asked = [
            Difference(
                name,
                self.form.field(name).label_text,
                _words(getattr(mine, name)),
                _words(getattr(theirs, name)),
                getattr(mine, name),
                getattr(theirs, name),
            )
            for name in ("kind", "housing", "yearly_income", "income_as_of")
            if getattr(mine, name) != getattr(theirs, name)
        ]

        def keep(chosen: dict[str, Any]) -> None:
            income = chosen.pop("yearly_income", mine.yearly_income)
            chosen["yearly_income"] = "" if income is None else f"{income:,.2f}"
            self.form.set_values(chosen, clean=False)
            self.send()

        if asked:
            StaleDialog(asked, keep, parent=self).open()
        else:
            self.send()


def _income(typed: str) -> Decimal | None:
    """An amount as typed; nothing typed is zero, and None is not understood."""
    plain = typed.replace("$", "").replace(",", "").replace("\u00a0", "").strip()
    try:
        amount = Decimal(plain or "0")
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return money(value)
    return date_short(value) if hasattr(value, "isoformat") else label(value)
