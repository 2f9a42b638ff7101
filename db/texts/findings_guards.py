"""Sentences for what the guards of a shared office have found, and for places to read only."""

SENTENCES: dict[str, str] = {
    "storage.not_readable_here": (
        "The office cannot be read safely from this computer, because of how the drive is "
        "connected. Open it from a Windows computer."
    ),
    "storage.presence_changed": "A file that says who is here has been changed by hand.",
    "place.mount": (
        "Read only: this folder is a network mount ({kind}), where the locks that writing needs "
        "do not work. Open the office from Windows to write, print or export. That you signed in "
        "is not recorded; which files you look at waits on this computer for the audit log."
    ),
    "place.readonly": (
        "Read only: this computer may not write to the office's folder. Nothing can be saved, "
        "printed or exported. That you signed in is not recorded; which files you look at waits "
        "on this computer for the audit log. When the folder can be written again, sign out and in."
    ),
    "presence.unwritable": (
        "This computer cannot say to the others that you are here: the folder “presence” "
        "cannot be written."
    ),
    "guards.was_closed": (
        "From {since} to {until} nothing was written from this computer: the drive had let two "
        "computers hold the same lock. The audit log tells of it."
    ),
}
