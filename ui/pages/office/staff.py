"""Who works here: accounts, roles, and how each is named and reached."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtGui import QAction

from db.queries.staff import StaffRow, staff_list
from db.rules.findings import Refused
from db.texts import explain, label, t, tn
from ui.context import PageContext
from ui.dialogs.confirm import confirm
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.office.listed import Listed
from ui.pages.office.new_key import change_key
from ui.pages.office.one_time import show_one_time_password
from ui.pages.office.staff_dialogs import AddStaff, ChangeRole, change_details
from ui.runner import Changes
from ui.theme.tokens import Tone
from ui.widgets.buttons import action
from ui.widgets.empty_state import EmptyState
from ui.widgets.inputs import Tick


class StaffPart(Listed[StaffRow]):
    """Everybody with an account; former staff are shown when they are asked for."""

    kinds: ClassVar[frozenset[str]] = frozenset({"staff"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Staff"),
            t("Each person signs in with an account of their own. Roles say who sees what."),
            name="office.staff",
            model=TableModel(_columns()),
            count=lambda n: tn("{n} person", "{n} people", n),
            empty=EmptyState(t("Nobody works here yet"), icon="clients"),
        )
        self._add = action(t("Add a person…"), self.add, self, icon="add", kind="primary")
        self.offer(t("Change details…"), self.change_details, icon="edit")
        self.offer(t("Change role…"), self.change_role, icon="shield", when=self._is_other)
        self.offer(t("Reset password…"), self.reset_password, icon="key", when=self._is_other)
        self.offer(t("Close account…"), self.close_account, kind="danger", when=self._is_other)
        self.former = Tick(t("Also former staff"))
        self.former.edited.connect(lambda: self.refresh(None))
        self.buttons.add(self.former)
        self.list.opened.connect(lambda _: self.change_details())

    def part_actions(self) -> Sequence[QAction]:
        return (self._add,)

    def refresh(self, changes: Changes | None) -> None:
        self.context.runner.read(staff_list, former=self.former.value(), then=self.model.set_rows)

    def _is_other(self, row: StaffRow) -> bool:
        return row.active and row.id != self.context.user.id

    # ---- acts ----

    def add(self) -> None:
        """Give somebody an account."""
        AddStaff(self.context, self).open()

    def change_details(self) -> None:
        """Change name, title and ways to reach the person that is chosen."""
        row = self.current()
        if row is not None:
            change_details(self.context, row.id, self)

    def change_role(self) -> None:
        """Choose another role for the person that is chosen."""
        row = self.current()
        if row is not None and self._is_other(row):
            ChangeRole(self.context, row, self).open()

    def reset_password(self) -> None:
        """Make new keys under a one-time password, after asking."""
        row = self.current()
        if row is None or not self._is_other(row):
            return

        def reset() -> None:
            self.context.runner.act(
                self.context.acts.reset_password,
                row.id,
                then=partial(show_one_time_password, self.context, self, row.display_name),
                failed=self._failed,
                label=t("Making new keys"),
            )

        confirm(
            self,
            t("Reset the password of {name}?", name=row.display_name),
            t(
                "The password until now stops working at once, also where the person stays "
                "unlocked. You get a one-time password to hand over. It is in the audit log."
            ),
            t("Reset password"),
            reset,
        )

    def close_account(self) -> None:
        """Let the person go that is chosen, after asking."""
        row = self.current()
        if row is None or not self._is_other(row):
            return

        def close() -> None:
            self.context.runner.act(
                self.context.acts.deactivate,
                row.id,
                then=lambda _: self._closed(row.display_name),
                failed=self._failed,
                label=t("Closing the account"),
            )

        words = t(
            "{name} cannot sign in any more, and the account cannot be opened again. "
            "What was written and signed stays.",
            name=row.display_name,
        )
        if row.running_cases:
            cases = tn(
                "{n} open case is still assigned to this person: assign it to somebody else.",
                "{n} open cases are still assigned to this person: assign them to somebody else.",
                row.running_cases,
            )
            words = f"{words}\n\n{cases}"
        title = t("Close the account of {name}?", name=row.display_name)
        confirm(self, title, words, t("Close account"), close, destructive=True)

    def _closed(self, name: str) -> None:
        """Say so, and offer the key that makes what they may have copied worthless."""
        words = t("The account of {name} is closed.", name=name)
        self.context.notify(words)
        change_key(self.context, self, self.tell, words)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.banner.say(explain(error), Tone.DANGER)


def _columns() -> list[Column[StaffRow]]:
    return [
        Column("name", t("Name"), lambda row: row.display_name, 170),
        Column("user", t("User name"), lambda row: row.user_name, 100),
        Column("role", t("Role"), lambda row: label(row.role), 115),
        Column("title", t("Title"), lambda row: row.title, 140),
        Column("team", t("Team"), lambda row: row.team, 110),
        Column("phone", t("Phone"), lambda row: row.phone, 130),
        Column(
            "cases",
            t("Open cases"),
            lambda row: str(row.running_cases),
            92,
            numeric=True,
            order=lambda row: row.running_cases,
        ),
        Column(
            "active",
            t("Account"),
            lambda row: t("Active") if row.active else t("Closed"),
            110,
            tone=lambda row: Tone.OK if row.active else Tone.NEUTRAL,
        ),
    ]
