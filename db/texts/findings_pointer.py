"""Sentences for files that say where an office is."""

SENTENCES: dict[str, str] = {
    "pointer.unreadable": (
        "“{file}” cannot be read. Is it still there, and may you read it? Ask whoever gave it to "
        "you for another."
    ),
    "pointer.not_one": (
        "“{file}” does not say where an office is: it is damaged, or something else. Ask whoever "
        "gave it to you for another."
    ),
    "pointer.newer": (
        "“{file}” was made by a newer Caseroom than this one. Install the newest version, or ask "
        "for the folder of the office and open it."
    ),
    "pointer.of_windows": (
        "“{file}” names a folder of Windows, {folder}, which this computer reaches by another "
        "name, if at all. Open the office’s folder instead."
    ),
    "pointer.leads": "“{file}” leads to {place}, and that cannot be opened now:",
    "pointer.not_written": "“{file}” cannot be written there: {reason}",
}
