"""The fields of a client's form, and the way between them and `ClientForm`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from db.queries.clients.forms import PLAIN_FIELDS
from db.rules.clients.contact import ContactForm
from db.rules.clients.form import ClientForm
from db.rules.codes import (
    Education,
    Insurance,
    Military,
    Race,
    Sex,
    SsnQuality,
    WorkStatus,
    YesNo,
)
from db.rules.findings import Finding
from db.rules.permissions import Action
from db.texts import t
from db.texts.labels import choices
from db.texts.languages import languages
from ui.context import PageContext
from ui.dialogs.client.contact_points import ContactPoints
from ui.dialogs.client.lives_with import LivesWith
from ui.theme.tokens import Tone
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField, PartialDateField
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput, Tick
from ui.widgets.multi_select import MultiSelect
from ui.widgets.note_editor import NoteEditor
from ui.widgets.snapshots import resume, snapshot


class ClientFields(Form):
    """Everything that `ClientForm` holds, in reading order, two columns wide.

    `contacts` are the ways to reach the client; their findings stand beside their own rows.
    """

    def __init__(self, context: PageContext, *, new: bool) -> None:
        super().__init__(columns=2)
        self.contacts = ContactPoints()
        self.contacts.edited.connect(self.edited)
        self._name_and_birth(context, new)
        self.section(t("How to reach"))
        self.place(self.contacts, wide=True)
        self._safety()
        born = self.field("gender" if new else "deceased_on").control
        self.contacts.follow(born)
        self._language()
        if new or context.may(Action.READ_CASES):
            self._need()
        self.lives_with = LivesWith(context) if new else None
        if self.lives_with is not None:
            self.section(t("Household"))
            self.place(self.lives_with, wide=True)
            self.lives_with.edited.connect(self.edited)
        self._counted()
        self.clean_contacts: tuple[ContactForm, ...] = ()

    def mark_clean(self) -> None:
        """Take what stands in the fields and contacts as saved."""
        super().mark_clean()
        self.clean_contacts = self.contacts.value()

    def dirty(self) -> bool:
        """Whether a field or a contact differs from what was saved."""
        lives = self.lives_with is not None and self.lives_with.typed()
        return lives or super().dirty() or self.contacts.value() != self.clean_contacts

    def validate(self) -> bool:
        """Check every field, and with whom somebody lives."""
        lives = self.lives_with is None or self.lives_with.validate()
        return super().validate() and lives

    def show_findings(self, findings: Iterable[Finding], tone: Tone = Tone.DANGER) -> None:
        """Beside their fields and contacts; the others above the form."""
        others = self.contacts.show_findings(findings)
        if self.lives_with is not None:
            others = self.lives_with.show_findings(others)
        super().show_findings(others, tone)

    # ---- the way to and from the dataclass ----

    def fill(self, form: ClientForm) -> None:
        """Show a client; what stands there then counts as saved."""
        if self.lives_with is not None:
            self.lives_with.clear()
        values: dict[str, Any] = {name: getattr(form, name) for name in PLAIN_FIELDS}
        values["language"] = form.language or None
        values["aliases"] = "; ".join(form.aliases)
        values["races"] = tuple(race for race in Race if race in form.races)
        self.contacts.set_value(form.contact_points)
        self.set_values(values)

    def client(self, base: ClientForm) -> ClientForm:
        """`base` with what stands in the fields."""
        values = self.values()
        values["language"] = values["language"] or ""
        values["aliases"] = tuple(
            part for one in values["aliases"].split(";") if (part := one.strip())
        )
        values["races"] = frozenset(values["races"])
        return replace(base, contact_points=self.contacts.value(), **values)

    def as_typed(self) -> dict[str, Any]:
        """Everything as it stands, for a draft: JSON values."""
        lives = self.lives_with
        return {
            "fields": snapshot(self),
            "contacts": self.contacts.snapshot(),
            "lives_with": lives.snapshot() if lives is not None else {},
        }

    def resume(self, kept: Mapping[str, Any]) -> None:
        """Put back what `as_typed` gave."""
        resume(self, kept.get("fields", {}))
        self.contacts.resume(kept.get("contacts", ()))
        if self.lives_with is not None:
            self.lives_with.resume(kept.get("lives_with", {}))

    # ---- the fields ----

    def _name_and_birth(self, context: PageContext, new: bool) -> None:
        self.section(t("Name and birth"))
        self.add("first_name", t("First name"), TextInput(limit=100))
        self.add("last_name", t("Last name"), TextInput(limit=100))
        self.add("middle_name", t("Middle name"), TextInput(limit=100))
        self.add("suffix", t("Suffix"), TextInput(limit=20, placeholder=t("Jr., Sr., III")))
        self.add(
            "preferred_name",
            t("Preferred first name"),
            TextInput(limit=100),
            hint=t("If it differs from the legal one"),
        )
        self.add("pronouns", t("Pronouns"), TextInput(limit=40))
        self.add(
            "aliases",
            t("Other names"),
            TextInput(limit=1000),
            hint=t("Maiden names, earlier names; separate several by “;”"),
            wide=True,
        )
        birth = PartialDateField(context.today)
        self.add(
            "birth_date",
            t("Birth date"),
            birth,
            hint=t("Also in part: 1984, 3/1984, about 1990, age 34"),
        )
        self.add("sex", t("Sex"), Choice(choices(Sex)))
        self.add("gender", t("Gender, in their own words"), TextInput(limit=60))
        if not new:
            self.add("deceased_on", t("Died on"), DateField(context.today))

    def _safety(self) -> None:
        self.section(t("Safety"))
        self.add(
            "do_not_confirm",
            t("Do not confirm"),
            Tick(t("Do not confirm to anybody that this person is known here")),
            wide=True,
        )
        self.add(
            "code_word",
            t("Code word"),
            TextInput(limit=60),
            hint=t("Asked for before anything is said on the phone"),
        )
        self.add("contact_advice", t("How to contact safely"), TextInput(limit=500))
        self.add(
            "safety_alert",
            t("Safety alert for staff"),
            TextInput(limit=500),
            hint=t("Always in sight on top of the file"),
            wide=True,
        )

    def _language(self) -> None:
        self.section(t("Language"))
        self.add("language", t("Language"), Choice(languages(), blank=t("Not known")))
        self.add("interpreter", t("Interpreter"), Tick(t("Needs an interpreter")))

    def _need(self) -> None:
        self.section(t("Why they came"))
        self.add("referral_source", t("Referred by"), TextInput(limit=200), wide=True)
        need = NoteEditor(rows=3, limit=100_000)
        need.setMaximumHeight(need.minimumHeight() + 24)
        self.add("presenting_need", t("Presenting need"), need, wide=True)

    def _counted(self) -> None:
        self.section(t("Demographics"))
        self.add(
            "races",
            t("Race and ethnicity"),
            MultiSelect(choices(Race), rows=7),
            hint=t("All that the client names"),
        )
        self.add("race_declined", t("Declined"), Tick(t("Declined to say race and ethnicity")))
        self.add("education", t("Education"), Choice(choices(Education)))
        self.add("school", t("School"), TextInput(limit=200))
        self.add("work_status", t("Work"), Choice(choices(WorkStatus)))
        self.add("insurance", t("Health insurance"), Choice(choices(Insurance)))
        self.add("military", t("Military"), Choice(choices(Military)))
        self.add("disability", t("Disability"), Choice(choices(YesNo)))
        self.add("tribe", t("Tribe"), TextInput(limit=120))
        self.add("icwa", t("Indian Child Welfare Act applies"), Choice(choices(YesNo)))
        self.add("ssn_last4", t("Last four digits of SSN"), TextInput(limit=4))
        self.add("ssn_quality", t("Social security number"), Choice(choices(SsnQuality)))
