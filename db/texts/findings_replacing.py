"""Sentences for putting a backup, or what was set aside for one, in the place of the office."""

SENTENCES: dict[str, str] = {
    "drill.which": "Say with --file which backup is to be tried: those of a server lie elsewhere.",
    "backup.login_missing": (
        "Say with --login who reads every row at the server, such as the owner of its tables: a "
        "member of staff sees only their part."
    ),
    "backup.to_missing": "Say with --to in which file or folder the backup is to be.",
    "backup.login_sees_part": (
        "This login sees only a part of the office, and a backup by it would lack the rest. Give "
        "the owner of the tables, or one that passes by row-level security."
    ),
    "backup.only_on_server": "This office is in a folder, and is backed up without a login.",
    "replace.somebody_is_in": "A backup is put in place with everybody out. Still in: {people}.",
    "replace.another_office": "This is a backup of another office: “{name}”.",
    "replace.not_confirmed": "Nothing was replaced: the office's name, “{name}”, was not typed.",
    "replace.no_place": (
        "The office's folder is the top of its drive and cannot be moved aside. Restore the backup "
        "into a new folder."
    ),
    "replace.in_use": (
        "The office's folder is in use and cannot be moved aside. Close Caseroom on every "
        "computer, and windows that show the folder, and try again. Nothing was changed."
    ),
    "office.changing_places": (
        "The office is being replaced by a backup, or by an earlier office, at this moment. Try "
        "again in a minute."
    ),
    "replace.broken_off": (
        "The computer stopped while this office was being replaced. The office as it was is "
        "whole, in the folder “{aside}” beside it: rename that folder to “{name}”, then begin "
        "again."
    ),
    "replace.does_not_open": (
        "What is in the folder “{name}” does not open with your key: it is damaged, or an office "
        "of somebody else."
    ),
    "replace.nothing_aside": (
        "No office was set aside here: nothing stands beside it that a backup took the place of."
    ),
    "replace.not_set_aside": (
        "“{name}” is no office that was set aside when a backup took the place of this one."
    ),
}
