"""Where the office looks for newer versions of the program, and who is told of them."""

from dataclasses import dataclass

from sqlalchemy import select

from db.models.office import Office
from db.queries.opened import Opened
from db.queries.reading import Reading
from db.rules.codes import Role
from db.rules.update_place import UpdatesForm, told_to


@dataclass(frozen=True, slots=True)
class Telling:
    """Where to look for whoever is signed in, and whether they are told what is found there."""

    place: str
    told: bool
    administrator: bool


def updates_form(reading: Reading) -> Opened[UpdatesForm]:
    """The office's choice."""
    office = reading.session.scalars(select(Office)).one()
    return Opened(UpdatesForm(office.update_place, office.update_from), office.version)


def updates_told(reading: Reading) -> Telling:
    """What the program asks before it looks."""
    form = updates_form(reading).form
    administrator = reading.user.role is Role.ADMINISTRATOR
    told = told_to(form.update_from, reading.today, administrator=administrator)
    return Telling(form.update_place, told, administrator)
