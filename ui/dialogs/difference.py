"""One field of a form that two people filled differently, in the words in which it shows them."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from db.texts import t
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.multi_select import MultiSelect
from ui.widgets.record_field import RecordField
from ui.widgets.typed_input import TypedInput


@dataclass(frozen=True)
class Difference:
    """A field that differs: its label and both values, as words and as values."""

    name: str
    label: str
    mine: str
    theirs: str
    my_value: Any
    their_value: Any


def difference(field: Field, mine: Any, theirs: Any) -> Difference:
    """One field of a form that differs."""
    return Difference(
        field.name,
        field.label_text,
        words_of(field.control, mine),
        words_of(field.control, theirs),
        mine,
        theirs,
    )


def words_of(control: QWidget, value: Any) -> str:
    """A value of a control in the words in which the control shows it."""
    if value is None or value == "":
        return ""
    if isinstance(control, Choice):
        values = control.values()
        return control.itemText(values.index(value)) if value in values else t("another one")
    if isinstance(control, MultiSelect):
        names = [control.item(n).text() for n, one in enumerate(control.values()) if one in value]
        return ", ".join(names) or (t("others") if value else "")
    if isinstance(value, bool):
        return t("Yes") if value else t("No")
    if isinstance(control, RecordField):
        return control.written(value) or t("another one")
    if isinstance(control, TypedInput):
        return control.written(value)
    written = getattr(control, "written", None)  # a page's own editor
    return str(written(value) if written is not None else value)
