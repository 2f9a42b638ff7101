"""Sentences for what can be wrong when notes are saved, found or carried to another file."""

SENTENCES: dict[str, str] = {
    "note.unknown": "There is no such note, or it is somebody else's draft.",
    "note.not_readable": "You may not read this note, so you cannot add to it or move it.",
    "note.same_file": "The note is in this file already. Choose the file where it belongs.",
    "note.person_without_name": "Everybody present needs a name of at most 200 characters.",
    "note.place_too_long": "Name the place with at most {longest} characters.",
    "note.not_a_number": "This is not a number.",
}
