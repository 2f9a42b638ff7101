"""What will be in the sample office: families, cases, notes, hearings, appointments.

Pure: a seed and a day give the same plan again. Days are the office's; times are local wall time.
"""

import random
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from db.rules.codes import (
    AppointmentKind,
    AppointmentStatus,
    CaseStatus,
    HearingKind,
    NoteClass,
    NoteKind,
    Race,
    Relation,
    Sex,
    Topic,
)
from desktop.sample import names

if TYPE_CHECKING:
    from desktop.sample.regular import SeriesPlan

YEARS_BACK = 2


@dataclass
class PersonPlan:
    """Somebody in a household."""

    first_name: str
    last_name: str
    sex: Sex
    birth: str  # the stored form of a partial date
    relation: Relation
    races: tuple[Race, ...]
    language: str
    phone: str = ""
    school: str = ""


@dataclass
class NotePlan:
    """A contact note of a case."""

    day: date
    start: time
    kind: NoteKind
    topic: Topic
    note_class: NoteClass
    minutes: int
    miles: int
    text: str
    author: str
    signed: bool


@dataclass
class HearingPlan:
    """A hearing of a case."""

    day: date
    start: time
    kind: HearingKind


@dataclass
class CasePlan:
    """A case about one member of a family."""

    about: int  # index of the member whose case it is
    worker: str
    program: str
    opened: date
    closed: date | None
    status: CaseStatus
    restricted: bool
    court: bool
    notes: list[NotePlan] = field(default_factory=list)
    hearings: list[HearingPlan] = field(default_factory=list)


@dataclass
class FamilyPlan:
    """A household with at most one case."""

    members: list[PersonPlan]
    address: str
    safe_contact: str  # "", "no_voicemail", "no_mail" or "do_not_confirm"
    income: int
    case: CasePlan | None = None


@dataclass
class AppointmentPlan:
    """An appointment of a family, or of a worker alone."""

    day: date
    start: time
    minutes: int
    kind: AppointmentKind
    status: AppointmentStatus
    worker: str
    family: int | None
    room: str = ""
    car: str = ""
    interpreter: str = ""
    link: str = ""


@dataclass
class OfficePlan:
    """Everything that the sample holds."""

    today: date
    families: list[FamilyPlan]
    appointments: list[AppointmentPlan]
    series: list["SeriesPlan"]


def plan_office(clients: int, seed: int, today: date) -> OfficePlan:
    """Plan an office with exactly this many clients, as it stands on `today`."""
    dice = random.Random(f"caseroom sample {seed}")
    families: list[FamilyPlan] = []
    left = clients
    while left:
        size = min(left, dice.choices((1, 2, 3, 4, 5, 6), (30, 26, 22, 14, 6, 2))[0])
        families.append(_family(dice, size, today))
        left -= size
    from desktop.sample.casework import plan_cases
    from desktop.sample.diary import plan_diary, with_what_they_take
    from desktop.sample.regular import beside_series, plan_series

    plan_cases(dice, families, today)
    series = plan_series(families, today)
    diary = beside_series(plan_diary(dice, families, today), series)
    return OfficePlan(today, families, with_what_they_take(diary, families, today), series)


def _family(dice: random.Random, size: int, today: date) -> FamilyPlan:
    last_name = dice.choice(names.LAST)
    language = dice.choice(names.LANGUAGES)
    races = _races(dice, language)
    members: list[PersonPlan] = []
    for position in range(size):
        if position == 0:
            relation, age = (
                Relation.HEAD,
                dice.randint(22, 58) if size > 1 else dice.randint(17, 70),
            )
        elif position == 1 and size > 2 and dice.random() < 0.55:
            relation, age = Relation.PARTNER, dice.randint(22, 60)
        else:
            relation, age = Relation.CHILD, dice.randint(0, 17)
        taken = {member.first_name for member in members}
        members.append(_person(dice, last_name, relation, age, races, language, today, taken))
    town, postal_code = dice.choice(names.TOWNS)
    street = (
        f"{dice.randint(1, 240)} {dice.choice(names.STREETS)} {dice.choice(names.STREET_KINDS)}"
    )
    return FamilyPlan(
        members=members,
        address=f"{street}, {town}, MA {postal_code}",
        safe_contact=dice.choices(("", "no_voicemail", "no_mail", "do_not_confirm"), (84, 8, 4, 4))[
            0
        ],
        income=dice.randrange(0, 52_000, 400),
    )


def _person(
    dice: random.Random,
    family_name: str,
    relation: Relation,
    age: int,
    races: tuple[Race, ...],
    language: str,
    today: date,
    taken: set[str],
) -> PersonPlan:
    sex = dice.choices((Sex.FEMALE, Sex.MALE), (60, 40))[0]
    if relation is Relation.CHILD:
        sex = dice.choice((Sex.FEMALE, Sex.MALE))
    given = names.GIRLS if sex is Sex.FEMALE else names.BOYS
    first = dice.choice(given)
    while first in taken:  # the next one, so that the dice roll as often for every family
        first = given[(given.index(first) + 1) % len(given)]
    last = dice.choice(names.LAST) if relation is Relation.PARTNER else family_name
    born = today - timedelta(days=age * 365 + dice.randint(1, 364))
    precision = dice.choices(("day", "month", "year"), (94, 3, 3))[0]
    birth = {
        "day": born.isoformat(),
        "month": f"{born:%Y-%m}",
        "year": f"{born:%Y}~",
    }[precision]
    school = dice.choice(names.SCHOOLS) if relation is Relation.CHILD and age >= 5 else ""
    # 555-0100 to 555-0199 are kept for fiction.
    phone = "" if relation is Relation.CHILD else f"(413) 555-01{dice.randint(0, 99):02d}"
    return PersonPlan(first, last, sex, birth, relation, races, language, phone, school)


def _races(dice: random.Random, language: str) -> tuple[Race, ...]:
    if language == "es":
        return (Race.HISPANIC, Race.WHITE) if dice.random() < 0.2 else (Race.HISPANIC,)
    likely = {"zh": Race.ASIAN, "vi": Race.ASIAN, "ht": Race.BLACK, "ar": Race.MIDDLE_EASTERN}
    if language in likely:
        return (likely[language],)
    if dice.random() < 0.08:
        return ()
    first = dice.choices(
        (Race.WHITE, Race.BLACK, Race.HISPANIC, Race.ASIAN, Race.AMERICAN_INDIAN),
        (50, 25, 16, 6, 3),
    )[0]
    second = dice.choice((Race.WHITE, Race.BLACK, Race.HISPANIC))
    return (first, second) if dice.random() < 0.07 and second is not first else (first,)
