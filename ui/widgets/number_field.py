"""A field for a number with decimals: miles, units of service."""

from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QWidget

from db.rules.findings import Finding, hard
from ui.widgets.typed_input import TypedInput


class NumberField(TypedInput[Decimal]):
    """A number with at most `places` decimals; a comma is read as the decimal point."""

    def __init__(self, places: int = 1, *, parent: QWidget | None = None) -> None:
        super().__init__(placeholder="0", parent=parent)
        self._places = places

    def read(self, text: str) -> Decimal | Finding:
        try:
            value = Decimal(text.replace(",", "."))
        except InvalidOperation:
            return hard("note.not_a_number")
        if not value.is_finite():
            return hard("note.not_a_number")
        return value

    def written(self, value: Decimal) -> str:
        rounded = round(value, self._places)
        return f"{rounded:f}".rstrip("0").rstrip(".") if "." in f"{rounded:f}" else f"{rounded:f}"
