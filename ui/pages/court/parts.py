"""Orders and placements as cards, with the dialogs that change them; the pane and the case file
show the same ones.
"""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from db.queries.court.lists import OrderRow, PlacementRow
from db.texts import label, t
from db.texts.dates import date_medium
from ui.context import PageContext
from ui.dialogs.court.order import OrderDialog
from ui.dialogs.court.placement import PlacementDialog
from ui.pages.court.words import FOSTER, order_line, order_tone, placement_line, placement_title
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.pill import Pill
from ui.widgets.text import Text, rule


class Line(QWidget):
    """A thing with a second line below it, a word at its right, and a way to change it."""

    def __init__(
        self,
        title: str,
        below: str,
        *,
        pill: str = "",
        tone: Tone = Tone.NEUTRAL,
        change: str = "",
        changed: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(title, wrap=True, selectable=True))
        if below:
            words.addWidget(Text(below, "secondary", wrap=True, selectable=True))
        words.addStretch()
        row.addLayout(words, 1)
        top = Qt.AlignmentFlag.AlignTop
        if pill:
            row.addWidget(Pill(pill, tone), 0, top)
        if changed is not None:
            row.addWidget(IconButton("edit", change, changed), 0, top)


class OrdersCard(Card):
    """Orders of the court; `show_orders` says whose and which."""

    def __init__(self, context: PageContext, title: str, empty: str, add: str = "") -> None:
        self._context = context
        self._case_id: UUID | None = None
        self._hearing_id: UUID | None = None
        self._empty = empty
        self.adding = Button(add, self.add, icon="add") if add else None
        super().__init__(title, *([self.adding] if self.adding is not None else []))
        if self.adding is not None:
            self.adding.hide()
        self._lines = lines_of(self)

    def show_orders(
        self,
        case_id: UUID,
        orders: Sequence[OrderRow],
        hearing_id: UUID | None = None,
        *,
        edits: bool,
    ) -> None:
        """Show these; a new one is made at the hearing that is given."""
        self._case_id, self._hearing_id = case_id, hearing_id
        if self.adding is not None:
            self.adding.setVisible(edits)
        put_lines(
            self._lines,
            [
                Line(
                    order.text,
                    order_line(order),
                    pill=label(order.status),
                    tone=order_tone(order),
                    change=t(
                        "Change order of {day}: {text}",
                        day=date_medium(order.ordered_on),
                        text=_short(order.text),
                    ),
                    changed=partial(self._change, order) if edits else None,
                )
                for order in orders
            ],
            self._empty,
        )

    def add(self) -> None:
        """Open the dialog for a new order."""
        if self._case_id is not None:
            OrderDialog(
                self._context, self._case_id, parent=self.window(), hearing_id=self._hearing_id
            ).open()

    def _change(self, order: OrderRow) -> None:
        OrderDialog(self._context, order.case_id, parent=self.window(), order=order).open()


class PlacementsCard(Card):
    """Where the children of a case live and lived."""

    def __init__(self, context: PageContext) -> None:
        self._context = context
        self._case_id: UUID | None = None
        self.adding = Button(t("New placement"), self.add, icon="add")
        super().__init__(t("Placements"), self.adding)
        self.adding.hide()
        self._lines = lines_of(self)
        self.note = Text(
            t("The family’s last name, address and phone never print."), "secondary", wrap=True
        )
        self.body.addWidget(self.note)

    def show_placements(
        self, case_id: UUID, placements: Sequence[PlacementRow], *, edits: bool
    ) -> None:
        """Show these, the latest first."""
        self._case_id = case_id
        self.adding.setVisible(edits)
        self.note.setVisible(any(one.kind in FOSTER for one in placements))
        put_lines(
            self._lines,
            [
                Line(
                    placement_title(one),
                    placement_line(one),
                    pill="" if one.ended_on else t("Now"),
                    tone=Tone.OK,
                    change=t(
                        "Change placement of {day}: {kind}",
                        day=date_medium(one.started_on),
                        kind=placement_title(one),
                    ),
                    changed=partial(self._change, one) if edits else None,
                )
                for one in placements
            ],
            t("No placement is entered."),
        )

    def add(self) -> None:
        """Open the dialog for a new placement."""
        if self._case_id is not None:
            PlacementDialog(self._context, self._case_id, parent=self.window()).open()

    def _change(self, placement: PlacementRow) -> None:
        PlacementDialog(
            self._context, placement.case_id, parent=self.window(), placement=placement
        ).open()


def lines_of(card: Card) -> QVBoxLayout:
    """Room for lines in a card."""
    column = QVBoxLayout()
    column.setSpacing(8)
    card.body.addLayout(column)
    return column


def put_lines(column: QVBoxLayout, lines: Sequence[QWidget], empty: str) -> None:
    """Show these lines with a rule between them, or in words that there are none."""
    clear(column)
    for number, line in enumerate(lines):
        if number:
            column.addWidget(rule())
        column.addWidget(line)
    if not lines:
        column.addWidget(Text(empty, "secondary", wrap=True))


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
