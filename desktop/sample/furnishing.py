"""What the calendar of the sample office goes by: places and ways, interpreters, parts of rooms."""

from datetime import datetime

from db.operations.office_settings.interpreters import save_interpreter
from db.operations.office_settings.kinds import save_kind
from db.operations.office_settings.lists import save_room
from db.operations.office_settings.places import save_place, set_ways
from db.rules.codes import AppointmentKind, ResourceKind
from db.rules.interpreters import InterpreterForm
from db.rules.kinds import KindForm
from db.rules.office_form import RoomForm
from db.rules.places import PlaceForm, pair
from desktop.sample.script import Do, Ids
from desktop.sample.setting import Setting
from desktop.sample.things import (
    CARS,
    CLINIC,
    COURT,
    EAST,
    INTERPRETERS,
    LIBRARY,
    OFFICE,
    SCHOOL,
    WEST,
    WHOLE,
)

_PLACES = (
    (OFFICE, "12 Pier Street, Milbrook, MA 01999"),
    (COURT, "1 Court Square, Eastport, MA 01998"),
    (CLINIC, "88 Orchard Ave, Milbrook, MA 01999"),
    (SCHOOL, "40 Juniper Street, Milbrook, MA 01999"),
    (LIBRARY, "5 Summit Rd, Eastport, MA 01998"),
)
_WAYS = (
    (OFFICE, COURT, 25),
    (OFFICE, CLINIC, 10),
    (OFFICE, SCHOOL, 15),
    (OFFICE, LIBRARY, 20),
    (COURT, CLINIC, 30),
    (COURT, SCHOOL, 35),
    (COURT, LIBRARY, 5),
)  # nobody has gone from the school to the clinic yet
_KINDS = (
    KindForm(AppointmentKind.INTAKE, 60, after=15),
    KindForm(AppointmentKind.HEARING, 60, before=15),
    KindForm(AppointmentKind.PHONE_CALL, 30),
    KindForm(AppointmentKind.MEETING, 30),
)


def choose_ids(setting: Setting, ids: Ids, began: datetime) -> None:
    """Choose the ids of all of it."""
    setting.rooms |= {name: ids.at(began) for name in (WEST, EAST)}
    setting.cars = {name: ids.at(began) for name in CARS}
    setting.interpreters = {name: ids.at(began) for name, _ in INTERPRETERS}
    setting.places = {name: ids.at(began) for name, _ in _PLACES}


def furnish_calendar(do: Do, setting: Setting) -> None:
    """Write it, as the administrator does under Office."""
    rooms, places = setting.rooms, setting.places
    for name in (WEST, EAST):
        do("dana", save_room, RoomForm(rooms[name], ResourceKind.ROOM, name))
    halves = (rooms[WEST], rooms[EAST])
    whole = RoomForm(rooms[WHOLE], ResourceKind.ROOM, WHOLE, parts=halves)
    do("dana", save_room, whole, 1)
    for name, car_id in setting.cars.items():
        do("dana", save_room, RoomForm(car_id, ResourceKind.CAR, name))
    for number, (name, languages) in enumerate(INTERPRETERS):
        phone = f"(413) 555-01{60 + number}"
        do(
            "dana",
            save_interpreter,
            InterpreterForm(setting.interpreters[name], name, languages, phone),
        )
    for name, address in _PLACES:
        do("dana", save_place, PlaceForm(places[name], name, address, is_office=name == OFFICE))
    ways = {pair(places[one], places[other]): minutes for one, other, minutes in _WAYS}
    do("dana", set_ways, ways)


def decide_kinds(do: Do) -> None:
    """Decide how long kinds of appointment usually are, and what is kept free around them."""
    for form in _KINDS:
        do("dana", save_kind, form)
