"""What could not be read in a field: sentences for dates, times and durations as typed."""

SENTENCES: dict[str, str] = {
    "date.unreadable": (
        "This is not a date: “{text}”. Try 3/14, 3/14/2026, 14 mar, t (today), +2w or fri."
    ),
    "date.impossible": "There is no such date: “{text}”.",
    "birth_date.unreadable": (
        "This is not a birth date: “{text}”. Try 3/14/1980, mar 1980, 1980 or ~1980."
    ),
    "birth_date.no_year": "Give the year as well: “{text}” has none.",
    "birth_date.in_the_future": "A birth date cannot be in the future.",
    "birth_date.too_long_ago": "This birth date is more than {years} years ago.",
    "time.unreadable": "This is not a time: “{text}”. Try 9, 930, 9:30p, 14:05 or noon.",
    "time.impossible": "There is no such time: “{text}”.",
    "moment.unreadable": (
        "This is not a day and a time: “{text}”. Try t 930, yesterday 2pm or 3/14 at noon."
    ),
    "moment.no_time": "Add the time of day, like “{text} 2pm”.",
    "duration.unreadable": "This is not a duration: “{text}”. Try 45, 1h30 or 1.5h.",
    "duration.too_long": "At most {most} minutes.",
}
