"""The office's places and the ways between them: adding and changing them."""

from sqlalchemy import delete, select

from db.models.calendar import Place, TravelTime
from db.operations.office_settings.listed import only_one_has, save_listed
from db.operations.work import Work
from db.queries.places import ways
from db.rules.findings import Stale, hard, raise_hard
from db.rules.permissions import Action
from db.rules.places import PlaceForm, Ways, check_place, way_findings
from db.rules.text_fields import stripped

_WAYS = "place.ways_changed"


def save_place(work: Work, form: PlaceForm, form_version: int = 0) -> int:
    """Add a place (version 0) or change one; gives the new version.

    Raises `Refused` ("place.name_taken", texts) or `Stale`. A place that becomes the office itself
    is it in place of the one before; one that is retired is not the office.
    """
    work.require(Action.MANAGE_OFFICE)
    form = stripped(form)
    raise_hard(check_place(form))
    taken = hard("place.name_taken", "name", name=form.name)
    only_one_has(work, Place.name, form.name, form.id, taken)

    def fill(place: Place) -> None:
        place.name, place.address, place.active = form.name, form.address, form.active
        place.is_office = form.is_office and form.active
        if place.is_office:
            _only_office(work, place)

    return save_listed(work, "place", Place(id=form.id), form_version, fill)


def set_ways(work: Work, minutes: Ways, shown: Ways | None = None) -> None:
    """Put these ways in place of what stood there.

    `shown` are those that the form opened with. Raises `Refused` ("place.way_…"), or `Stale` if
    others stand there by now.
    """
    work.require(Action.MANAGE_OFFICE)
    known = set(work.session.scalars(select(Place.id)))
    raise_hard(way_findings(minutes, known))
    before = ways(work)
    if shown is not None and dict(shown) != before:
        raise Stale("travel_time", None, _WAYS)
    if before == dict(minutes):
        return
    work.session.execute(delete(TravelTime))
    work.session.add_all(
        TravelTime(from_id=one, to_id=other, minutes=length)
        for (one, other), length in minutes.items()
    )
    work.session.flush()
    differing = [
        [one.hex, other.hex, before.get((one, other)), minutes.get((one, other))]
        for one, other in sorted({*before, *minutes}, key=lambda way: (way[0].int, way[1].int))
        if before.get((one, other)) != minutes.get((one, other))
    ]
    work.record(_WAYS, "place", None, ways=differing)
    work.changed("place")


def _only_office(work: Work, place: Place) -> None:
    others = select(Place).where(Place.is_office.is_(True), Place.id != place.id)
    for other in work.session.scalars(others):
        work.touch(other).is_office = False
        work.session.flush()
        work.record("place.changed", "place", other.id)
        work.changed("place", other.id)
