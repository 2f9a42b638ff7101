"""The first tab of a client's file: how to reach them, what is known, why they came."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries.cases.parties import ContactLine
from db.queries.clients.client_file import ClientFile
from db.rules.codes import SsnQuality
from db.texts import label, sentence, t
from db.texts.languages import language_name
from ui.pages.clients.words import born_words, contact_title, contact_value
from ui.theme.tokens import Tone
from ui.widgets.card import Card, Scrolled
from ui.widgets.facts import Facts
from ui.widgets.pill import Pill
from ui.widgets.text import Text


class Overview(Scrolled):
    """Cards below each other. Why somebody came is for those who may read cases."""

    def __init__(self, *, reads_cases: bool) -> None:
        super().__init__(width=760, margin=16)
        self._reads_cases = reads_cases
        self._shown: QWidget | None = None

    def show_file(self, file: ClientFile) -> None:
        """Show this client."""
        if self._shown is not None:
            self._shown.deleteLater()
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(_contact(file.contact))
        column.addWidget(_person(file))
        if self._reads_cases and (file.presenting_need or file.referral_source):
            column.addWidget(_need(file))
        column.addWidget(_counted(file))
        self.add(self._shown)


def _contact(lines: tuple[ContactLine, ...]) -> Card:
    card = Card(t("How to reach"))
    if not lines:
        card.body.addWidget(Text(t("No phone, address or e-mail is recorded."), "secondary"))
    for line in lines:
        value = Text(contact_value(line), "strong", wrap=True, selectable=True)
        value.setAccessibleName(
            t("{kind}: {value}", kind=contact_title(line), value=contact_value(line))
        )
        part = QVBoxLayout()
        part.setSpacing(2)
        part.addWidget(Text(contact_title(line), "secondary"))
        part.addWidget(value)
        if line.marks:
            marks = QHBoxLayout()
            marks.setSpacing(6)
            for mark in line.marks:
                marks.addWidget(Pill(sentence(mark), Tone.WARNING))
            marks.addStretch()
            part.addLayout(marks)
        card.body.addLayout(part)
    return card


def _person(file: ClientFile) -> Card:
    name = file.name
    interpreter = t("Needs an interpreter") if file.interpreter else ""
    language = language_name(file.language) if file.language else ""
    card = Card(t("Person"))
    card.body.addWidget(
        Facts(
            [
                (t("Legal name"), name.legal()),
                (t("Preferred name"), name.preferred),
                (t("Other names"), "\n".join(file.aliases)),
                (t("Born"), born_words(file.birth_date, file.ages)),
                (t("Pronouns"), file.pronouns),
                (t("Language"), "\n".join(part for part in (language, interpreter) if part)),
            ]
        )
    )
    return card


def _need(file: ClientFile) -> Card:
    card = Card(t("Why they came"))
    card.body.addWidget(
        Facts(
            [
                (t("Referred by"), file.referral_source),
                (t("Presenting need"), file.presenting_need),
            ]
        )
    )
    return card


def _counted(file: ClientFile) -> Card:
    known = file.demographics
    races = "\n".join(label(race) for race in sorted(known.races))
    if known.race_declined:
        races = t("Declined to answer")
    ssn = label(known.ssn_quality)
    if known.ssn_last4:
        ssn = t("ends in {digits}", digits=known.ssn_last4)
    facts = [
        (t("Sex"), label(known.sex)),
        (t("Gender"), known.gender),
        (t("Race and ethnicity"), races or t("Unknown/Not Reported")),
        (t("Tribe"), known.tribe),
        (t("Indian Child Welfare Act"), label(known.icwa)),
        (t("Disability"), label(known.disability)),
        (t("Education"), label(known.education)),
        (t("School"), known.school),
        (t("Work"), label(known.work_status)),
        (t("Health insurance"), label(known.insurance)),
        (t("Military"), label(known.military)),
    ]
    if known.ssn_quality is not SsnQuality.UNKNOWN or known.ssn_last4:
        facts.append((t("Social security number"), ssn))
    card = Card(t("Demographics"))
    card.body.addWidget(Facts(facts))
    return card
