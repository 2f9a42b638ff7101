"""Adding a member of staff, changing how one is named and reached, and changing a role."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.staff.details import change_staff
from db.queries.opened import Opened
from db.queries.staff import StaffRow, staff_form, staff_list, teams
from db.rules.codes import Role
from db.rules.ids import new_id
from db.rules.staff_form import StaffForm
from db.texts import label, t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.dialogs.saving import Now
from ui.office_acts import NewStaff
from ui.pages.office.one_time import show_one_time_password
from ui.pages.office.part import Part
from ui.runner import Failed
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.inputs import PhoneInput, TextInput
from ui.widgets.suggesting import Suggesting
from ui.widgets.text import Text

_MOST = 20  # appointments a day that can be chosen


class AddStaff(FormDialog):
    """Gives somebody an account; the one-time password is shown afterwards."""

    def __init__(self, context: PageContext, parent: Part) -> None:
        super().__init__(
            t("Add a person"), t("Add person"), self._write, parent, columns=2, width=580
        )
        self._context, self._page = context, parent
        self._id = new_id()
        self.keep_draft(Begun(context, context.user.id, "section.office"))
        name = TextInput(limit=120)
        self.form.add("display_name", t("Name"), name, required=True)
        hint = t("Small letters, digits, dots and hyphens. It cannot be changed later.")
        self.form.add("user_name", t("User name"), TextInput(limit=40), required=True, hint=hint)
        self.form.add("role", t("Role"), Choice(choices(Role)), required=True, wide=True)
        self.about = Text("", "secondary", wrap=True)
        self.form.place(self.about, wide=True)
        add_details(self.form)
        self.form.field("role").edited.connect(self._explain)
        self.start({"role": Role.CASEWORKER})
        self._explain()

    def _explain(self) -> None:
        role = self.form.value("role")
        self.about.setText(role_words(role) if role is not None else "")

    def _write(self, values: dict[str, Any], version: int, saved: Saved, failed: Failed) -> None:
        def added(password: str) -> None:
            saved(None)
            self._page.show_record("staff", self._id)
            show_one_time_password(self._context, self._page, values["display_name"], password)

        self._context.runner.act(
            self._context.acts.add_member,
            NewStaff(self._id, **values),
            then=added,
            failed=failed,
            label=t("Making the account"),
        )


class ChangeRole(FormDialog):
    """Another role for somebody; what it means is said below it."""

    def __init__(self, context: PageContext, row: StaffRow, parent: QWidget) -> None:
        super().__init__(
            t("Change the role of {name}", name=row.display_name),
            t("Change role"),
            self._write,
            parent,
            words=t("It counts from the next time when the person signs in."),
            again=self._read_again,
        )
        self._context, self._row, self._shown = context, row, row.role
        self.announce(context, "staff", row.id)
        self.form.add("role", t("Role"), Choice(choices(Role)), required=True)
        self.about = Text("", "secondary", wrap=True)
        self.form.place(self.about, wide=True)
        self.form.field("role").edited.connect(self._explain)
        self.start({"role": row.role})
        self._explain()

    def _explain(self) -> None:
        role = self.form.value("role")
        self.about.setText(role_words(role) if role is not None else "")

    def _write(self, values: dict[str, Any], version: int, saved: Saved, failed: Failed) -> None:
        role = values["role"]

        def changed(_: object) -> None:
            saved(None)
            words = t("{name} is now {role}.", name=self._row.display_name, role=label(role))
            self._context.notify(words)

        self._context.runner.act(
            self._context.acts.change_role,
            self._row.id,
            role,
            self._shown,
            then=changed,
            failed=failed,
        )

    def _read_again(self, then: Now) -> None:
        def read(rows: Sequence[StaffRow]) -> None:
            role = next((row.role for row in rows if row.id == self._row.id), self._shown)
            if role is self._shown:
                self.save()  # another name on the list of members was changed, not this one
            else:
                self._shown = role
                then({"role": role}, 0)

        self._context.runner.read(staff_list, former=True, then=read)


def change_details(context: PageContext, staff_id: UUID, parent: QWidget) -> None:
    """Ask for name, title and ways to reach somebody, as they stand now."""
    context.runner.read(staff_form, staff_id, then=partial(_open_details, context, parent, False))


def change_own_details(context: PageContext, parent: QWidget) -> None:
    """Ask for one's own phone and e-mail: name and title are for who manages staff."""
    me = context.user.id
    context.runner.read(staff_form, me, then=partial(_open_details, context, parent, True))


def _open_details(
    context: PageContext, parent: QWidget, own: bool, opened: Opened[StaffForm]
) -> None:
    form = opened.form

    def write(values: dict[str, Any], version: int, saved: Saved, failed: Failed) -> None:
        filled = replace(form, **values)
        context.runner.write(change_staff, filled, version, then=saved, failed=failed)

    def again(then: Any) -> None:
        context.runner.read(
            staff_form, form.id, then=lambda now: then(_details(now.form), now.version)
        )

    title = t("My phone and e-mail") if own else t("Change details")
    dialog = FormDialog(title, t("Save details"), write, parent, columns=2, width=580, again=again)
    dialog.announce(context, "staff", form.id)
    dialog.keep_draft(Begun(context, form.id, "section.office"), "Details")
    if not own:
        dialog.form.add("display_name", t("Name"), TextInput(limit=120), required=True, wide=True)
    add_details(dialog.form, titled=not own)
    if not own:
        add_calendar(context, dialog.form)
    dialog.start(_details(form), opened.version)
    dialog.open()


def add_details(form: Form, *, titled: bool = True) -> None:
    """The fields for how somebody is named on reports, if `titled`, and reached."""
    if titled:
        hint = t("The credential on reports, such as LCSW")
        form.add("title", t("Title"), TextInput(limit=120), hint=hint)
    form.add("phone", t("Phone"), PhoneInput())
    form.add("email", t("E-mail"), TextInput(limit=120))


def add_calendar(context: PageContext, form: Form) -> None:
    """The fields for what the calendar asks of somebody."""
    form.section(t("In the calendar"))
    team = Suggesting(limit=80)
    form.add("team", t("Team"), team, hint=t("A new name makes a new team."))
    most = Choice([(n, str(n)) for n in range(1, _MOST + 1)], blank=t("The office’s number"))
    form.add("most_a_day", t("At most, a day"), most, hint=t("Appointments on one day"))
    context.runner.read(teams, then=team.suggest)


def role_words(role: Role) -> str:
    """What a role sees and does, in a sentence."""
    return {
        Role.ADMINISTRATOR: t("Everything a supervisor does, and staff, office and backups."),
        Role.SUPERVISOR: t("Every case but restricted ones, assigning, reports, the audit log."),
        Role.CASEWORKER: t("Cases and notes, the calendar, reports for court."),
        Role.RECEPTIONIST: t("Names, contact details and the calendar; never what is in a case."),
        Role.AUDITOR: t("Totals, and the shape of the audit log; no person."),
    }[role]


def _details(form: StaffForm) -> dict[str, Any]:
    return {
        "display_name": form.display_name,
        "title": form.title,
        "phone": form.phone,
        "email": form.email,
        "team": form.team,
        "most_a_day": form.most_a_day,
    }
