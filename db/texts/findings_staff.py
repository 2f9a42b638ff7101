"""Sentences for staff, working hours, leave, messages and the office's own settings."""

SENTENCES: dict[str, str] = {
    "staff.name_missing": "The person needs a name.",
    "staff.user_name_taken": "The user name “{user}” is taken.",
    "staff.not_yourself": "You cannot do this to your own account.",
    "hours.impossible": "Hours begin before they end, within one day.",
    "hours.overlap": "Two spans of hours on one day overlap.",
    "hours.validity_turned": "The hours would end before the day on which they begin to count.",
    "leave.turned": "The end must be after the start.",
    "leave.overlaps": "The person is away at that time already.",
    "message.no_recipient": "Choose for whom the message is.",
    "message.empty": "Write who called or what it was about.",
    "message.not_yours": "Only the recipient, or who took the message, can do this.",
    "office.paper_unknown": "Choose letter or A4.",
    "program.code_taken": "Another program has the code {taken}.",
    "room.capacity": "A room or car takes at least one appointment at a time.",
    "room.name_taken": "Another room or car is called {name}.",
    "closure.turned": "The last day lies before the first.",
    "draft.sealed_since": (
        "What this draft belongs to was moved into a sealed file meanwhile. It is kept on this "
        "computer only; ask a member of the sealed file where it belongs."
    ),
    "draft.too_large": "This draft is too large to be kept.",
    "preference.too_large": "This is too much to remember.",
    "disclosure.no_recipient": "Say who receives this.",
    "disclosure.no_reason": "Say why, when the purpose is “Other”.",
}
