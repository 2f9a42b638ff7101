"""Short keys that two records of one person nearly always share, to be stored and indexed.

Whoever shares no key with a new person is not compared with it, so a look-up among a hundred
thousand clients compares a few dozen. Keys are folded text, no more secret than the names they
come from: they are kept in the encrypted file only.
"""

from db.rules.matching.person import NameForm, Person, Prepared, prepared
from db.rules.nicknames import full_names
from db.rules.sounds import sound_key

_LONGEST = 80
_MOST_FULL_NAMES = 6


def blocking_keys(person: Person) -> frozenset[str]:
    """The keys under which a person is filed and looked for; each at most 80 characters.

    Kinds: both names by sound, the first by its full form (n); birth date, month and day in
    either order (d); year of birth with either name (y); day of birth with either name (m);
    last four of the social security number (s); phone (p); e-mail (e).
    """
    known = prepared(person)
    keys = set(_name_keys(known)) | set(_birth_keys(known))
    if known.ssn_last4:
        keys.add(f"s:{known.ssn_last4}")
    keys.update(f"p:{phone[-7:]}" for phone in known.phones)
    keys.update(f"e:{email}" for email in known.emails)
    return frozenset(key[:_LONGEST] for key in keys)


def _name_keys(known: Prepared) -> set[str]:
    keys: set[str] = set()
    for form in known.forms:
        for given in _given_sounds(form):
            for family in _family_sounds(form):
                # Sorted, so that the order in which they were typed does not matter.
                keys.add("n:" + "+".join(sorted((given, family))))
    return keys


def _birth_keys(known: Prepared) -> set[str]:
    birth = known.birth_date
    if birth is None:
        return set()
    keys: set[str] = set()
    years = (birth.year - 1, birth.year, birth.year + 1) if birth.approximate else (birth.year,)
    sounds = {
        sound for form in known.forms for sound in (*_family_sounds(form), *_given_sounds(form))
    }
    keys.update(f"y:{year}+{sound}" for year in years for sound in sounds)
    if birth.month is not None and birth.day is not None:
        low, high = sorted((birth.month, birth.day))
        keys.add(f"d:{birth.year}{low:02d}{high:02d}")
        keys.update(f"m:{low:02d}{high:02d}+{sound}" for sound in sounds)
    return keys


def _given_sounds(form: NameForm) -> set[str]:
    if not form.given:
        return set()
    first = form.given[0]
    formal = sorted(full_names(first))[:_MOST_FULL_NAMES]
    return {sound_key(name) for name in (first, *formal)}


def _family_sounds(form: NameForm) -> set[str]:
    if not form.family:
        return set()
    return {sound_key("".join(form.family)), *(sound_key(w) for w in form.family if len(w) > 3)}
