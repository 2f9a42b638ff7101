"""Sentences for the copy of a shared office on this computer, and for a drive or a server that is
gone."""

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
    "place.server_away": (
        "The server cannot be reached just now, so nothing was saved. "
        "What you typed stays here; save it when the server is back."
    ),
    "place.server_unread": (
        "This cannot be read now, because the server cannot be reached. "
        "It is read as soon as the server is back."
    ),
    "place.server_shut_out": (
        "The server does not let you in any more: your password was changed elsewhere, or your "
        "account was closed. What you were typing is kept; sign in again."
    ),
    "saves.kept_after_all": (
        "The server went away while something was being saved at {at}. It was saved."
    ),
    "saves.not_kept": (
        "The server went away while something was being saved at {at}. It was not saved; save it "
        "again."
    ),
}
