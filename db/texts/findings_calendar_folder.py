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
    "calendar.busy_missing": (
        "{file}, from which it is read when you are busy elsewhere, is not there. What was read "
        "last stays until it is there again."
    ),
    "calendar.busy_cut_off": (
        "The file of your other calendar was not saved whole. Save or publish it there again."
    ),
    "calendar.busy_nothing": (
        "No event in the file of your other calendar can be read. Save or publish it there again."
    ),
    "calendar.busy_kept": "So {file} was not read, and the busy times that were read last stay.",
    "calendar.busy_skipped": (
        "{count} events in {file} cannot be read and were left out. Look there whether something "
        "in them is missing."
    ),
    "calendar.busy_too_many": (
        "There are more than {most} busy times in your other calendar. Publish fewer of them."
    ),
    "calendar.file_of_another": (
        "{file} in the folder of calendar files was not made by this office, so it was left as it "
        "is. Give that file another name."
    ),
}
