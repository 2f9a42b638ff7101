"""What keeps a note from being saved, signed or marked: sentences for `db.rules.notes`."""

SENTENCES: dict[str, str] = {
    "note.hidden": "This note was marked as wrong and can no longer be changed.",
    "note.already_signed": "This note is signed and can no longer be changed. Add an addendum.",
    "note.not_signed": "This note is still a draft. Sign it first.",
    "note.not_author": "Only its author can do this.",
    "note.reason_missing": "Say why, so that the trace of this note can be understood.",
    "note.kind_missing": "Choose how the contact took place.",
    "note.start_missing": "Enter when the contact began.",
    "note.in_the_future": "The contact cannot begin in the future.",
    "note.minutes_missing": "Enter how many minutes the contact took.",
    "note.minutes_zero": "A contact of this kind ({kind}) takes at least one minute.",
    "note.minutes_out_of_range": "Minutes must be between 0 and {most}.",
    "note.miles_out_of_range": "Miles must be between 0 and {most}.",
    "note.units_out_of_range": "Units must be between 0 and {most}.",
    "note.topic_missing": "Choose a topic, under which reports will list this contact.",
    "note.class_missing": "Choose how confidential this note is.",
    "note.text_missing": "Write what happened.",
    "note.text_too_long": (
        "The text has {length} characters; at most {most} fit in one note. "
        "Divide it into several notes, or attach it as a document."
    ),
    "note.nobody_present": "Nobody is named as present.",
}
