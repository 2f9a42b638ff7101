"""Two people changed the same record: field by field, which version stays."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from db.texts import t
from ui.dialogs.shell import Dialog
from ui.widgets.card import Scrolled
from ui.widgets.form import Form
from ui.widgets.text import Text


@dataclass(frozen=True)
class Difference:
    """A field that differs: its label and both values, as words and as values."""

    name: str
    label: str
    mine: str
    theirs: str
    my_value: Any
    their_value: Any


class StaleDialog(Dialog):
    """Shows only what differs. `chosen({name: value})` is called with the values to keep."""

    def __init__(
        self,
        differences: Sequence[Difference],
        chosen: Callable[[dict[str, Any]], object],
        *,
        who: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(t("Changed by somebody else"), parent, width=720)
        self._differences = differences
        self._chosen = chosen
        words = t(
            "{who} saved this record after you opened it. Choose what to keep in each field.",
            who=who or t("Somebody else"),
        )
        self.body.addWidget(Text(words, wrap=True))
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for column, heading in enumerate((t("Field"), t("Yours"), t("Theirs"))):
            grid.addWidget(Text(heading, "secondary"), 0, column)
            grid.setColumnStretch(column, 1 if column else 0)
        self._keep_mine: dict[str, QRadioButton] = {}
        for row, difference in enumerate(differences, start=1):
            mine, theirs = self._pair(difference)
            grid.addWidget(Text(difference.label, "strong"), row, 0)
            grid.addWidget(mine, row, 1)
            grid.addWidget(theirs, row, 2)
        grid.setRowStretch(len(differences) + 1, 1)
        self.body.addWidget(Scrolled(inner, margin=0), 1)
        self.cancel_verb()
        self.verb(t("Save these"), self._save, "primary")
        self.resize(720, 360)

    def _pair(self, difference: Difference) -> tuple[QRadioButton, QRadioButton]:
        group = QButtonGroup(self)
        buttons = []
        sides = ((t("Yours"), difference.mine), (t("Theirs"), difference.theirs))
        for side, words in sides:
            shown = " ".join(words.split())
            button = QRadioButton((shown[:80] or t("empty")).replace("&", "&&"))
            button.setToolTip(words[:1000])
            button.setAccessibleName(
                t("{field}, {side}: {value}", field=difference.label, side=side, value=shown)
            )
            group.addButton(button)
            buttons.append(button)
        buttons[0].setChecked(True)
        self._keep_mine[difference.name] = buttons[0]
        return buttons[0], buttons[1]

    def _save(self) -> None:
        values = {
            difference.name: (
                difference.my_value
                if self._keep_mine[difference.name].isChecked()
                else difference.their_value
            )
            for difference in self._differences
        }
        self.accept()
        self._chosen(values)


def merge(
    form: Form,
    theirs: Mapping[str, Any],
    in_words: Callable[[str, Any], str],
    again: Callable[[], object],
    parent: QWidget,
) -> None:
    """Ask what to keep where the form differs from what is saved now, then save `again`.

    `in_words(name, value)` says a field's value in words.
    """
    mine = form.values()
    differences = [
        Difference(
            field.name,
            field.label_text,
            in_words(field.name, mine[field.name]),
            in_words(field.name, theirs[field.name]),
            mine[field.name],
            theirs[field.name],
        )
        for field in form.fields()
        if field.name in theirs and theirs[field.name] != mine[field.name]
    ]

    def chosen(values: dict[str, Any]) -> None:
        form.set_values(values, clean=False)
        again()

    if differences:
        StaleDialog(differences, chosen, parent=parent).open()
    else:
        again()
