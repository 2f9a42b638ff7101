"""Sentences of reminders."""

SENTENCES: dict[str, str] = {
    "reminder.nothing_on_file": "There is no number and no address on file.",
    "reminder.only_protected": "Every number and address is protected: whoever reads the file may "
    "remind them.",
    "reminder.all_forbidden": "The client’s safe-contact rules forbid every way.",
    "reminder.not_expected": "Nobody is expected to this appointment any more ({status}).",
    "reminder.no_message": "No message may be left for this person: only “reached” or "
    "“not reached” can be true.",
}
