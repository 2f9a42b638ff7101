"""The columns of the list of clients, for the screen and for what is exported of it."""

from collections.abc import Callable
from typing import Any

from db.queries.clients.client_filter import ClientSort
from db.queries.clients.client_list import ClientRow
from db.rules.names import NameOrder
from db.rules.permissions import Action
from db.rules.safe_contact import Audience, client_marks, printable
from db.texts import t, tn
from db.texts.dates import date_short
from db.texts.languages import language_name
from ui.context import PageContext
from ui.item_models.columns import Column
from ui.pages.clients.words import born_words, marks_words, phone_words
from ui.theme.tokens import Tone

_SORTED = {sort.value for sort in ClientSort}


def client_columns(context: PageContext) -> list[Column[ClientRow]]:
    """What the user's role may see of clients in a list."""
    columns = [
        _column("name", t("Name"), _name, 150, tip=_tip, leads=True),
        _column(
            "mark",
            t("Safe contact"),
            _mark,
            138,
            tone=_mark_tone,
            tip=_tip,
            within=True,  # a warning to staff is none to a stranger
        ),
        _column("number", t("Number"), lambda row: row.number, 72, leads=True),
        _column("birth_date", t("Born"), _born, 138),
        _column(
            "phone",
            t("Phone"),
            _phone,
            188,
            tone=_phone_tone,
            tip=_phone_tip,
            exported=_phone_exported,
        ),
        _column("worker", t("Worker"), lambda row: row.worker, 116),
    ]
    if context.may(Action.READ_CASES):
        columns += [
            _column(
                "last_contact",
                t("Last contact"),
                _last_contact,
                92,
                order=lambda row: row.last_contact_on,
            ),
            _column("status", t("Status"), _status, 120, tone=_status_tone),
            _column(
                "programs", t("Programs"), lambda row: ", ".join(row.programs), 90, shown=False
            ),
        ]
    columns.append(_column("language", t("Language"), _language, 150, shown=False))
    return columns


def _column(
    key: str, title: str, text: Callable[[ClientRow], str], width: int, **more: Any
) -> Column[ClientRow]:
    return Column(key, title, text, width, sortable=key in _SORTED, **more)


def _name(row: ClientRow) -> str:
    return row.name.display(NameOrder.FAMILY_FIRST)


def _mark(row: ClientRow) -> str:
    """The gravest thing to mind, short; the whole is in the tip and in the file."""
    if row.safety.do_not_confirm:
        return t("Do not confirm")
    if row.has_safety_alert:
        return t("Safety alert")
    if row.safety.code_word.strip():
        return t("Code word")
    return t("Contact with care") if row.safety.advice.strip() else ""


def _mark_tone(row: ClientRow) -> Tone:
    grave = row.safety.do_not_confirm or row.has_safety_alert
    return Tone.DANGER if grave else Tone.WARNING


def _phone(row: ClientRow) -> str:
    return phone_words(row.phone)


def _phone_exported(row: ClientRow, audience: Audience) -> str:
    """With its rules for staff, and for others only if it has none."""
    may_leave = row.phone and printable([row.phone], audience, row.safety)
    return phone_words(row.phone) if may_leave else ""


def _phone_tone(row: ClientRow) -> Tone | None:
    return Tone.WARNING if row.phone is not None and row.phone.rules else None


def _tip(row: ClientRow) -> str:
    marks = marks_words(client_marks(row.safety))
    alert = t("There is a safety alert: open the file.") if row.has_safety_alert else ""
    return "\n".join(part for part in (row.name.both(), marks, alert) if part)


def _phone_tip(row: ClientRow) -> str:
    return phone_words(row.phone) or t("There is no number that may be called.")


def _born(row: ClientRow) -> str:
    return born_words(row.birth_date, row.ages)


def _last_contact(row: ClientRow) -> str:
    return date_short(row.last_contact_on) if row.last_contact_on else ""


def _status(row: ClientRow) -> str:
    if row.deceased:
        return t("Deceased")
    if row.restricted:
        return t("Restricted")
    if row.open_cases:
        return tn("{n} open case", "{n} open cases", row.open_cases)
    return t("No open case")


def _status_tone(row: ClientRow) -> Tone:
    if row.deceased:
        return Tone.NEUTRAL
    if row.restricted:
        return Tone.WARNING
    return Tone.OK if row.open_cases else Tone.NEUTRAL


def _language(row: ClientRow) -> str:
    name = language_name(row.language) if row.language else ""
    return t("{language}, interpreter", language=name) if row.interpreter else name
