"""A rule as text, as RFC 5545 has it, so that any other calendar understands it too.

RRULE, and EXDATE for the days left out; of RRULE as much as `Repeats` can say.
"""

from datetime import date

from db.rules.recurrence.repeats import Every, Repeats

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCY = {
    Every.DAY: "DAILY",
    Every.WEEK: "WEEKLY",
    Every.MONTH_DATE: "MONTHLY",
    Every.MONTH_WEEKDAY: "MONTHLY",
}
_KNOWN = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST"}


def rule_of(repeats: Repeats) -> str:
    """The rule as text: one line, and a second one if days are left out."""
    parts = [f"FREQ={_FREQUENCY[repeats.every]}"]
    if repeats.interval != 1:
        parts.append(f"INTERVAL={repeats.interval}")
    if repeats.every is Every.MONTH_DATE:
        parts.append(f"BYMONTHDAY={repeats.day}")
    elif repeats.every is not Every.DAY:
        nth = str(repeats.nth) if repeats.every is Every.MONTH_WEEKDAY else ""
        parts.append("BYDAY=" + ",".join(nth + _DAYS[one] for one in sorted(repeats.weekdays)))
    if repeats.times is not None:
        parts.append(f"COUNT={repeats.times}")
    elif repeats.until is not None:
        parts.append(f"UNTIL={repeats.until:%Y%m%d}T235959")
    lines = ["RRULE:" + ";".join(parts)]
    if repeats.without:
        lines.append(
            "EXDATE;VALUE=DATE:" + ",".join(f"{day:%Y%m%d}" for day in sorted(repeats.without))
        )
    return "\n".join(lines)


def repeats_of(text: str) -> Repeats:
    """The rule that the text says. Raises ValueError for anything that `Repeats` cannot say."""
    rule, without = "", frozenset[date]()
    for line in text.split("\n"):
        name, _, value = line.strip().partition(":")
        if name == "RRULE" and not rule:
            rule = value
        elif name == "EXDATE;VALUE=DATE":
            without |= {_date(one) for one in value.split(",")}
        else:
            raise ValueError("no rule that is understood")
    said = dict(part.split("=", 1) for part in rule.split(";"))
    if not said.keys() <= _KNOWN or said.get("WKST", "MO") != "MO":
        raise ValueError("a rule with more in it than is understood")
    every, weekdays, nth = _which(said)
    if "COUNT" in said and "UNTIL" in said:
        raise ValueError("a rule with two ends")
    return Repeats(
        every=every,
        interval=int(said.get("INTERVAL", "1")),
        weekdays=weekdays,
        day=int(said.get("BYMONTHDAY", "0")),
        nth=nth,
        until=_date(said["UNTIL"][:8]) if "UNTIL" in said else None,
        times=int(said["COUNT"]) if "COUNT" in said else None,
        without=without,
    )


def _which(said: dict[str, str]) -> tuple[Every, frozenset[int], int]:
    by_day, by_date = said.get("BYDAY", ""), said.get("BYMONTHDAY", "")
    frequency = said.get("FREQ")
    if frequency == "DAILY" and not by_day and not by_date:
        return Every.DAY, frozenset(), 0
    if frequency == "MONTHLY" and by_date and not by_day:
        if not 1 <= int(by_date) <= 31:
            raise ValueError("no day of a month")
        return Every.MONTH_DATE, frozenset(), 0
    named = by_day.split(",")
    weekdays = frozenset(_DAYS.index(one[-2:]) for one in named)
    if frequency == "WEEKLY" and not by_date and all(len(one) == 2 for one in named):
        return Every.WEEK, weekdays, 0
    if frequency == "MONTHLY" and len(named) == 1 and named[0][:-2] in ("1", "2", "3", "4", "-1"):
        return Every.MONTH_WEEKDAY, weekdays, int(named[0][:-2])
    raise ValueError("no rule that is understood")


def _date(text: str) -> date:
    return date.fromisoformat(text)
