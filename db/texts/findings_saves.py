"""Sentences for saves that a shared drive lost, and for what this computer keeps for itself."""

SENTENCES: dict[str, str] = {
    "saves.repeated": (
        "The shared drive had lost {count} of your saves. They have been saved again."
    ),
    "saves.stuck": (
        "The shared drive has lost {count} of your saves, and they could not be saved again."
    ),
    "saves.cannot_repeat": "It cannot be repeated by itself. Please enter it again.",
    "saves.restored_since": "The office was restored from a backup after it was saved.",
    "saves.damaged": (
        "What this computer keeps of your recent saves was damaged: {count} of them cannot be "
        "looked for any more."
    ),
    "saves.unkept": (
        "This computer could not keep {count} of your recent saves for itself. They are saved in "
        "the office; make room on this computer's disk."
    ),
}
