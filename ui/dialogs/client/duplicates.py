"""Who on file may be the person being typed in, shown while the typing goes on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.clients.duplicates import PossibleDuplicate
from db.rules.matching import Verdict
from db.texts import sentence, t
from db.texts.partial_dates import partial_date_words
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button
from ui.widgets.card import Card, Scrolled
from ui.widgets.pill import Pill
from ui.widgets.text import Text


class DuplicatePanel(QWidget):
    """Emits `open_instead` with a client's id. Of a restricted client it says whom to ask."""

    open_instead = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[PossibleDuplicate, ...] = ()
        self._cards: QWidget | None = None
        self.buttons: list[Button] = []
        self.summary = Text("", "secondary", wrap=True)
        self._room = Scrolled(margin=0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(t("Already on file?"), "section"))
        column.addWidget(self.summary)
        column.addWidget(self._room, 1)
        self.show_found((), typed=False)

    def found(self) -> tuple[PossibleDuplicate, ...]:
        """Who is shown."""
        return self._found

    def grave(self) -> bool:
        """Whether saving should be thought over: one is the same in all likelihood, or hidden."""
        return any(one.hidden or one.verdict is Verdict.SAME for one in self._found)

    def show_found(self, found: Sequence[PossibleDuplicate], *, typed: bool) -> None:
        """Show these; `typed` says whether there was anything to compare."""
        self._found = tuple(found)
        if not typed:
            self.summary.setText(t("People who may be the same are shown here as you type."))
        elif not found:
            self.summary.setText(t("Nobody like this is on file."))
        else:
            self.summary.setText(t("Look before you take in somebody twice."))
        if self._cards is not None:
            self._cards.hide()
            self._cards.deleteLater()
        self.buttons = []
        self._cards = QWidget()
        column = QVBoxLayout(self._cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for one in self._found:
            column.addWidget(self._hidden(one) if one.hidden else self._card(one))
        self._room.add(self._cards)

    def _card(self, one: PossibleDuplicate) -> Card:
        card = Card()
        same = one.verdict is Verdict.SAME
        verdict = t("Very likely the same") if same else t("May be the same")
        card.body.addWidget(Pill(verdict, Tone.WARNING if same else Tone.INFORMATION))
        card.body.addWidget(Text(one.name.both(), "strong", wrap=True))
        facts = [one.number]
        if one.birth_date is not None:
            facts.append(t("born {date}", date=partial_date_words(one.birth_date)))
        card.body.addWidget(Text(" · ".join(facts), "secondary", wrap=True))
        if one.do_not_confirm:
            words = t("Do not confirm that this person is known here")
            card.body.addWidget(Text(words, "error", wrap=True))
        reasons = "\n".join(f"• {sentence(reason)}" for reason in one.reasons)
        card.body.addWidget(Text(reasons, "secondary", wrap=True))
        button = Button(t("Open this client instead"), lambda: self.open_instead.emit(one.id))
        button.setAccessibleName(t("Open {number} instead", number=one.number))
        card.body.addWidget(button)
        self.buttons.append(button)
        return card

    def _hidden(self, one: PossibleDuplicate) -> Card:
        card = Card()
        card.body.addWidget(Pill(t("Restricted"), Tone.WARNING))
        card.body.addWidget(Text(t("There is a record that may be this person."), wrap=True))
        if one.ask:
            words = t("Before going on, ask {people}.", people=", ".join(one.ask))
            card.body.addWidget(Text(words, "strong", wrap=True))
        return card
