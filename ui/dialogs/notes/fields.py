"""The fields of a contact note: the facts at the left, the text at the right."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from db.operations.notes.draft import NoteForm
from db.queries.notes.note import NoteDetail
from db.queries.notes.writing import NoteChoices
from db.rules.codes import NoteClass, NoteKind, Topic
from db.rules.findings import Finding, Severity
from db.rules.notes import LONGEST_TEXT, NoteContent, signing_findings
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.notes.present import match, options, typed_people, typed_words
from ui.theme.look import look
from ui.widgets.card import Scrolled
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.moment_field import MomentField
from ui.widgets.multi_select import MultiSelect
from ui.widgets.note_editor import NoteEditor
from ui.widgets.number_field import NumberField
from ui.widgets.snapshots import resume, snapshot
from ui.widgets.splitter import Splitter
from ui.widgets.time_fields import DurationField

_SIGNED = tuple(field.name for field in fields(NoteContent))


class NoteFields(QWidget):
    """Shows a `NoteForm` and gives one back; errors stand beside their fields."""

    edited = Signal()

    def __init__(
        self,
        context: PageContext,
        known: NoteChoices,
        begun: NoteForm,
        snippets: Callable[[str], str | None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._begun = begun
        self._known = known
        self.facts = Form()
        self.narrative = Form()
        self.text = NoteEditor(rows=12, snippets=snippets, limit=LONGEST_TEXT)
        self._add_facts(context, known, begun)
        self.narrative.add("text", t("What happened"), self.text)
        field = self.narrative.field("text")
        expanding = QSizePolicy.Policy.Expanding
        field.setSizePolicy(QSizePolicy.Policy.Preferred, expanding)
        self.narrative.setSizePolicy(QSizePolicy.Policy.Preferred, expanding)
        inside = field.layout()
        if isinstance(inside, QVBoxLayout):
            inside.setStretchFactor(self.text, 1)
        self._scrolled = facts = Scrolled(self.facts, margin=4)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 4, 0, 0)
        column.addWidget(self.narrative, 1)
        splitter = Splitter(
            "note", context.settings, facts, right, sizes=(look().px(330), look().px(620))
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)
        self.show_form(begun)
        self.facts.edited.connect(self.edited)
        self.narrative.edited.connect(self.edited)

    def show_form(self, form: NoteForm) -> None:
        """Fill the fields."""
        self._begun = form
        people: MultiSelect = self.facts.field("people").control
        people.set_options(options(self._known.people, form.people))
        ticked = [known for p in form.people if (known := match(p, people.values())) is not None]
        self.facts.set_values(
            {
                "kind": form.kind,
                "started_at": form.started_at,
                "minutes": form.minutes,
                "people": [person for person in ticked if person in people.values()],
                "others": typed_words(form.people),
                "place": form.place,
                "topic": form.topic,
                "program_id": form.program_id,
                "units": form.units,
                "miles": form.miles,
                "note_class": form.note_class,
            }
        )
        self.narrative.set_values({"text": form.text})

    def readable(self) -> bool:
        """Whether everything that was typed can be understood, so that it can be saved."""
        return not any(field.problem() for field in self._fields()) and (
            self.facts.value("started_at") is not None
        )

    def validate(self) -> bool:
        """Say beside each field what cannot be saved as it stands."""
        first = self.facts.validate()
        whole = self.narrative.validate() and first
        if self.facts.value("started_at") is None and not self.facts.field("started_at").problem():
            self.facts.field("started_at").set_error(t("Enter when the contact began."))
            self.facts.field("started_at").control.setFocus()
            return False
        return whole

    def note_form(self, version: int) -> NoteForm:
        """What stands in the fields. Call it only when `readable`."""
        values = self.facts.values()
        others = typed_people(values.pop("others"), self._begun.people)
        people = (*values.pop("people"), *others)
        text = self.narrative.value("text")
        return replace(self._begun, **values, people=people, text=text, version=version)

    def signing_findings(self, author_id: UUID, now: datetime) -> tuple[Finding, ...]:
        """What is missing before it can be signed. Call it only when `readable`."""
        form = self.note_form(0)
        given = {name: getattr(form, name) for name in _SIGNED if name != "author_id"}
        return signing_findings(NoteContent(author_id=author_id, **given), now)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show each hard finding beside its field; the first takes the focus."""
        found = [finding for finding in findings if finding.severity is Severity.HARD]
        of_text = [finding for finding in found if finding.field == "text"]
        self.narrative.show_findings(of_text)
        self.facts.show_findings(finding for finding in found if finding.field != "text")
        first = next((field for field in self.facts.fields() if field.error.text()), None)
        if first is not None:
            self._scrolled.ensureWidgetVisible(first)

    def snapshot(self) -> dict[str, Any]:
        """Everything as typed, for a draft."""
        return {**snapshot(self.facts), **snapshot(self.narrative)}

    def resume(self, data: Mapping[str, Any]) -> None:
        """Put a snapshot back."""
        resume(self.facts, data)
        resume(self.narrative, data)

    def repeat(self, last: NoteDetail) -> None:
        """Take kind, place and program of an earlier note."""
        self.facts.set_values(
            {"kind": last.kind, "place": last.place, "program_id": last.program_id}, clean=False
        )
        self.edited.emit()

    def _fields(self) -> list[Any]:
        return [*self.facts.fields(), *self.narrative.fields()]

    def _add_facts(self, context: PageContext, known: NoteChoices, begun: NoteForm) -> None:
        programs = list(known.programs)
        if begun.program_id and all(program != begun.program_id for program, _ in programs):
            programs.append((begun.program_id, t("A former program")))
        form = self.facts
        form.add("kind", t("Kind of contact"), Choice(choices(NoteKind), blank=t("Choose…")))
        form.add("started_at", t("When"), MomentField(context.now))
        form.add("minutes", t("How long"), DurationField())
        form.add("people", t("Who was present"), MultiSelect(rows=6))
        form.add("others", t("Anybody else"), TextInput(), hint=t("Names with commas between"))
        form.add("place", t("Place"), TextInput(limit=200))
        form.add("topic", t("Topic"), Choice(choices(Topic), blank=t("Choose…")))
        form.add("program_id", t("Program"), Choice(programs, blank=t("None")))
        form.add("units", t("Units of service"), NumberField(2))
        form.add("miles", t("Miles"), NumberField(1))
        form.add("note_class", t("Confidentiality"), ClassChoice(choices(NoteClass)))


class ClassChoice(Choice):
    """The confidentiality class, with who may read such a note below it."""

    def echo(self) -> str:
        """Who may read it."""
        words = {
            NoteClass.ORDINARY: t("Whoever reads this case file may read it."),
            NoteClass.PSYCHOTHERAPY: t("Only you and a supervisor named on the case may read it."),
            NoteClass.SUBSTANCE_USE: t("Only staff named on the case may read it."),
            NoteClass.VICTIM_SERVICE: t("Only staff named on the case may read it."),
        }
        value = self.value()
        return words[value] if value is not None else ""
