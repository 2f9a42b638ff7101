"""What is said of the folder of calendar files, and of the times read from another calendar."""

SENTENCES: dict[str, str] = {
    "calendar.no_folder": (
        "This office keeps no calendar files. An administrator chooses a folder for them under "
        "Office › This office."
    ),
    "calendar.folder_not_whole": (
        "Give the whole path of the folder, as the computers of the office know it."
    ),
    "calendar.folder_is_office": (
        "Calendar files do not lie in the office’s own folder, where only the office keeps its "
        "records. Choose another folder."
    ),
    "calendar.folder_missing": (
        "The folder {folder} cannot be reached from this computer. The calendar files in it are "
        "brought up to date as soon as it can."
    ),
    "calendar.folder_unwritable": (
        "Nothing can be written in the folder {folder} from this computer. It is tried again; let "
        "everybody who works here write there, or choose another folder."
    ),
    "calendar.file_of_another": (
        "{file} in the folder of calendar files was not made by this office, so it was left as it "
        "is. Give that file another name."
    ),
}
