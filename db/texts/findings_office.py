"""Sentences for an office as a whole: making it, finding it, and what is settled of it."""

SENTENCES: dict[str, str] = {
    "office.folder_not_empty": "The folder is not empty. Choose a new one for the office.",
    "office.server_not_empty": (
        "There is something in this database already. Choose a new, empty one for the office."
    ),
    "office.on_server": (
        "This is for an office in a folder. On a server, whoever looks after the server sees to it."
    ),
    "office.not_here": "There is no office in this folder.",
    "office.not_there": "There is no office in this database.",
    "office.emergency_minutes": "Choose between {least} and {most} minutes.",
    "office.older_than_seen": (
        "This office is older than what this computer saw on {moment}. Was a backup restored?"
    ),
    "office.older_than_backup": (
        "This office is older than its own backup of {moment}, or went another way since. "
        "Was a backup restored?"
    ),
    "office.name_missing": "The office needs a name.",
    "office.unknown_zone": "“{zone}” is not a time zone. Use a name like America/New_York.",
    "office.backup_hours": "Choose one of the spans that are offered.",
}
