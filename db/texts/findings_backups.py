"""Sentences for backups, for trying them, and for what a check of the office finds."""

SENTENCES: dict[str, str] = {
    "storage.second_gone": (
        "The second place for backups cannot be reached. The next backup is copied when it can."
    ),
    "storage.second_differs": (
        "The copy of the backup in the second place was not the same, and was taken away."
    ),
    "backup.second_same_drive": (
        "The second place for backups is on the same drive as the office: both would be lost "
        "together. Choose a folder on another device."
    ),
    "storage.backup": "This file is not a backup of an office.",
    "backup.file_missing": "There is no such file.",
    "backup.not_a_backup": "This file is not a backup of an office.",
    "backup.damaged": "The backup is damaged at “{part}” and was not used.",
    "backup.verify_failed": "The backup could not be verified ({what}) and does not count.",
    "backup.lacks_files": (
        "{count} attached file(s) could not be read, and the backup does not hold them as they "
        "were. Check the office; an older backup may have them."
    ),
    "backup.opens_for_nobody": (
        "Nobody could sign in to such a backup: no key file of an administrator fits the list of "
        "members. Restore the keys folder from the newest backup."
    ),
    "backup.keys_do_not_fit": (
        "Nobody could sign in to this backup: its keys do not fit its records."
    ),
    "drill.no_backup": "There is no backup yet to try.",
    "drill.another_office": "The backup is of another office, or its mark was changed.",
    "drill.count": (
        "The backup has {backup} rows of “{table}”, where it says that there are {said}."
    ),
    "drill.document": "The attached file {stored} cannot be read in the backup.",
    "drill.another_history": (
        "The backup's audit log of device {device} ends at entry {n}, which this office's log does "
        "not have: one of the two was put back or changed."
    ),
    "check.database": (
        "The database is damaged in {count} places. Close the program on every computer and "
        "restore the last backup into a new folder."
    ),
    "check.reference": "The table {table} refers to a record that is not there.",
    "check.search": "The search index {table} does not fit the records.",
    "check.document_missing": "The attached file {stored} is missing.",
    "check.document_changed": "The attached file {stored} was damaged or changed.",
    "check.document_stray": "The file {stored} in the documents folder belongs to no record.",
    "check.key_file": "The key file of {user} does not fit the list of members.",
    "check.role": "The role of {user} in the records is not the one in the signed list.",
    "check.temporary": "A file was left behind by an interrupted save: {name}",
}
