"""Sentences for emergency access to restricted cases."""

SENTENCES: dict[str, str] = {
    "emergency.reason_short": (
        "Say in at least {least} characters what makes it an emergency; it will be reviewed."
    ),
    "emergency.nothing_found": (
        "No restricted case has this number or belongs to a client of exactly this name. "
        "Look for the client as usual, or ask a supervisor."
    ),
    "emergency.several": (
        "Several restricted clients bear this name. Give the client's or the case's number."
    ),
    "emergency.not_needed": "You may read case {number} without an emergency.",
    "emergency.running": (
        "Case {number} is open to you until {until} already; this access can be renewed when it "
        "is over."
    ),
    "emergency.unknown": "This emergency access is not there.",
    "emergency.over": "This emergency access is over already.",
    "emergency.still_open": "It still runs. Review it when it is over.",
    "emergency.own_review": "Somebody else has to review your own emergency access.",
    "emergency.is_reviewed": "This emergency access has been reviewed already.",
}
