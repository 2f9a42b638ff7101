"""The groups that a client is in or waits for, each with the way to it."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.groups.lists import ClientGroup, groups_of_client
from db.rules.codes import MemberState
from db.texts import t
from db.texts.dates import date_medium
from ui.context import PageContext
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow


class GroupsLine(QWidget):
    """Takes no room where there are none; those that were left are not shown."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._line: Flow | None = None
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def load(self, client_id: UUID) -> None:
        """Read a client's groups."""
        self._context.runner.read(
            groups_of_client, client_id, then=self._show, replace_key=(self, "groups")
        )

    def _show(self, groups: tuple[ClientGroup, ...]) -> None:
        if self._line is not None:
            self._room.removeWidget(self._line)
            self._line.deleteLater()
        shown = [one for one in groups if one.state is not MemberState.LEFT]
        self._line = Flow(
            *(
                Button(
                    _words(one),
                    partial(self._context.navigate, "group", one.group_id),
                    kind="link",
                    icon="groups",
                )
                for one in shown
            )
        )
        self._room.addWidget(self._line)
        self.setVisible(bool(shown))


def _words(one: ClientGroup) -> str:
    since = date_medium(one.since)
    if one.state is MemberState.WAITING:
        return t("Waits for a place in “{group}” since {since}", group=one.group, since=since)
    return t("In the group “{group}” since {since}", group=one.group, since=since)
