"""Why two people were judged as they were: codes without any client data."""

from db.rules.findings import Finding, information
from db.rules.matching.birth_likeness import BirthLikeness
from db.rules.matching.evidence import Evidence
from db.rules.matching.name_likeness import Likeness

_NAME_REASONS = {
    Likeness.NICKNAME: "match.nickname",
    Likeness.SPELLING: "match.spelling",
    Likeness.SOUND: "match.sound",
    Likeness.PART: "match.part_of_name",
    Likeness.INITIAL: "match.initial",
    Likeness.TWO_NAMES: "match.two_names",
}
_BIRTH_REASONS = {
    BirthLikeness.SAME: "match.same_birth_date",
    BirthLikeness.SAME_NEW_YEAR: "match.same_birth_date",
    BirthLikeness.SAME_MONTH: "match.same_birth_month",
    BirthLikeness.SAME_YEAR: "match.same_birth_year",
    BirthLikeness.SWAPPED: "match.birth_swapped",
    BirthLikeness.ONE_SLIP: "match.birth_slip",
    BirthLikeness.DAY_OFF: "match.birth_day_off",
    BirthLikeness.DIFFERENT: "match.birth_differs",
}


def reasons(e: Evidence) -> list[Finding]:
    """What agrees and what stands against it, as findings for `db.texts.sentence`."""
    codes: dict[str, None] = {}
    if e.name.nothing_known:
        codes["match.no_name"] = None
    elif e.name.given is Likeness.SAME and e.name.family is Likeness.SAME:
        codes["match.same_name"] = None
    else:
        if e.name.given is Likeness.DIFFERENT:
            codes["match.first_name_differs"] = None
        if e.name.family is Likeness.DIFFERENT:
            codes["match.last_name_differs"] = None
        for likeness in (e.name.given, e.name.family):
            if likeness in _NAME_REASONS:
                codes[_NAME_REASONS[likeness]] = None
    told = (
        (e.name.swapped, "match.order"),
        (e.name.alias, "match.other_name"),
        (e.birth in _BIRTH_REASONS, _BIRTH_REASONS.get(e.birth, "")),
        (e.same_ssn, "match.same_ssn"),
        (e.phone, "match.same_phone"),
        (e.email, "match.same_email"),
        (e.address >= 3, "match.same_address"),
        (e.suffix_conflict, "match.suffix_differs"),
        (e.ssn < 0, "match.ssn_differs"),
    )
    codes.update((code, None) for true, code in told if true)
    return [information(code) for code in codes]
