"""Why a free time is offered, and why there is none: sentences for `db.rules.scheduling`."""

SENTENCES: dict[str, str] = {
    "free.as_wished": "As wished.",
    "free.first_of_all": "The first time of all.",
    "free.other_day": "Not on a wished day.",
    "free.other_time": "Not at a wished time.",
    "free.is_free": "{name} is free.",
    "free.interprets": "{name} interprets.",
    "free.after_last": "{minutes} minutes after what {name} has before it.",
    "free.after_last_at_once": "Right after what {name} has before it.",
    "free.before_next": "{minutes} minutes before what {name} has next.",
    "free.before_next_at_once": "Right before what {name} has next.",
    "free.nothing_that_day": "{name} has nothing else that day.",
    "free.count_that_day": "{name} has {count} that day.",
    "free.client_same_day": "{name} is expected for something else that day.",
    "free.office_never_open": "The office is not open so long at any time.",
    "free.never_free": "{name} is never free so long.",
    "free.none_of_them_free": "None of them is ever free so long: {name}.",
    "free.possible_without": "Without {name} it could be {at}.",
    "free.never_together": "Each of them is free at times, but never together.",
}
