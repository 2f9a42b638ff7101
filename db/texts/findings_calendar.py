"""What stands against booking, moving and marking appointments, besides collisions."""

SENTENCES: dict[str, str] = {
    "appointment.unknown": "This appointment is not there, or you may not see it.",
    "appointment.unknown_worker": "This worker is not there any more. Choose another one.",
    "appointment.unknown_room": "This room is not there any more. Choose another one.",
    "appointment.unknown_car": "This car is not there any more. Choose another one.",
    "appointment.unknown_interpreter": (
        "This interpreter is not there any more. Choose another one."
    ),
    "appointment.unknown_place": "This place is not there any more. Choose another one.",
    "appointment.link_not_https": (
        "A joining link is a web address that begins with https://, such as the one in the "
        "invitation."
    ),
    "appointment.takes_nobody": "Choose a worker, a client or a room.",
    "appointment.outside_needs_client": "Choose the client whose commitment this is.",
    "appointment.outside_takes_client_only": (
        "An outside commitment takes the client alone: no worker, room, car or interpreter of ours."
    ),
    "appointment.household_needs_client": "Choose the client first, then who comes along.",
    "appointment.text_too_long": "At most {longest} characters fit here.",
    "appointment.case_of_others": "Case {number} is not about this client.",
    "appointment.hearing_needs_case": "Choose the case that the hearing is in.",
    "appointment.not_possible_now": "That does not go with its status now ({status}).",
    "appointment.not_begun": "It begins on {starts}; nobody can have missed it before then.",
    "appointment.not_today": "It is on {day}, not today.",
    "appointment.not_undone": "Somebody has changed this appointment since; look at it again.",
    "appointment.is_over": "It does not take place any more ({status}); book a new one.",
    "request.unknown": "This entry of the waiting list is not there, or you may not see it.",
    "request.for_nobody": "Choose a client, or say what it is about.",
    "request.of_group": (
        "Who waits for a place in a group stands on that group’s own list. Choose another kind."
    ),
    "request.length": "Say how long it shall last: up to {most} hours.",
    "request.latest_before_earliest": "The last day comes before the first one.",
    "request.not_waiting": "They do not wait any more ({state}).",
    "request.not_undone": "Somebody has changed this entry of the waiting list since.",
    "appointment.taken_meanwhile": (
        "Somebody else booked this time a moment ago. Nothing was booked; choose another time."
    ),
}
