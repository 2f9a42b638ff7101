"""How a scene speaks of what is on the screen: by role and visible name."""

import re
from collections.abc import Mapping

Name = str | re.Pattern[str]

# What a scene calls a control, and what the bus may call it (names changed between releases).
ROLES: Mapping[str, frozenset[str]] = {
    "alert": frozenset({"alert", "dialog"}),
    "button": frozenset({"push button", "button", "toggle button", "push button menu"}),
    "cell": frozenset({"table cell"}),
    "check": frozenset({"check box"}),
    "choice": frozenset({"combo box"}),
    "column": frozenset({"table column header", "column header"}),
    "dialog": frozenset({"dialog", "alert", "file chooser"}),
    "field": frozenset({"text", "entry", "password text", "spin button", "date editor"}),
    "item": frozenset({"list item", "tree item", "table cell"}),
    "label": frozenset({"label", "static"}),
    "list": frozenset({"list", "tree", "tree table", "list box"}),
    "menu item": frozenset({"menu item", "check menu item", "radio menu item"}),
    "radio": frozenset({"radio button"}),
    "tab": frozenset({"page tab"}),
    "table": frozenset({"table", "tree table"}),
    "window": frozenset({"frame", "dialog", "alert", "window", "file chooser"}),
}


def plain(name: str | None) -> str:
    """A name as a person reads it: without access key, closing dots, colon or required mark."""
    return re.sub(r"[\s.…:*]+$", "", (name or "").replace("&", "")).strip().casefold()


def fits(name: Name, *texts: str) -> bool:
    """Whether one of the texts is the name, as a person reads it, or matches the pattern."""
    if isinstance(name, re.Pattern):
        return any(name.search(text) for text in texts)
    return plain(name) in {plain(text) for text in texts}


def holds(title: str, words: Name | None) -> bool:
    """Whether a window's title holds the words: Qt adds the program's name to it."""
    if words is None:
        return True
    if isinstance(words, re.Pattern):
        return bool(words.search(title))
    return plain(words) in plain(title)
