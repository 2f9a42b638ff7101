"""Sentences for the place where an office lives, and for what happens while it is written."""

SENTENCES: dict[str, str] = {
    "storage.locked": (
        "Somebody else is writing and has not finished. Nothing was saved; try again."
    ),
    "storage.full": "The disk is full. Nothing was saved; make room and try again.",
    "storage.readonly": "The office's folder cannot be written to. Nothing was saved.",
    "storage.gone": "The office's folder cannot be reached. Is the drive connected?",
    "storage.input_output": (
        "The disk or the network drive reported an error. Nothing was saved; try again."
    ),
    "storage.not_plain": (
        "Where the file {name} should be lies something else: a folder, a link or a pipe. "
        "Somebody has put it there; take it away, and restore the file from a backup."
    ),
    "storage.unsure": (
        "The office stopped answering in the middle of saving. Whether it was saved is seen when "
        "it can be reached again; to save again then does no harm."
    ),
    "storage.saved_after_all": (
        "This was saved before, though no answer came then: nothing of it has to be entered again. "
        "Close the form without saving."
    ),
    "storage.saved_as_it_was": (
        "This was saved before as it stood then, though no answer came: what was changed here "
        "since is not saved. Open it anew, and enter the change there."
    ),
    "storage.damaged": (
        "The office's database seems to be damaged. Close the program on every computer and "
        "restore the last backup into a new folder."
    ),
    "storage.wrong_key_or_damaged": (
        "The office's database cannot be opened: the key does not fit, or the file is damaged. "
        "Restore the last backup into a new folder."
    ),
    "storage.deadline": (
        "The save took too long, perhaps because this computer slept, and was undone. Save again."
    ),
    "storage.collided": (
        "Somebody saved something that belongs with it at the same moment, and this was undone. "
        "Save again."
    ),
    "storage.locks_unreal": (
        "Two computers can hold the same lock on this drive, so they could overwrite each other. "
        "Nothing is saved until that is over; what is typed is kept. Tell whoever looks after "
        "the drive."
    ),
    "storage.interrupted": "Stopped.",
    "work.stopped": "Stopped before anything was saved.",
    "storage.cloud_folder": (
        "This folder is kept in step by {service}, which would damage the records. "
        "Choose a folder on this computer or on the office's own drive."
    ),
    "storage.network_mount": (
        "This folder is on a network mount ({kind}) where locks do not work. "
        "Open shared offices from Windows, or choose a folder on this computer."
    ),
    "storage.offline_files": (
        "Windows keeps offline copies of this folder, which would damage the records. "
        "Turn Offline Files off for it, or choose another folder."
    ),
    "storage.document_changed": "The attached file was damaged or changed outside the program.",
    "storage.document_gone": "The attached file is missing from the office's folder.",
}
