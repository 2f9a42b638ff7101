"""Sentences for where an office on a server keeps its attached files."""

SENTENCES: dict[str, str] = {
    "storage.files_unreachable": (
        "The folder with the attached files, {folder}, cannot be reached from this computer, so "
        "none can be opened or added. Is the drive connected? Everything else works."
    ),
    "storage.files_folder_relative": (
        "Give the whole path of the folder, as every computer of the office knows it."
    ),
    "storage.files_folder_gone": (
        "There is no folder {folder} here. Make it first, on a drive that every computer reaches."
    ),
    "storage.files_folder_of_another": (
        "In {folder} another office keeps its attached files. Choose another folder."
    ),
    "storage.files_folder_not_empty": (
        "{folder} is not empty. Choose an empty folder for the attached files."
    ),
    "storage.files_folder_readonly": (
        "{folder} cannot be written to. Let everybody who attaches files write there, or choose "
        "another folder."
    ),
    "files.only_on_server": (
        "An office in a folder keeps its attached files there. Only one on a server can keep them "
        "elsewhere."
    ),
    "files.carried_now": (
        "Another computer is carrying or backing up the attached files just now. Try again when "
        "it has done so."
    ),
    "files.still_carried": (
        "Some attached files are still where they were before: carrying them was broken off. "
        "Choose the same place again to go on. They can be opened meanwhile."
    ),
    "files.still_carried_elsewhere": (
        "Attached files are still being carried to {place}. Choose that place again to end it, "
        "then another one."
    ),
    "files.not_lost": ("The attached files are not lost: the place where they are can be reached."),
    "files.folder_of_this_computer": (
        "{folder} is on a disk of this computer. Other computers must reach the same folder under "
        "the same path, or nobody there can open an attached file."
    ),
}
