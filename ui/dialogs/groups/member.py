"""Somebody joins a group, or its waiting list; and somebody leaves it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.groups.members import (
    AddMember,
    Joined,
    LeftGroup,
    add_member,
    leave_group,
    stay_after_all,
)
from db.queries.calendar.choices import BookingClient
from db.queries.groups.group_view import GroupView, MemberLine, group_view
from db.queries.groups.joining import Joining, check_joining
from db.rules.codes import MemberState
from db.rules.findings import Refused, Severity
from db.rules.ids import new_id
from db.texts import explain, sentence, t, tn
from db.texts.sentences import sentences
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.client_field import ClientField
from ui.dialogs.editing import EditingDialog
from ui.dialogs.groups.joining import collision_words, joined_words, joining_words
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text


class AddMemberDialog(EditingDialog):
    """Says before it is saved whether there is a place, and at which sessions they are taken."""

    def __init__(
        self, context: PageContext, view: GroupView, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            t("Add a member"),
            parent=parent,
            record_id=new_id(),
            begun=Begun(context, view.form.id, "group", view.form.id),
            width=540,
        )
        self._group_id: UUID = view.form.id
        self.client = ClientField(context)
        self.marks = Banner("", Tone.WARNING)
        self.place = Text(_places(view), "secondary", wrap=True)
        self.busy = Banner("", Tone.WARNING)
        self.form.add("client_id", t("Client"), self.client, required=True)
        self.form.place(self.marks)
        self.form.add("since", t("From"), DateField(context.today), required=True)
        self.form.set_values({"since": context.today()})
        self.form.place(self.place)
        self.form.place(self.busy)
        self.body.addStretch()
        self.add_button = self.verbs(_verb(waits=not view.free or bool(view.waiting)))
        self.client.chosen.connect(self._chosen)
        self.client.setFocus()

    def write(self, reason: str) -> None:
        form = AddMember(id=self.record_id, group_id=self._group_id, **self.form.values())
        self.context.runner.write(add_member, form, reason, then=self._joined, failed=self.failed)

    def all_the_same(self) -> str:
        return t("Add all the same")

    def _chosen(self, found: BookingClient | None) -> None:
        self.marks.say("\n".join(sentence(one) for one in found.marks) if found else "")
        self.busy.say("")
        if found is not None:
            self.context.runner.read(
                check_joining,
                self._group_id,
                found.id,
                then=self._checked,
                failed=self._not_checked,
                replace_key=(self, "joining"),
            )

    def _checked(self, joining: Joining) -> None:
        refused = any(one.severity is Severity.HARD for one in joining.findings)
        self.place.setText("" if refused else joining_words(joining))
        self.add_button.setText(_verb(waits=joining.state is MemberState.WAITING))
        against = [sentences(joining.findings), collision_words(joining.collisions)]
        self.busy.say("\n".join(part for part in against if part))

    def _not_checked(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.busy.say(explain(error))

    def _joined(self, joined: Joined) -> None:
        self.done_saving()
        self.context.notify(joined_words(joined))


class LeaveGroupDialog(EditingDialog):
    """From when on somebody does not come any more, and why."""

    def __init__(
        self,
        context: PageContext,
        group_id: UUID,
        line: MemberLine,
        parent: QWidget | None = None,
    ) -> None:
        waits = line.state is MemberState.WAITING
        super().__init__(
            context,
            t("Take off the waiting list") if waits else t("Leave the group"),
            parent=parent,
            record_id=line.id,
            begun=Begun(context, line.id, "group", group_id),
            width=480,
        )
        self._group_id = group_id
        self.version = line.version
        self.body.insertWidget(0, Text(line.name, "section", wrap=True))
        self.form.add("until", t("Last day"), DateField(context.today), required=True)
        self.form.add("reason", t("Why"), TextInput(limit=200))
        self.form.set_values({"until": context.today()})
        words = (
            t("They no longer wait for a place.")
            if waits
            else t("They are taken out of the sessions to come; those that were stay as they were.")
        )
        self.form.place(Text(words, "secondary", wrap=True))
        self.body.addStretch()
        self.verbs(t("Take off the list") if waits else t("Leave group"))
        self.form.field("reason").control.setFocus()

    def write(self, reason: str) -> None:
        values = self.form.values()
        self.context.runner.write(
            leave_group,
            self.record_id,
            self.version,
            values["until"],
            values["reason"],
            then=self._left,
            failed=self.failed,
        )

    def _left(self, left: LeftGroup) -> None:
        context, waited = self.context, left.before is MemberState.WAITING
        self.done_saving()
        words = t("Taken off the waiting list") if waited else t("They have left the group.")
        context.notify(words, undo=lambda: context.runner.write(stay_after_all, left))

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        def got(view: GroupView) -> None:
            for line in (*view.members, *view.waiting, *view.left):
                if line.id == self.record_id:
                    then({}, line.version)

        self.context.runner.read(group_view, self._group_id, then=got, failed=self.refuse)


def _places(view: GroupView) -> str:
    if view.free and not view.waiting:
        return tn("{n} place is free.", "{n} places are free.", view.free)
    told = t("Whoever is added now waits for a place.")
    waits = tn("{n} waits already.", "{n} wait already.", len(view.waiting))
    return f"{told} {waits}" if view.waiting else told


def _verb(*, waits: bool) -> str:
    return t("Put on the waiting list") if waits else t("Add member")
