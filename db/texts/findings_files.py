"""Sentences for files that people save outside the office's folder."""

SENTENCES: dict[str, str] = {
    "file.full": (
        "The disk is full and the file was not saved. Make room, or choose another place."
    ),
    "file.not_writable": (
        "The file cannot be written there: it may be open in another program, or the folder does "
        "not allow it. Choose another name or folder."
    ),
    "file.folder_gone": "The folder for the file is not there any more. Choose another one.",
    "file.failed": (
        "The disk or the drive reported an error and the file was not saved. "
        "Try again, or choose another place."
    ),
}
