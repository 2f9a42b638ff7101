"""What the sheet of shortcuts (F1) lists: the page's own keys first, then everybody's."""

from collections.abc import Sequence

from db.texts import t
from ui.dialogs.palette import Command
from ui.pages.registry import Section, section_keys
from ui.widgets.page import Page

Group = tuple[str, Sequence[tuple[str, str]]]


def key_groups(
    sections: Sequence[Section], page: Page | None, commands: Sequence[Command] = ()
) -> list[Group]:
    """Groups of (keys, words)."""
    own = []
    if page is not None:
        for entry in (*page.page_actions(), *page.actions()):
            keys = entry.shortcut().toString()
            if keys and (keys, entry.text()) not in own:
                own.append((keys, entry.text()))
        own += page.more_keys()
    places = [
        (section_keys(number), section.title())
        for number, section in enumerate(sections[:10], start=1)
    ]
    return [
        (t("On this page"), own),
        (
            t("Everywhere"),
            [
                ("Ctrl+K", t("Find a client or a case, or do something")),
                ("Ctrl+F", t("Filter the list in front")),
                ("Ctrl+Tab", t("The next part of a file; Ctrl+Shift+Tab the one before")),
                ("Alt+Left", t("Back")),
                ("Alt+Right", t("Forward")),
                ("F5", t("Read again")),
                ("Ctrl+L", t("Lock")),
                ("Ctrl+Shift+Z", t("Undo what was just done")),
                ("Ctrl+Return", t("Press the main button of a form")),
                ("F1", t("This sheet")),
                *((command.keys, command.title) for command in commands if command.keys),
            ],
        ),
        (t("Sections"), places),
        (
            t("In lists"),
            [
                ("Return", t("Open what is selected")),
                ("Ctrl+C", t("Copy the selected rows as a table")),
                ("Space", t("Tick, or unfold a long entry")),
            ],
        ),
        (
            t("In date fields"),
            [
                ("t", t("Today")),
                ("+2w", t("Two weeks later; also d, m and y")),
                ("fri", t("The coming Friday")),
                ("Up", t("A day later; Page Up a month later")),
                ("Alt+Down", t("Open the calendar")),
            ],
        ),
    ]
