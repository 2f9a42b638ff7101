"""What stands in a form, as it was typed, for a draft: JSON values only."""

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QLineEdit

from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.inputs import PasswordInput
from ui.widgets.multi_select import MultiSelect


@runtime_checkable
class InParts(Protocol):
    """A control whose value is no plain one, and which takes and puts back what is typed itself."""

    def snapshot(self) -> Any:
        """What stands there, as typed: JSON values only."""
        ...

    def resume(self, kept: Any) -> None:
        """Put a snapshot back. Counts as edited."""
        ...


def snapshot(form: Form) -> dict[str, Any]:
    """Every field as typed, also what cannot be read yet. Passwords are left out."""
    return {
        field.name: _taken(field.control)
        for field in form.fields()
        if not isinstance(field.control, PasswordInput)
    }


def resume(form: Form, data: Mapping[str, Any]) -> None:
    """Put a snapshot back; fields that are no longer there are left out. Counts as edited."""
    for field in form.fields():
        if field.name in data:
            put_back(field.control, data[field.name])


def _taken(control: Any) -> Any:
    if isinstance(control, InParts):
        return control.snapshot()
    if isinstance(control, Choice):
        return _word(control.value())
    if isinstance(control, MultiSelect):
        return [_word(value) for value in control.value()]
    if isinstance(control, QLineEdit):
        return control.text()
    value = control.value()
    return value if isinstance(value, bool | int | str | None) else str(value)


def put_back(control: Any, kept: Any) -> None:
    """Put one field's snapshot back."""
    if isinstance(control, InParts):
        control.resume(kept)
    elif isinstance(control, Choice):
        control.set_value(next((v for v in control.values() if _word(v) == kept), None))
    elif isinstance(control, MultiSelect):
        control.set_value([v for v in control.values() if _word(v) in (kept or ())])
    elif isinstance(control, QLineEdit):
        control.setText(str(kept or ""))
    else:
        control.set_value(kept)


def _word(value: Any) -> str | None:
    return None if value is None else str(value)
