"""What a person types in a time or duration field: 9, 930, 9:30p, noon; 45, 1h30, 1.5h."""

import re
from datetime import time
from decimal import Decimal

from db.rules.findings import Finding, hard
from db.rules.names import fold

LONGEST_MINUTES = 24 * 60

_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?h?\s*(a|p|am|pm)?")
_NAMED = {
    "noon": time(12), "mediodia": time(12), "midnight": time(0), "medianoche": time(0),
}  # fmt: skip
_HOURS_MINUTES = re.compile(r"(?:(\d{1,2})\s*(?:h|hr|hrs|hour|hours|hora|horas)|(\d{1,2}):)\s*"
                            r"(?:(\d{1,2})\s*(?:m|min|mins|minutes|minutos)?)?")  # fmt: skip
_MINUTES = re.compile(r"(\d{1,4})\s*(?:m|min|mins|minute|minutes|minuto|minutos)?")
_DECIMAL_HOURS = re.compile(r"(\d{0,2}[.,]\d{1,2})\s*(?:h|hr|hrs|hour|hours|hora|horas)?")


def read_time(text: str) -> time | Finding:
    """The time of day that was meant, or a hard finding ("time.unreadable", "time.impossible").

    Without am or pm, one to six o'clock in a single figure are in the afternoon, for that is
    when an office is open ("1", "2:30", "430"); "01:30" and "0130" are in the night.
    """
    named = _NAMED.get(fold(text))
    if named is not None:
        return named
    typed = re.sub(r"(?<=[ap])\s*\.?\s*m\b\.?|(?<=[ap])\.", "", text.strip().casefold())
    found = _TIME.fullmatch(typed.strip())
    if found is None:
        return hard("time.unreadable", text=text.strip())
    figures, minute, half = found.group(1), int(found.group(2) or 0), found.group(3)
    hour = int(figures)
    if half:
        if not 1 <= hour <= 12:
            return hard("time.impossible", text=text.strip())
        hour = hour % 12 + (12 if half == "p" else 0)
    elif len(figures) == 1 and 1 <= hour <= 6:
        hour += 12
    try:
        return time(hour, minute)
    except ValueError:
        return hard("time.impossible", text=text.strip())


def read_duration(text: str) -> int | Finding:
    """Whole minutes, 0 to 1440, or a hard finding ("duration.unreadable", "…too_long").

    A bare number is minutes; one with a point or comma is hours, rounded to the minute.
    """
    typed = text.strip().casefold()
    if found := _MINUTES.fullmatch(typed):
        minutes = int(found.group(1))
    elif found := _HOURS_MINUTES.fullmatch(typed):
        minutes = int(found.group(1) or found.group(2)) * 60 + int(found.group(3) or 0)
    elif found := _DECIMAL_HOURS.fullmatch(typed):
        minutes = int((Decimal(found.group(1).replace(",", ".")) * 60).to_integral_value())
    else:
        return hard("duration.unreadable", text=text.strip())
    if minutes > LONGEST_MINUTES:
        return hard("duration.too_long", most=LONGEST_MINUTES)
    return minutes
