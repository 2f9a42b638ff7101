"""Two versions of the same draft, field by field."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import tzinfo
from typing import Any

from db.operations.notes.draft import NoteForm
from db.queries.notes.note import NoteDetail
from db.queries.notes.writing import NoteChoices
from db.texts import label, t
from db.texts.dates import duration, moment, number
from ui.dialogs.difference import Difference


def form_of(note: NoteDetail) -> NoteForm:
    """A note that was read, as the form to write it further."""
    return NoteForm(
        id=note.id,
        case_id=note.case_id,
        started_at=note.started_at,
        kind=note.kind,
        topic=note.topic,
        note_class=note.note_class,
        minutes=note.minutes,
        miles=note.miles,
        place=note.place,
        program_id=note.program_id,
        units=note.units,
        text=note.text,
        people=note.people,
        appointment_id=note.appointment_id,
        version=note.version,
    )


def differences(
    mine: NoteForm, theirs: NoteDetail, known: NoteChoices, zone: tzinfo
) -> list[Difference]:
    """The fields that differ, in the order of the form; moments as they are in the zone."""
    other = form_of(theirs)
    programs = dict(known.programs)
    code = label
    shown: dict[str, tuple[str, Callable[[Any], str]]] = {
        "kind": (t("Kind of contact"), code),
        "started_at": (t("When"), lambda at: moment(at.astimezone(zone))),
        "minutes": (t("How long"), duration),
        "people": (
            t("Who was present"),
            lambda people: ", ".join(person.name for person in people),
        ),
        "place": (t("Place"), str),
        "topic": (t("Topic"), code),
        "program_id": (t("Program"), lambda program: programs.get(program, "")),
        "units": (t("Units of service"), number),
        "miles": (t("Miles"), number),
        "note_class": (t("Confidentiality"), code),
        "text": (t("What happened"), str),
    }
    found = []
    for name, (words, written) in shown.items():
        my_value, their_value = getattr(mine, name), getattr(other, name)
        if my_value == their_value:
            continue
        mine_said = written(my_value) if my_value is not None else ""
        theirs_said = written(their_value) if their_value is not None else ""
        found.append(Difference(name, words, mine_said, theirs_said, my_value, their_value))
    return found


def merged(mine: NoteForm, kept: Mapping[str, object]) -> NoteForm:
    """The form with the values that somebody chose to keep."""
    return replace(mine, **kept)  # type: ignore[arg-type]
