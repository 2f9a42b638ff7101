"""Where an office looks for newer versions of the program, and from which day they are told."""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import SplitResult, urlsplit

from db.rules.findings import Finding, hard
from db.rules.text_fields import too_long

LONGEST = 500
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class UpdatesForm:
    """The office's choice. `update_place` is a folder, a notice file or an https address; empty is
    nowhere. Before `update_from` (a day in the office's zone) only administrators are told.
    """

    update_place: str = ""
    update_from: date | None = None


def check_updates(form: UpdatesForm) -> tuple[Finding, ...]:
    """Everything that stands against the choice."""
    return (*too_long(form, {"update_place": LONGEST}), *place_findings(form.update_place))


def is_address(place: str) -> bool:
    """Whether a place is asked over the network's web protocol, not as a folder."""
    return "://" in place


def place_findings(place: str) -> tuple[Finding, ...]:
    """What is wrong with a place as it was typed; an empty one is none."""
    place = place.strip()
    if not place:
        return ()
    if is_address(place):
        return () if _is_good(place) else (hard("update.address_bad", "update_place"),)
    whole = PureWindowsPath(place).is_absolute() or PurePosixPath(place).is_absolute()
    return () if whole else (hard("update.place_not_whole", "update_place"),)


def may_be_asked(address: str) -> bool:
    """Whether a request may go there: https anywhere, http to this computer alone."""
    try:
        return _is_fit(urlsplit(address))
    except ValueError:
        return False


def _is_good(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return _is_fit(parts) and not parts.query and not parts.fragment
    except ValueError:
        return False


def _is_fit(parts: SplitResult) -> bool:
    printable = all("!" <= sign <= "~" for sign in parts.geturl())
    named = bool(parts.hostname) and parts.username is None and parts.port != 0
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
    return printable and named and safe


def told_to(form_from: date | None, today: date, *, administrator: bool) -> bool:
    """Whether somebody is told of a newer version today: who tries it first, or everybody."""
    return administrator or form_from is None or form_from <= today
