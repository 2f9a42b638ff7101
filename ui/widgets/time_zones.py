"""The time zones to choose from."""

from zoneinfo import available_timezones

COMMON_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
)


def time_zones() -> list[tuple[str, str]]:
    """Every zone with its words, the common ones of the United States first."""
    others = sorted(zone for zone in available_timezones() if "/" in zone)
    names = [*COMMON_ZONES, *(zone for zone in others if zone not in COMMON_ZONES)]
    kept = [zone for zone in names if not zone.startswith(("Etc/", "SystemV/"))]
    return [(zone, zone.replace("_", " ")) for zone in kept]
