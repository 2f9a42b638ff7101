"""The eight people of the sample office."""

from dataclasses import dataclass

from db.rules.codes import Role


@dataclass(frozen=True)
class Colleague:
    """A member of staff with the password that the sample prints."""

    user_name: str
    display_name: str
    title: str
    role: Role
    password: str
    team: str = ""


COLLEAGUES = (
    Colleague(
        "dana", "Dana Whitfield", "Director", Role.ADMINISTRATOR, "lantern orchard velvet 47"
    ),
    Colleague(
        "sam", "Samuel Okafor", "LCSW, Supervisor", Role.SUPERVISOR, "granite willow teapot 82"
    ),
    Colleague("ana", "Ana Ruiz", "MSW", Role.CASEWORKER, "copper meadow harbor 19", "North"),
    Colleague("ben", "Ben Castellano", "LSW", Role.CASEWORKER, "saffron bridge pebble 63", "North"),
    Colleague("mei", "Mei-Lin Chu", "MSW", Role.CASEWORKER, "juniper candle silver 28", "South"),
    Colleague("tom", "Tomasz Nowak", "BSW", Role.CASEWORKER, "thunder biscuit marble 54", "South"),
    Colleague("rita", "Rita Delgado", "Front desk", Role.RECEPTIONIST, "paper comet sunrise 71"),
    Colleague("iris", "Iris Feld", "Program auditor", Role.AUDITOR, "walnut feather canyon 36"),
)
"""The first is the administrator who makes the office."""
