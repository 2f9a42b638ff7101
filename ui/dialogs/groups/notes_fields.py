"""The fields of a session's notes: the group's text, then a text for each member."""

from typing import Any

from db.queries.groups.notes import (
    GroupNotes,
    GroupNotesForm,
    LeftOut,
    MemberNote,
    MemberNoteForm,
)
from db.rules.codes import NoteClass, NoteStatus, Topic
from db.texts import t
from db.texts.labels import choices
from ui.dialogs.groups.attendance_table import mark_words
from ui.dialogs.notes.fields import ClassChoice
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.note_editor import NoteEditor
from ui.widgets.text import Text

_OWN, _CASE = "own.", "case."


class NotesFields:
    """Adds them to a form, and reads a `GroupNotesForm` from it."""

    def __init__(self, form: Form, notes: GroupNotes, *, over: bool) -> None:
        self._form = form
        form.add(
            "text",
            t("For the group"),
            _editor(8),
            wide=True,
            hint=t("It goes into each member’s file, so it names nobody."),
        )
        form.add("topic", t("Topic"), Choice(choices(Topic), blank=t("Choose…")))
        form.add("note_class", t("Confidentiality"), ClassChoice(choices(NoteClass)))
        written = [one for one in notes.members if one.left_out is None]
        if written:
            form.section(t("For each member"))
        for one in written:
            self._add_member(one)
        for one in notes.members:
            if one.left_out is not None:
                form.place(Text(left_out_words(one), "secondary", wrap=True), wide=True)
        form.set_values(values_of(notes))
        if over:
            for field in form.fields():
                field.setEnabled(False)

    def form(self, notes: GroupNotes) -> GroupNotesForm:
        """What stands in the form; `notes` knows ids and versions."""
        values = self._form.values()
        return GroupNotesForm(
            appointment_id=notes.appointment_id,
            note_id=notes.note_id,
            text=values["text"],
            topic=values["topic"],
            note_class=values["note_class"],
            members=tuple(
                MemberNoteForm(
                    client_id=one.client_id,
                    case_id=case_id,
                    note_id=one.note_id,
                    text=values[_name(_OWN, one)],
                    version=one.version,
                )
                for one in notes.members
                if _is_open(one)
                and (case_id := values.get(_name(_CASE, one), one.case_id)) is not None
            ),
            version=notes.version,
        )

    def _add_member(self, one: MemberNote) -> None:
        form = self._form
        field = form.add(_name(_OWN, one), one.name, _editor(4), wide=True)
        numbers = ", ".join(number for id_, number in one.cases if id_ == one.case_id)
        said = [mark_words(one.attended)]
        if numbers:
            said.append(t("case {number}", number=numbers))
        if one.status is NoteStatus.SIGNED:
            said.append(t("signed"))
        if one.apart:
            said.append(t("Changed in the case file since: it stays as it is there."))
        field.set_hint(" · ".join(said))
        field.setEnabled(_is_open(one))
        if len(one.cases) > 1 and _is_open(one):
            words = t("Case of {name}", name=one.name)
            form.add(_name(_CASE, one), words, Choice(list(one.cases)), wide=True)


def values_of(notes: GroupNotes) -> dict[str, Any]:
    """What is saved, as the form's values."""
    values: dict[str, Any] = {
        "text": notes.text,
        "topic": notes.topic,
        "note_class": notes.note_class,
    }
    for one in notes.members:
        values[_name(_OWN, one)] = one.text
        values[_name(_CASE, one)] = one.case_id
    return values


def left_out_words(one: MemberNote) -> str:
    """Why nothing is written of a member here."""
    why = {
        LeftOut.NO_CASE: t("no open case, so no note"),
        LeftOut.CLOSED: t("you may not read the case"),
        LeftOut.OTHER_AUTHOR: t("written by {name}", name=one.author),
    }[one.left_out or LeftOut.NO_CASE]
    return t("{name}: {why}", name=one.name or t("Somebody restricted"), why=why)


def _editor(rows: int) -> NoteEditor:
    """As high as so many lines, and no higher: many stand below each other."""
    editor = NoteEditor(rows=rows)
    editor.setFixedHeight(editor.minimumHeight())
    return editor


def _name(prefix: str, one: MemberNote) -> str:
    return f"{prefix}{one.client_id}"


def _is_open(one: MemberNote) -> bool:
    return one.left_out is None and not one.apart and one.status is not NoteStatus.SIGNED
