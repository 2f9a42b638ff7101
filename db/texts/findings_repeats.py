"""What is wrong with how an appointment repeats, and what collides in a series."""

SENTENCES: dict[str, str] = {
    "repeats.interval": "It can repeat every 1 to {most} days, weeks or months.",
    "repeats.no_days": "Choose at least one day of the week.",
    "repeats.times": "A series has 1 to {most} appointments.",
    "repeats.ends_before": "The last day must not be before the first, {day}.",
    "repeats.too_far": "A series goes on for at most two years, here until {day}.",
    "repeats.never": "No appointment is left: the rule falls on none of these days.",
    "repeats.none_of_its_days": "{day} is none of its days.",
    "repeats.hearing": "A hearing does not repeat. Add each one to the case by itself.",
    "repeats.collides": "{day}: {cause}",
    "series.not_ahead": "Only appointments that are still ahead are changed together.",
    "series.not_undone": "It cannot be taken back: somebody has changed one of them since.",
}
