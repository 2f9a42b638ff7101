"""Two people changed the same record: field by field, which version stays."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QWidget

from db.queries.audit_log.last_saved import LastSave, last_save
from db.rules.findings import Stale
from db.texts import t
from db.texts.dates import moment
from ui.context import PageContext
from ui.dialogs.difference import Difference, difference
from ui.dialogs.shell import Dialog
from ui.theme.look import look
from ui.widgets.card import Scrolled
from ui.widgets.form import Form
from ui.widgets.text import Text, tip


@dataclass(frozen=True, slots=True)
class SavedElsewhere:
    """A record that somebody saved meanwhile, and where it is asked who.

    `action` is what the audit log says of a change, where a form holds only a part of the record.
    """

    context: PageContext
    record_id: UUID
    action: str = ""


def saved_elsewhere(context: PageContext | None, error: Stale) -> SavedElsewhere | None:
    """What a stale save is about, if it can be asked who did the other one."""
    if context is None or error.record_id is None:
        return None
    return SavedElsewhere(context, error.record_id, error.action)


_SHOWN = 240  # characters of a value; a tip holds more of it


class _Value(QWidget):
    """One side's value, to be chosen: it wraps, and no letter of it is an access key."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__()
        self.button = QRadioButton()
        self.button.setAccessibleName(name)
        shown = " ".join(words.split())
        cut = f"{shown[:_SHOWN]}…" if len(shown) > _SHOWN else shown
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        shown_words = Text(cut or t("empty"), "" if cut else "secondary", wrap=True)
        shown_words.setAlignment(Qt.AlignmentFlag.AlignTop)
        shown_words.setContentsMargins(0, 5, 0, 0)  # level with the button's middle
        row.addWidget(shown_words, 1)
        self.setToolTip(tip(words[:1000]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.button.setFocus()
        self.button.click()


class StaleDialog(Dialog):
    """Shows only what differs. `chosen({name: value})` is called with the values to keep.

    Who saved it, and when, stands above as soon as the audit log has said so for `record`.
    """

    def __init__(
        self,
        differences: Sequence[Difference],
        chosen: Callable[[dict[str, Any]], object],
        *,
        record: SavedElsewhere | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(t("Changed meanwhile"), parent, width=720)
        self._differences = differences
        self._chosen = chosen
        self.words = Text("", wrap=True)
        self.body.addWidget(self.words)
        self._say_who(None)
        if record is not None:
            record.context.runner.read(
                last_save,
                record.record_id,
                record.action,
                then=self._say_who,
                failed=lambda _: None,
            )
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for column, heading in enumerate((t("Field"), t("Yours"), t("Theirs"))):
            grid.addWidget(Text(heading, "secondary"), 0, column)
            grid.setColumnStretch(column, 3 if column else 2)
        self._keep_mine: dict[str, QRadioButton] = {}
        for row, one in enumerate(differences, start=1):
            mine, theirs = self._pair(one)
            label = Text(one.label, "strong", wrap=True)
            label.setContentsMargins(0, 5, 0, 0)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(mine, row, 1)
            grid.addWidget(theirs, row, 2)
        grid.setRowStretch(len(differences) + 1, 1)
        self.body.addWidget(Scrolled(inner, margin=0), 1)
        self.cancel_verb()
        self.verb(t("Save these"), self._save, "primary")
        self.resize(look().px(720), look().px(360))

    def _say_who(self, save: LastSave | None) -> None:
        if save is None:
            words = t("This record was saved after you opened it.")
        elif save.mine:
            words = t(
                "You saved this record yourself in another window, on {moment}.",
                moment=moment(save.at),
            )
        else:
            words = t(
                "{who} saved this record after you opened it, on {moment}.",
                who=save.who,
                moment=moment(save.at),
            )
        self.words.setText(f"{words} {t('Choose what to keep in each field.')}")

    def _pair(self, one: Difference) -> tuple[_Value, _Value]:
        group = QButtonGroup(self)
        sides = []
        for side, words in ((t("Yours"), one.mine), (t("Theirs"), one.theirs)):
            shown = " ".join(words.split())
            name = t("{field}, {side}: {value}", field=one.label, side=side, value=shown)
            sides.append(_Value(words, name))
            group.addButton(sides[-1].button)
        mine, theirs = sides
        mine.button.setChecked(True)
        self._keep_mine[one.name] = mine.button
        return mine, theirs

    def _save(self) -> None:
        values = {
            one.name: one.my_value if self._keep_mine[one.name].isChecked() else one.their_value
            for one in self._differences
        }
        self.accept()
        self._chosen(values)


def merge(
    form: Form,
    theirs: Mapping[str, Any],
    again: Callable[[], object],
    parent: QWidget,
    record: SavedElsewhere | None = None,
) -> None:
    """Ask what to keep where the form differs from what is saved now, then save `again`."""
    mine = form.values()
    differences = [
        difference(field, mine[field.name], theirs[field.name])
        for field in form.fields()
        if field.name in theirs and theirs[field.name] != mine[field.name]
    ]

    def chosen(values: dict[str, Any]) -> None:
        form.set_values(values, clean=False)
        again()

    if differences:
        StaleDialog(differences, chosen, record=record, parent=parent).open()
    else:
        again()
