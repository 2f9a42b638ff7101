"""Sentences for reports and exports."""

SENTENCES: dict[str, str] = {
    "report.protected": (
        "“{part}” holds a protected name, address or number and was not printed. "
        "Take it out of the text; foster homes and protected contact details never print."
    ),
    "report.unknown": "There is no report or export called “{name}”. See “caseroom list reports”.",
    "report.client_needed": "This report is about one client: give their number (--client).",
    "report.unknown_client": "There is no client with number “{number}”.",
    "report.case_needed": "This report is about one case: give its number (--case).",
    "report.unknown_case": "There is no case with number “{number}”.",
    "report.no_hearing": "The case has no hearing. Enter the hearing first.",
    "report.no_such_hearing": "The case has no hearing on {day}.",
    "report.worker_needed": "Give a worker (--worker) or a room (--room).",
    "report.unknown_worker": "No member of staff is called “{name}”.",
    "report.unknown_room": "There is no room called “{name}”.",
    "report.period_needed": "Give the period: its first day (--from) and its last day (--to).",
    "report.unknown_team": "There is no team called “{name}”.",
    "report.unknown_columns": (
        "A calendar has no columns of “{name}”: workers, teams, rooms, cars or interpreters."
    ),
    "report.period_long": "These are too many days for one sheet: {days} at most.",
    "report.period_reversed": "The period ends before it begins.",
    "report.unknown_purpose": "“{purpose}” is not a purpose. Possible: {known}.",
    "report.folder_missing": "The folder for the file does not exist.",
    "report.file_kind": "A file of this kind ends in {suffix}.",
    "backup.exists": "There is a file with this name already. Choose another name.",
}
