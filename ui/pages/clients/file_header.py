"""Who is in front: name, number, age and language, with everything that must not be overlooked."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from db.queries.cases.parties import ContactLine
from db.queries.clients.client_file import ClientFile
from db.rules.safe_contact import ContactUse
from db.texts import sentence, t
from db.texts.dates import date_short
from db.texts.languages import language_name
from ui.pages.clients.words import born_words, contact_title, contact_value, marks_words
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import IconButton
from ui.widgets.pill import Pill
from ui.widgets.text import Text


class FileHeader(QFrame):
    """Stands above the tabs and never scrolls away."""

    def __init__(self, close: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("shape", "paper")
        self.name = Text("", "title", wrap=True, selectable=True)
        self.restricted = Pill()
        self.deceased = Pill()
        self.facts = Text("", "secondary", wrap=True, selectable=True)
        self.reach = Text("", selectable=True)
        self.reach_marks = Pill()
        self.alert = Banner("", Tone.DANGER)
        self.marks = Banner("", Tone.WARNING)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.name, 1)
        first.addWidget(self.restricted)
        first.addWidget(self.deceased)
        first.addWidget(IconButton("close", t("Close file (Esc)"), close))
        reach = QHBoxLayout()
        reach.setSpacing(8)
        reach.addWidget(self.reach)
        reach.addWidget(self.reach_marks)
        reach.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 8)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self.facts)
        column.addLayout(reach)
        column.addWidget(self.alert)
        column.addWidget(self.marks)

    def show_file(self, file: ClientFile) -> None:
        """Show whose file it is."""
        self.name.setText(file.name.both())
        self.restricted.say(t("Restricted") if file.restricted else "", Tone.WARNING)
        died = date_short(file.deceased_on) if file.deceased_on else ""
        self.deceased.say(t("Died {date}", date=died) if died else "", Tone.NEUTRAL)
        self.facts.setText(facts_line(file))
        self._show_reach(file)
        alert = t("Safety alert: {alert}", alert=file.safety_alert)
        self.alert.say(alert if file.safety_alert else "", Tone.DANGER)
        self.marks.say("\n".join(sentence(mark) for mark in file.marks), Tone.WARNING)

    def _show_reach(self, file: ClientFile) -> None:
        point = best_to_call(file.contact)
        if point is None:
            self.reach.setText(t("There is no number that may be called."))
            self.reach_marks.say("")
            return
        words = t("{kind}: {value}", kind=contact_title(point), value=contact_value(point))
        self.reach.setText(words)
        self.reach_marks.say(marks_words(point.marks), Tone.WARNING)


def facts_line(file: ClientFile) -> str:
    """Number, birth, pronouns, language and worker in one line."""
    parts = [file.number, born_words(file.birth_date, file.ages), file.pronouns]
    if file.language:
        name = language_name(file.language)
        words = t("{language}, needs an interpreter", language=name) if file.interpreter else name
        parts.append(words)
    elif file.interpreter:
        parts.append(t("Needs an interpreter"))
    if file.workers:
        parts.append(t("Worker: {worker}", worker=", ".join(file.workers)))
    return " · ".join(part for part in parts if part)


def best_to_call(contact: tuple[ContactLine, ...]) -> ContactLine | None:
    """The number to call first: the preferred one that may be called, else the first."""
    return next(
        (one for one in contact if ContactUse.CALL in one.uses and one.value is not None), None
    )
