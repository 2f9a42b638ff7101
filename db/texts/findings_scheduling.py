"""What stands against an appointment: sentences for `db.rules.scheduling`."""

SENTENCES: dict[str, str] = {
    "appointment.ends_before_start": "The end must be after the start.",
    "appointment.too_long": "An appointment lasts at most 24 hours.",
    "appointment.in_the_past": "This time has already passed.",
    "appointment.worker_busy": (
        "{name} is already booked on {day} from {starts} to {ends} ({kind})."
    ),
    "appointment.client_busy": (
        "{name} is already expected elsewhere on {day} from {starts} to {ends} ({kind})."
    ),
    "appointment.household_member_busy": (
        "{name} is already expected elsewhere on {day} from {starts} to {ends} ({kind}); "
        "a member of the household."
    ),
    "appointment.room_taken": "{name} is taken on {day} from {starts} to {ends} ({kind}).",
    "appointment.car_taken": "{name} is taken on {day} from {starts} to {ends} ({kind}).",
    "appointment.interpreter_busy": (
        "{name}, the interpreter, is already booked on {day} from {starts} to {ends} ({kind})."
    ),
    "appointment.interpreter_busy_tentative": (
        "{name}, the interpreter, has something tentative on {day} from {starts} to {ends} "
        "({kind})."
    ),
    "appointment.worker_busy_tentative": (
        "{name} has something tentative on {day} from {starts} to {ends} ({kind})."
    ),
    "appointment.client_busy_tentative": (
        "{name} has something tentative on {day} from {starts} to {ends} ({kind})."
    ),
    "appointment.household_member_busy_tentative": (
        "{name}, a member of the household, has something tentative on {day} from {starts} "
        "to {ends} ({kind})."
    ),
    "appointment.room_taken_tentative": (
        "{name} is held tentatively on {day} from {starts} to {ends} ({kind})."
    ),
    "appointment.car_taken_tentative": (
        "{name} is held tentatively on {day} from {starts} to {ends} ({kind})."
    ),
    "appointment.client_same_day": (
        "{name} already has an appointment that day, from {starts} to {ends} ({kind})."
    ),
    "appointment.on_leave": "{name} is away from {first_day} to {last_day} ({kind}).",
    "appointment.on_leave_that_day": "{name} is away on {first_day} ({kind}).",
    "appointment.outside_hours": "{name} does not work at that time.",
    "appointment.office_closed": "The office is closed from {first_day} to {last_day} ({name}).",
    "appointment.office_closed_that_day": "The office is closed on {first_day} ({name}).",
    "appointment.office_not_open": "The office is not open at that time.",
    "appointment.no_worker": "No worker is chosen for this intake.",
}
