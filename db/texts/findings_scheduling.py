"""What stands against an appointment: sentences for `db.rules.scheduling`.

Each says what collides with what, until when, and what to do about it.
"""

SENTENCES: dict[str, str] = {
    "appointment.ends_before_start": "The end must be after the start.",
    "appointment.too_long": "An appointment lasts at most 24 hours.",
    "appointment.in_the_past": "This time has already passed.",
    "appointment.worker_busy": (
        "{name} is already booked on {day} from {starts} to {ends} ({kind}). "
        "Choose a time from {ends} on, or another worker."
    ),
    "appointment.client_busy": (
        "{name} is already expected elsewhere on {day} from {starts} to {ends} ({kind}). "
        "Choose a time from {ends} on."
    ),
    "appointment.household_member_busy": (
        "{name} is already expected elsewhere on {day} from {starts} to {ends} ({kind}); "
        "a member of the household. Choose a time from {ends} on, or go on without them."
    ),
    "appointment.member_busy": (
        "{name}, of the group, is expected elsewhere on {day} from {starts} to {ends} ({kind}). "
        "The session takes place without them, or at another time."
    ),
    "appointment.room_taken": (
        "{name} is taken on {day} from {starts} to {ends} ({kind}). "
        "Choose another room, or a time from {ends} on."
    ),
    "appointment.car_taken": (
        "{name} is taken on {day} from {starts} to {ends} ({kind}). "
        "Choose another car, or a time from {ends} on."
    ),
    "appointment.interpreter_busy": (
        "{name}, the interpreter, is already booked on {day} from {starts} to {ends} ({kind}). "
        "Choose another interpreter, or a time from {ends} on."
    ),
    "appointment.client_outside": (
        "{name} has a commitment of their own on {day} from {starts} to {ends}, which nobody "
        "here can move. Choose a time from {ends} on."
    ),
    "appointment.in_hearing": (
        "{name} is in a hearing on {day} from {starts} to {ends}. A court set that time: choose "
        "another one for this appointment, from {ends} on."
    ),
    "appointment.hearing_meets": (
        "{name} is already booked on {day} from {starts} to {ends} ({kind}). A court set the time "
        "of this hearing: move that appointment first, or send somebody else."
    ),
    "appointment.two_hearings": (
        "{name} is in another hearing on {day} from {starts} to {ends}. Courts set both times: "
        "send somebody else to one of them, or ask one of the courts."
    ),
    "appointment.interpreter_busy_tentative": (
        "{name}, the interpreter, has something tentative on {day} from {starts} to {ends} "
        "({kind}). Settle that first, or choose a time from {ends} on."
    ),
    "appointment.worker_busy_tentative": (
        "{name} has something tentative on {day} from {starts} to {ends} ({kind}). "
        "Settle that first, or choose a time from {ends} on."
    ),
    "appointment.client_busy_tentative": (
        "{name} has something tentative on {day} from {starts} to {ends} ({kind}). "
        "Settle that first, or choose a time from {ends} on."
    ),
    "appointment.household_member_busy_tentative": (
        "{name}, a member of the household, has something tentative on {day} from {starts} "
        "to {ends} ({kind}). Settle that first, or choose a time from {ends} on."
    ),
    "appointment.member_busy_tentative": (
        "{name}, of the group, has something tentative on {day} from {starts} to {ends} ({kind}). "
        "Settle that first, or go on without them."
    ),
    "appointment.room_taken_tentative": (
        "{name} is held tentatively on {day} from {starts} to {ends} ({kind}). "
        "Settle that first, or choose another room."
    ),
    "appointment.car_taken_tentative": (
        "{name} is held tentatively on {day} from {starts} to {ends} ({kind}). "
        "Settle that first, or choose another car."
    ),
    "appointment.hearing_moved": (
        "A court set this hearing for {day} at {starts}. Move it only if the court has set "
        "another time."
    ),
    "appointment.hearing_cancelled": (
        "A court set this hearing for {day} at {starts}. Say why nobody goes there, or that the "
        "court has called it off."
    ),
    "appointment.buffer_after_other": (
        "{name} keeps {minutes} min free after the appointment that ends on {day} at {ends} "
        "({kind}). Begin at {free} or later."
    ),
    "appointment.buffer_before_this": (
        "{name} keeps {minutes} min free before an appointment of this kind, and another one ends "
        "on {day} at {ends} ({kind}). Begin at {free} or later."
    ),
    "appointment.buffer_before_other": (
        "{name} keeps {minutes} min free before the appointment that begins on {day} at {starts} "
        "({kind}). End by {free}."
    ),
    "appointment.buffer_after_this": (
        "{name} keeps {minutes} min free after an appointment of this kind, and the next one "
        "begins on {day} at {starts} ({kind}). End by {free}."
    ),
    "appointment.travel_before": (
        "{name} needs {minutes} min for the way from “{there}” to “{here}”: the appointment there "
        "ends on {day} at {ends} ({kind}). Begin at {free} or later."
    ),
    "appointment.travel_after": (
        "{name} needs {minutes} min for the way from “{here}” to “{there}”: the appointment there "
        "begins on {day} at {starts} ({kind}). End by {free}."
    ),
    "appointment.near_this_hearing": (
        "{name} needs {minutes} min between this hearing and the appointment on {day} from "
        "{starts} to {ends} ({kind}), and has {left}. A court set the time of the hearing: move "
        "the other appointment, or send somebody else."
    ),
    "appointment.near_both_hearings": (
        "{name} needs {minutes} min between this hearing and another one on {day} from {starts} "
        "to {ends}, and has {left}. Courts set both times: send somebody else to one of them, or "
        "ask one of the courts."
    ),
    "appointment.most_a_day": (
        "{name} takes at most {most} a day, and {count} stand in the calendar on {day}. Choose "
        "another day, or another worker."
    ),
    "appointment.client_same_day": (
        "{name} already has an appointment that day, from {starts} to {ends} ({kind}). "
        "Perhaps both can be done in one visit."
    ),
    "appointment.busy_elsewhere": (
        "{name} is busy in another calendar on {day} from {starts} to {ends}. "
        "Choose a time from {ends} on, or another worker."
    ),
    "appointment.busy_elsewhere_days": (
        "{name} is busy in another calendar from {day}, {starts}, to {last_day}, {ends}. "
        "Choose another time, or another worker."
    ),
    "appointment.on_leave": (
        "{name} is away from {first_day} to {last_day} ({kind}). "
        "Choose a day after {last_day}, or another worker."
    ),
    "appointment.on_leave_that_day": (
        "{name} is away on {first_day} ({kind}). Choose another day, or another worker."
    ),
    "appointment.outside_hours": (
        "{name} does not work at that time, but on {day} from {starts} to {ends}. "
        "Choose a time within these hours."
    ),
    "appointment.outside_hours_all_day": (
        "{name} does not work at that time, nor at all on {day}. Choose another day."
    ),
    "appointment.intake_in_lunch": (
        "{name} has a break on {day} from {starts} to {ends}, and no intake is held in it. "
        "Begin at {ends} or later."
    ),
    "appointment.office_closed": (
        "The office is closed from {first_day} to {last_day} ({name}). "
        "Choose a day after {last_day}."
    ),
    "appointment.office_closed_that_day": (
        "The office is closed on {first_day} ({name}). Choose another day."
    ),
    "appointment.office_not_open": (
        "The office is not open at that time, but on {day} from {starts} to {ends}. "
        "Choose a time within these hours, or no room."
    ),
    "appointment.office_not_open_all_day": (
        "The office is not open at that time, nor at all on {day}. Choose another day, or no room."
    ),
    "appointment.no_worker": "No worker is chosen for this intake. Choose who leads it.",
    # Said of a day, where nothing is to be decided.
    "day.on_leave": "{name} is away from {first_day} to {last_day} ({kind}).",
    "day.busy_elsewhere": "{name} is busy in another calendar from {starts} to {ends}.",
    "day.on_leave_that_day": "{name} is away on {first_day} ({kind}).",
    "day.office_closed": "The office is closed from {first_day} to {last_day} ({name}).",
    "day.office_closed_that_day": "The office is closed on {first_day} ({name}).",
}
