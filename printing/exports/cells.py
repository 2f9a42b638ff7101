"""Values as spreadsheets can hold them. Text stays text, whatever it begins with."""

import re
from datetime import date, datetime
from decimal import Decimal

from db.rules.formula_text import marked_as_text
from db.texts import t

Value = str | int | Decimal | date | datetime | bool | None

LONGEST_TEXT = 32_767  # UTF-16 units that Excel keeps in a cell
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def clean(text: str) -> str:
    """Text that a cell can hold: no control characters, and a mark where it had to be cut."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = _UNWRITABLE.sub("", text)
    if len(kept) * 2 <= LONGEST_TEXT or _units(kept) <= LONGEST_TEXT:
        return kept
    mark = " " + t("… (cut: the whole text is in the case file)")
    room = LONGEST_TEXT - len(mark)
    kept = kept[:room]
    while _units(kept) > room:
        kept = kept[: len(kept) - (_units(kept) - room + 1) // 2]
    return kept + mark


def as_text(value: Value) -> str:
    """A value in delimited text. Numbers and dates as programs read them; no text is a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return marked_as_text(clean(value))


def yes_or_no(value: bool) -> str:
    """A yes or no in words."""
    return t("Yes") if value else t("No")


def sheet_name(title: str) -> str:
    """A title as a worksheet's name: at most 31 characters, none of []:*?/\\, no edge quotes."""
    name = clean(title).replace("\n", " ").translate(_SHEET_NAME)[:31].strip(" '")
    return name if name and name.lower() != "history" else t("List")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
