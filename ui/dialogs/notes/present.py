"""Who was present: ticked from those known to the case, or typed."""

import re
from collections.abc import Iterable, Sequence

from db.rules.notes import PersonPresent
from db.texts import label, t

_BETWEEN = re.compile(r"[,;\n]")


def person_words(person: PersonPresent) -> str:
    """Somebody with the part that they have: "Rosa Díaz · Mother", "Ana Ruiz · Staff"."""
    if person.role is not None:
        return t("{name} · {role}", name=person.name, role=label(person.role))
    if person.staff_id is not None:
        return t("{name} · Staff", name=person.name)
    return person.name


def options(
    known: Sequence[PersonPresent], named: Iterable[PersonPresent] = ()
) -> list[tuple[PersonPresent, str]]:
    """What can be ticked: everybody known to the case, and who is named in the note already."""
    everybody = list(known)
    for person in named:
        if not is_typed(person) and match(person, everybody) is None:
            everybody.append(person)
    return [(person, person_words(person)) for person in everybody]


def is_typed(person: PersonPresent) -> bool:
    """Whether only a name is known."""
    return not (person.client_id or person.person_id or person.staff_id)


def match(person: PersonPresent, known: Iterable[PersonPresent]) -> PersonPresent | None:
    """The same person among those known, by record."""
    key = (person.client_id, person.person_id, person.staff_id)
    return next((k for k in known if (k.client_id, k.person_id, k.staff_id) == key), None)


def typed_people(text: str, before: Iterable[PersonPresent] = ()) -> tuple[PersonPresent, ...]:
    """Names between commas or semicolons; those that stood there before keep their part."""
    kept = {person.name: person for person in before if is_typed(person)}
    names = (" ".join(part.split()) for part in _BETWEEN.split(text))
    return tuple(kept.get(name) or PersonPresent(name) for name in names if name)


def typed_words(people: Iterable[PersonPresent]) -> str:
    """The names of those of whom only a name is known, as they are typed."""
    return "; ".join(person.name for person in people if is_typed(person))
