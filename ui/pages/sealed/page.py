"""Sealed files: those that one belongs to, and a word on how many there are besides."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from db.rules.findings import Refused
from db.rules.permissions import Action
from db.rules.sealed import SealedFile, SealedFiles, Standing
from db.texts import explain, t, tn
from ui.context import PageContext
from ui.dialogs.confirm import confirm
from ui.dialogs.sealed import SealedDialog
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.sealed.matches import Matches
from ui.runner import Changes
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, action
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane
from ui.widgets.page import Page
from ui.widgets.text import Text, reveal


class SealedPage(Page):
    """A file opens in a window of its own, and everything in it works as in the office."""

    kinds: ClassVar[frozenset[str]] = frozenset({"sealed", "staff"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._known: SealedFiles | None = None
        self.banner = Banner()
        self.matches = Matches(context)
        self.words = Text(
            t(
                "For domestic violence and for staff’s own relatives. Only its members can read a "
                "sealed file; to everybody else the calendar says “busy”, and nothing more."
            ),
            "secondary",
            wrap=True,
        )
        self.recovery = Text("", "secondary", wrap=True)
        self.change_recovery = Button(t("Change…"), self.choose_recovery, kind="link")
        reveal(self.change_recovery, context.may(Action.MANAGE_OFFICE))
        self.others = Text("", "secondary", wrap=True)
        self.model: TableModel[SealedFile] = TableModel(_columns())
        self.list = ListPane(
            "sealed.files",
            context.settings,
            self.model,
            title=t("Sealed files"),
            searchable=False,
            count=lambda n: tn("{n} sealed file", "{n} sealed files", n),
            empty=self._empty(),
        )
        self._build()
        self._actions()

    # ---- a page ----

    def title(self) -> str:
        return t("Sealed files")

    def page_actions(self) -> Sequence[QAction]:
        shown = [self._members, self._open]
        return (*([self._new] if self._may_make() else []), *shown)

    def actions(self) -> list[QAction]:
        """The page's own and those of its list: all stand on the sheet of shortcuts."""
        return [*super().actions(), *self.list.table.actions()]

    def refresh(self, changes: Changes | None) -> None:
        self.context.runner.background(
            self.context.sealed.files,
            then=self._show,
            failed=self._failed,
            replace_key=(self, "files"),
        )
        self.matches.refresh()

    def take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_rows()

    def focus_filter(self) -> None:
        self.list.focus_filter()

    # ---- doing ----

    def open_file(self, sealed_id: UUID | None = None) -> None:
        """Open the file that is chosen in a window of its own, or bring that to the front."""
        file = self._file(sealed_id if sealed_id is not None else self.list.current_id())
        if file is None or self.context.sealed.bring_forward(file.id):
            return
        self.banner.say("")
        self.context.runner.background(
            self.context.sealed.open,
            file.id,
            then=lambda opened: self.context.sealed.show(opened, file),
            failed=self._failed,
            label=t("Opening a sealed file"),
        )

    def new(self) -> None:
        """Make a sealed file."""
        if self._known is not None:
            SealedDialog(self.context, self._known, None, self).open()

    def members(self) -> None:
        """Change who belongs to the file that is chosen."""
        file = self._file(self.list.current_id())
        if file is not None and file.manages and self._known is not None:
            SealedDialog(self.context, self._known, file, self).open()

    def choose_recovery(self) -> None:
        """Let the recovery code open the files that are made from now on, or not."""
        opens = self._known is not None and not self._known.recovery

        def change() -> None:
            self.context.runner.act(self.context.sealed.choose_recovery, opens, failed=self._failed)

        if opens:
            confirm(
                self,
                t("Let the recovery code open sealed files?"),
                t(
                    "Whoever has the code can then read every sealed file that is made from now "
                    "on. Those that are there stay as they are."
                ),
                t("Let it open them"),
                change,
            )
        else:
            confirm(
                self,
                t("Keep the recovery code out of sealed files?"),
                t(
                    "If all members of a sealed file forget their passwords or leave, nobody can "
                    "read it again. Those that are there stay as they are."
                ),
                t("Keep it out"),
                change,
            )

    # ---- inside ----

    def _may_make(self) -> bool:
        return self.context.may(Action.SEAL_CASES)

    def _empty(self) -> EmptyState:
        if self._may_make():
            return EmptyState(
                t("You belong to no sealed file"),
                t("Make one, and name who may read it."),
                icon="lock",
                step=t("Seal a new file…"),
                clicked=self.new,
            )
        words = t("A supervisor can make one and name you as a member.")
        return EmptyState(t("You belong to no sealed file"), words, icon="lock")

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.banner)
        column.addWidget(self.matches)
        column.addWidget(self.words)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.recovery, 1)
        line.addWidget(self.change_recovery, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        column.addWidget(self.list, 1)
        column.addWidget(self.others)
        reveal(self.others, False)

    def _actions(self) -> None:
        self._new = action(t("Seal a new file…"), self.new, self, icon="add", shortcut="Ctrl+N")
        self._members = action(t("Members…"), self.members, self, icon="clients")
        self._open = action(t("Open the file"), self.open_file, self, icon="unlock", kind="primary")
        self.list.table.addActions([self._open, self._members])
        self.list.opened.connect(self.open_file)
        self.list.current_changed.connect(lambda _: self._enable())
        self.model.modelReset.connect(self._focus_rows)
        self._enable()

    def _enable(self) -> None:
        file = self._file(self.list.current_id())
        self._open.setEnabled(file is not None)
        self._members.setEnabled(file is not None and file.manages)

    def _file(self, sealed_id: Any) -> SealedFile | None:
        files = self._known.files if self._known is not None else ()
        return next((file for file in files if file.id == sealed_id), None)

    def _show(self, known: SealedFiles) -> None:
        self._known = known
        self.banner.say("\n".join(_to_take_off(known)), Tone.WARNING)
        self.model.set_rows(known.files)
        self.recovery.setText(
            t("The recovery code opens the sealed files that are made from now on.")
            if known.recovery
            else t("The recovery code does not open the sealed files that are made from now on.")
        )
        words = []
        if known.others:
            words.append(
                tn(
                    "There is {n} sealed file that you do not belong to.",
                    "There are {n} sealed files that you do not belong to.",
                    known.others,
                )
            )
        if known.damaged:
            words.append(
                tn(
                    "{n} cannot be read: check the office.",
                    "{n} cannot be read: check the office.",
                    known.damaged,
                )
            )
        self.others.setText(" ".join(words))
        reveal(self.others, bool(words))
        self._enable()

    def _failed(self, error: Exception) -> None:
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self.banner.say(words, Tone.DANGER)

    def _focus_rows(self) -> None:
        """Go to the list, from the page itself: at first its rows have not come yet."""
        if self.holds_cursor() and self.model.rowCount():
            if self.list.current_id() is None:
                self.list.table.go_to(0)
            self.list.table.setFocus()


def _to_take_off(known: SealedFiles) -> list[str]:
    """Who has left, and could open a copy with keys that they kept: for those who can act."""
    return [
        t(
            "{name} has left the office and is still a member of “{label}”. Take {name} off the "
            "list: the file gets a new key.",
            name=person.name,
            label=file.label,
        )
        for file in known.files
        for person in file.members
        if file.manages and person.standing is Standing.LEFT
    ]


def _columns() -> list[Column[SealedFile]]:
    return [
        Column("label", t("Name"), lambda file: file.label, 260),
        Column("officer", t("Named officer"), lambda file: file.officer, 160),
        Column("members", t("Members"), _members, 320),
        Column(
            "recovery",
            t("Recovery code"),
            lambda file: t("opens it") if file.recovery else t("does not open it"),
            150,
        ),
    ]


def _members(file: SealedFile) -> str:
    return ", ".join(
        t("{name} (has left)", name=person.name)
        if person.standing is Standing.LEFT
        else t("{name} (has new keys, and cannot open it)", name=person.name)
        if person.standing is Standing.NEW_KEYS
        else person.name
        for person in file.members
    )
