"""Which column of the file is which field: recognised headings are chosen already."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.rules.importing.columns import recognise
from db.rules.importing.fields import FIELDS, ImportKind
from db.texts import t
from db.texts.import_columns import column_title
from ui.widgets.choice import Choice
from ui.widgets.form import Form


class ColumnMapping(QWidget):
    """A choice of headings for each field of a kind."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._form: Form | None = None
        self._kind = ImportKind.CLIENTS

    def show_columns(self, kind: ImportKind, headers: tuple[str, ...]) -> None:
        """Offer these headings for the fields of the kind."""
        if self._form is not None:
            self._layout.removeWidget(self._form)
            self._form.deleteLater()
        self._kind = kind
        self._form = Form(columns=2)
        options = [(str(column), heading) for column, heading in enumerate(headers)]
        recognised = recognise(kind, headers)
        for field in FIELDS[kind]:
            choice = Choice(options, blank=t("Not in the file"))
            self._form.add(field.key, column_title(field), choice, required=field.required)
        self._form.set_values({key: str(column) for key, column in recognised.items()})
        for field in FIELDS[kind]:
            self._form.field(field.key).control.edited.connect(self.changed)
        self._layout.addWidget(self._form)

    def columns(self) -> dict[str, int]:
        """Field key to column, for every field that is in the file."""
        if self._form is None:
            return {}
        chosen = self._form.values()
        return {key: int(column) for key, column in chosen.items() if column not in (None, "")}

    def show_refusal(self, error: Exception) -> bool:
        """Say beside the fields what is missing; False if there is nothing to say it beside."""
        if self._form is None:
            return False
        self._form.show_refusal(error)
        return True
