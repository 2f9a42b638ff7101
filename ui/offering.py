"""What the window offers to do: at Ctrl+K, on the sheet of keys (F1), and by keys from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from db.texts import t
from ui.beside import Beside
from ui.dialogs.palette import Command, Find, Found, Palette
from ui.dialogs.shell import Dialog
from ui.own_dialogs import is_of
from ui.pages.registry import section_for, section_keys
from ui.shortcuts import key_groups
from ui.widgets.key_sheet import KeySheet

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class Offering(QObject):
    """Belongs to the window. `find(text, then)` answers Ctrl+K; `everywhere` are the commands that
    can be given whatever page is in front.
    """

    def __init__(
        self, window: MainWindow, find: Find | None, everywhere: Sequence[Command]
    ) -> None:
        super().__init__(window)
        self._window, self._find, self._everywhere = window, find, tuple(everywhere)
        self._beside = Beside(partial(is_of, (window,)), self)
        self._beside.wanted.connect(self._find_from)

    def open_palette(self) -> Palette:
        """Ctrl+K."""
        palette = Palette(self.commands(), self._find, self._window)
        palette.picked.connect(self._picked)
        palette.open()
        return palette

    def open_key_sheet(self) -> None:
        """F1."""
        window = self._window
        groups = key_groups(window.sections, window.page, self._everywhere)
        helps = [(command.title, command.run) for command in self._everywhere if command.helps]
        KeySheet(groups, window, helps).open()

    def commands(self) -> list[Command]:
        """Everything that Ctrl+K offers to do: the page's actions, the sections, the window's."""
        window = self._window
        actions = window.page.page_actions() if window.page is not None else ()
        named = {command.title for command in self._everywhere}
        keys = {action.text(): action.shortcut().toString() for action in actions}
        more = [replace(c, keys=c.keys or keys.get(c.title, "")) for c in self._everywhere]
        done = [
            Command(action.text(), action.trigger, action.shortcut().toString(), "forward")
            for action in actions
            if action.isEnabled() and action.text() not in named
        ]
        for number, section in enumerate(window.sections, start=1):
            words = t("Go to {section}", section=section.title())
            go = partial(window.go_to_section, section.key)
            done.append(Command(words, go, section_keys(number), section.icon))
        if section_for("my_settings", window.sections) is not None:
            words = t("My settings: language, text size, colors")
            done.append(Command(words, partial(window.navigate, "my_settings"), "", "settings"))
        return [
            *self._beside.commands(),
            *done,
            *more,
            Command(t("Read again"), window.refresh, "F5", "refresh"),
            Command(t("Lock"), window.lock, "Ctrl+L", "lock"),
            Command(t("Keyboard shortcuts"), self.open_key_sheet, "F1", "help"),
            Command(t("Sign out"), window.sign_out, "", "key"),
        ]

    def add_keys(self, content: QWidget) -> None:
        """On the content, not on the window: a locked window has none."""
        window = self._window
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Alt+Left", lambda: window.step(-1)),
            ("Alt+Right", lambda: window.step(1)),
            ("Ctrl+K", self.open_palette),
            ("Ctrl+L", window.lock),
            ("F1", self.open_key_sheet),
            ("F5", window.refresh),
            ("Ctrl+F", self._focus_filter),
        ]
        for number, section in enumerate(window.sections[:10], start=1):
            keys.append((section_keys(number), partial(window.go_to_section, section.key)))
        keys += [(command.keys, command.run) for command in self._everywhere if command.keys]
        for combination, run in keys:
            QShortcut(QKeySequence(combination), content).activated.connect(run)

    def _focus_filter(self) -> None:
        if self._window.page is not None:
            self._window.page.focus_filter()

    def _find_from(self, beside: Dialog) -> None:
        def put_aside(_: Found) -> None:
            beside.put_aside()
            self._window.activateWindow()
            words = t("Ctrl+K leads back to: {window}", window=beside.called())
            self._window.context.notify(words)

        self.open_palette().picked.connect(put_aside)

    def _picked(self, found: Found) -> None:
        self._window.navigate(found.kind, found.id)
