"""What is said of calendar files of other programs."""

SENTENCES: dict[str, str] = {
    "ics.too_large": "The file is larger than {megabytes} MB; no calendar is. Choose another file.",
    "ics.no_calendar": (
        "This is no calendar file. Choose a file that another program saved as iCalendar (.ics)."
    ),
    "ics.too_many": "There are more than {most} events in this file. Export fewer years of it.",
    "ics.no_start": "It does not say when it begins.",
    "ics.not_understood": "What stands under {property} is not understood.",
    "ics.more_rules": "It repeats by more than one rule; that is not understood.",
    "ics.twice": "{property} stands there twice.",
    "ics.day_and_time": "It begins with a time and ends with a whole day, or the other way round.",
    "ics.ends_before_start": "It ends before it begins.",
    "ics.too_often": "It repeats more often than once a day; that is no appointment.",
    "ics.rule": "How it repeats is not understood.",
    "ics.not_ended": "It is cut off: the file was not saved whole.",
    "ics.damaged": "It is damaged and cannot be read.",
    "ics.onwards": (
        "It changes all later ones of its series too. Only this one was taken as changed; look at "
        "the later ones."
    ),
    "ics.no_events": (
        "{count} entries of the file are tasks, journals or free and busy times, and no events."
    ),
    "ics.whose": "Choose one worker or one client whose appointments these are.",
    "ics.takes_nobody": "It says itself that it takes nobody's time.",
    "ics.whole_day": "It is a whole day. Enter it as leave if somebody is away.",
    "ics.no_length": "It takes no time.",
    "ics.too_long": "It lasts longer than 24 hours. Enter it as leave if somebody is away.",
    "ics.over": "It is over already.",
    "ics.reason_wanted": "Give a reason to book it all the same.",
}
