"""A button that adds filters to a list, and the chips that take them away again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from db.texts import t
from ui.settings import Settings
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip


@dataclass(frozen=True)
class Offered:
    """A filter that can be put on: `words` in the menu, `chip` once it is in force.

    `value` is None for a filter that is on or off. Filters of one `group` that is not "" stand
    in a submenu of that name. What `only_one` of a `key` may be on replaces the one before.
    """

    key: str
    words: str
    chip: str
    value: Any = None
    group: str = ""
    only_one: bool = True

    @property
    def name(self) -> str:
        """The chip's key; the value is an id, a code or nothing."""
        return self.key if self.value is None else f"{self.key}={self.value}"


class Filters(Button):
    """The button "Filter"; `changed` is emitted when a filter is put on or taken off.

    Which are on is kept in the settings under "filters." and `name`: codes and ids of programs
    and staff, never anything about a client.
    """

    changed = Signal()

    def __init__(
        self, name: str, settings: Settings, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(t("Filter"), icon="filter", parent=parent)
        self.setAccessibleName(t("Add a filter: {list}", list=title))
        self._key = f"filters.{name}"
        self._settings = settings
        self._offered: tuple[Offered, ...] = ()
        kept = settings.layout(self._key)
        self._on: list[str] = [str(one) for one in kept] if isinstance(kept, list) else []
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.setProperty("menu", "true")

    def offer(self, offered: Sequence[Offered]) -> None:
        """Offer these; a remembered one is off until it is offered (again)."""
        before = self.on()
        self._offered = tuple(offered)
        if before != self.on():
            self.changed.emit()

    def on(self) -> tuple[Offered, ...]:
        """The filters in force, in the order in which they are offered."""
        return tuple(one for one in self._offered if one.name in self._on)

    def value(self, key: str) -> Any:
        """The value of the filter with this key, True for one without, None if it is off."""
        found = next((one for one in self.on() if one.key == key), None)
        return None if found is None else True if found.value is None else found.value

    def values(self, key: str) -> frozenset[Any]:
        """All values of the filters with this key."""
        return frozenset(one.value for one in self.on() if one.key == key)

    def chips(self) -> tuple[Chip, ...]:
        """The filters in force as chips."""
        return tuple(Chip(one.name, one.chip) for one in self.on())

    def put(self, name: str, shown: bool = True) -> None:
        """Put a filter on or take it off, by its `Offered.name`."""
        asked = next((one for one in self._offered if one.name == name), None)
        if asked is None:
            return
        self._on = [one for one in self._on if one != name]
        if shown:
            if asked.only_one:
                same = {one.name for one in self._offered if one.key == asked.key}
                self._on = [one for one in self._on if one not in same]
            self._on.append(name)
        self._keep()

    def remove(self, name: str) -> None:
        """Take one off; "" takes all off."""
        self._on = [one for one in self._on if name and one != name]
        self._keep()

    def _keep(self) -> None:
        self._settings.remember(self._key, list(self._on))
        self.changed.emit()

    def _fill(self) -> None:
        """When the menu is opened: there may be a hundred entries, and mostly nobody looks."""
        self._menu.clear()
        groups: dict[str, QMenu] = {}
        for one in self._offered:
            menu = self._menu
            if one.group:
                if one.group not in groups:
                    groups[one.group] = self._menu.addMenu(one.group)
                menu = groups[one.group]
            entry = menu.addAction(one.words)
            entry.setCheckable(True)
            entry.setChecked(one.name in self._on)
            entry.triggered.connect(_putter(self.put, one.name))


def _putter(put: Callable[[str, bool], None], name: str) -> Callable[[bool], None]:
    return lambda shown: put(name, shown)
