"""Making a sealed file, and changing who belongs to one."""

from uuid import UUID, uuid4

from PySide6.QtWidgets import QWidget

from db.rules.sealed import NewSealed, SealedFile, SealedFiles, SealedForm, Standing
from db.texts import t
from ui.context import PageContext
from ui.dialogs.saving import Now, SavingDialog
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.choice import Choice
from ui.widgets.inputs import TextInput
from ui.widgets.multi_select import MultiSelect
from ui.widgets.text import Text

_LONGEST_LABEL = 120


class SealedDialog(SavingDialog):
    """Name, members and officer. Without a `file` a new one is made."""

    def __init__(
        self,
        context: PageContext,
        known: SealedFiles,
        file: SealedFile | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = t("Seal a new file") if file is None else t("Members of the sealed file")
        super().__init__(title, parent, width=560)
        self._context, self._file = context, file
        self._id = uuid4() if file is None else file.id
        self.body.insertWidget(0, Text(_words(file), wrap=True))
        people = _people(known, file)
        self.form.add(
            "label",
            t("Name of the file"),
            TextInput(limit=_LONGEST_LABEL),
            required=True,
            hint=t("Only its members can read it."),
        )
        self.members = MultiSelect(people)
        hint = t("Whoever still has a one-time password must sign in before they can be chosen.")
        self.form.add("members", t("Members"), self.members, required=True, hint=hint)
        self.officer = Choice(people, blank=t("Choose…"))
        self.form.add(
            "officer",
            t("Named officer"),
            self.officer,
            required=True,
            hint=t(
                "A member. Is told when somebody is entered in the office who may be in this file."
            ),
        )
        recovery = known.recovery if file is None else file.recovery
        tone = Tone.INFORMATION if recovery else Tone.WARNING
        self.recovery = Banner(recovery_words(recovery), tone)
        self.body.addWidget(self.recovery)
        self.body.addStretch()
        self.verbs(t("Seal") if file is None else t("Save"))
        self._fill(context, file)

    def write(self, reason: str) -> None:
        label, officer = self.form.value("label"), self.form.value("officer")
        members = frozenset(self.form.value("members"))
        acts = self._context.sealed
        if self._file is None:
            self._context.runner.act(
                acts.make,
                NewSealed(label, officer, members, self._id),
                then=self.done_saving,
                failed=self.failed,
            )
            return
        self._context.runner.act(
            acts.change,
            self._id,
            SealedForm(label, officer, members),
            then=self.done_saving,
            failed=self.failed,
        )

    def read_again(self, then: Now) -> None:
        """Somebody else changed the members meanwhile: what stands there now."""

        def read(known: SealedFiles) -> None:
            file = next((one for one in known.files if one.id == self._id), None)
            if file is not None:
                then(_values(file), 0)

        self._context.runner.background(self._context.sealed.files, then=read, failed=self.refuse)

    def _fill(self, context: PageContext, file: SealedFile | None) -> None:
        if file is not None:
            self.form.set_values(_values(file))
        elif context.user.id in self.members.values():
            self.form.set_values({"members": (context.user.id,), "officer": context.user.id})
        self.form.field("label").control.setFocus()


def recovery_words(opens: bool) -> str:
    """Who gets in when every member has forgotten their password."""
    if opens:
        return t("The office’s recovery code opens this file as well.")
    return t(
        "The recovery code does not open this file. If all its members forget their passwords or "
        "leave, nobody can read it again: name at least two."
    )


def _words(file: SealedFile | None) -> str:
    if file is None:
        return t(
            "A sealed file has a key of its own. Nobody but its members can read it: no other "
            "role, no administrator, and nobody who copies the office’s folder or runs its server."
        )
    return t(
        "Who is taken off the list cannot open the file again: it gets a new key. What they have "
        "read, and backups made before, stay readable to them."
    )


def _values(file: SealedFile) -> dict[str, object]:
    return {
        "label": file.label,
        "officer": file.officer_id,
        "members": tuple(person.id for person in file.members),
    }


def _people(known: SealedFiles, file: SealedFile | None) -> list[tuple[UUID, str]]:
    """Those who can belong to it, and those who do but cannot open it as things are."""
    people = dict(known.candidates)
    for person in file.members if file is not None else ():
        if person.standing is Standing.LEFT:
            people[person.id] = t("{name} (has left)", name=person.name)
        elif person.standing is Standing.NEW_KEYS:
            words = t("{name} (has new keys, and cannot open it)", name=person.name)
            people[person.id] = words if person.id not in people else person.name
    return sorted(people.items(), key=lambda one: one[1].casefold())
