"""Letting a backup, or an office that was set aside, take the place of the one that is open."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui.replacement import Coming, Comparison, Counted, Replacement

if TYPE_CHECKING:
    from db.office import Office
    from db.storage.presence_file import Person

_SHOWN = ("client", "case_file", "contact_note", "appointment", "document", "staff")


def earlier(office: "Office") -> Sequence[Coming]:
    """What was set aside beside the office, the latest first."""
    from db.office.putting_back import earlier_offices

    return [Coming(str(one.folder), one.until, set_aside=True) for one in earlier_offices(office)]


def compare(office: "Office", coming: Coming) -> Comparison:
    """What it holds, beside what the office holds today. Raises `Refused`."""
    if coming.set_aside:
        from db.office.putting_back import look_at_earlier

        aside = look_at_earlier(office, Path(coming.path))
        counts = _counted(aside.counts, aside.today)
        return Comparison(coming, counts, aside.since, (), _names(aside.people))
    from db.office.replacing import look_at

    held = look_at(office, Path(coming.path))
    counts = _counted(held.contents.counts, held.today)
    return Comparison(coming, counts, held.since, held.warnings, _names(held.people))


def replace_office(office: "Office", replacement: Replacement) -> str:
    """Do it; returns the folder in which the office as it was is now. Closes `office`.

    Raises `Refused`; then everything is as it was.
    """
    path = Path(replacement.coming.path)
    try:
        if replacement.coming.set_aside:
            from db.office.putting_back import put_back

            return str(put_back(office, path, replacement.typed).aside)
        from db.office.replacing import put_in_place

        return str(put_in_place(office, path, replacement.typed).aside)
    finally:
        office.close()


def _counted(then: Mapping[str, int], today: Mapping[str, int]) -> tuple[Counted, ...]:
    return tuple(Counted(kind, then.get(kind, 0), today.get(kind, 0)) for kind in _SHOWN)


def _names(people: "Iterable[Person]") -> tuple[str, ...]:
    from db.storage.presence_file import names_of

    return tuple(names_of(people))
