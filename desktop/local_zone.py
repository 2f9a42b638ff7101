"""The time zone of this computer, as an IANA name."""

import os
from pathlib import Path
from zoneinfo import available_timezones

_WINDOWS = {
    "Eastern Standard Time": "America/New_York",
    "US Eastern Standard Time": "America/Indiana/Indianapolis",
    "Central Standard Time": "America/Chicago",
    "Mountain Standard Time": "America/Denver",
    "US Mountain Standard Time": "America/Phoenix",
    "Pacific Standard Time": "America/Los_Angeles",
    "Alaskan Standard Time": "America/Anchorage",
    "Hawaiian Standard Time": "Pacific/Honolulu",
    "Atlantic Standard Time": "America/Halifax",
    "SA Western Standard Time": "America/Puerto_Rico",
    "West Pacific Standard Time": "Pacific/Guam",
    "GMT Standard Time": "Europe/London",
    "W. Europe Standard Time": "Europe/Berlin",
}
"""The zones of the United States, and a few more; Windows has names of its own (CLDR)."""


def zone_of_this_computer() -> str:
    """The zone's name; "UTC" where the computer does not say."""
    known = available_timezones()
    for candidate in (os.environ.get("TZ", "").lstrip(":"), _from_windows(), _from_link()):
        if candidate in known:
            return candidate
    return "UTC"


def _from_windows() -> str:
    try:
        import winreg
    except ImportError:
        return ""
    path = r"SYSTEM\CurrentControlSet\Control\TimeZoneInformation"
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:  # type: ignore[attr-defined]
        name, _ = winreg.QueryValueEx(key, "TimeZoneKeyName")  # type: ignore[attr-defined]
    return _WINDOWS.get(str(name), "")


def _from_link() -> str:
    try:
        target = os.readlink("/etc/localtime")
    except OSError:
        try:
            return Path("/etc/timezone").read_text(encoding="ascii").strip()
        except OSError:
            return ""
    _, _, name = target.partition("zoneinfo/")
    return name
