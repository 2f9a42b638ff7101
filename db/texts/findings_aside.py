"""Sentences for the copy of a shared office on this computer, and for a drive that is gone."""

SENTENCES: dict[str, str] = {
    "copy.no_room": (
        "This computer's disk is nearly full, so it keeps no new copy of the office for reports. "
        "They are read from the shared drive, which takes longer."
    ),
    "copy.elsewhere": "Another program on this computer is copying the office just now.",
    "copy.too_busy": (
        "The shared drive is too busy or too slow to be copied just now. "
        "Reports are read from it directly."
    ),
    "place.unreachable": (
        "The shared drive cannot be reached just now, so nothing was saved. "
        "What you typed stays here; save it when the drive is back."
    ),
}
