"""What may stand in a client's form. Pure: the same while typing and inside the save."""

import dataclasses
from collections.abc import Iterator
from datetime import date

from db.rules.clients.contact import check_contacts
from db.rules.clients.form import ClientForm
from db.rules.codes import ContactRule, SsnQuality
from db.rules.findings import Finding, hard
from db.rules.text_fields import stripped, too_long

_OLDEST = 130  # years; a birth date before that is a slip of the finger
_LONGEST = {
    "first_name": 100,
    "middle_name": 100,
    "last_name": 100,
    "suffix": 20,
    "preferred_name": 100,
    "pronouns": 40,
    "gender": 60,
    "language": 8,
    "tribe": 120,
    "school": 200,
    "code_word": 60,
    "contact_advice": 500,
    "safety_alert": 500,
    "referral_source": 200,
    "presenting_need": 100_000,
}
_LONGEST_ALIAS = 200


def tidied(form: ClientForm) -> ClientForm:
    """The form as it is kept: spaces off, empty aliases gone, each alias once."""
    form = stripped(form)
    aliases = tuple(dict.fromkeys(name for alias in form.aliases if (name := alias.strip())))
    quality = form.ssn_quality
    if form.ssn_last4 and quality is SsnQuality.UNKNOWN:
        quality = SsnQuality.REPORTED
    contacts = tuple(stripped(contact) for contact in form.contact_points)
    return dataclasses.replace(form, aliases=aliases, ssn_quality=quality, contact_points=contacts)


def check_client(form: ClientForm, today: date) -> tuple[Finding, ...]:
    """Everything that stands against saving, each with the field it belongs to."""
    return tuple(_findings(tidied(form), today))


def _findings(form: ClientForm, today: date) -> Iterator[Finding]:
    if not form.first_name and not form.last_name:
        yield hard("client.name_missing", "last_name")
    yield from too_long(form, _LONGEST)
    if any(len(alias) > _LONGEST_ALIAS for alias in form.aliases):
        yield hard("text.too_long", "aliases", most=_LONGEST_ALIAS)
    yield from _dates(form, today)
    if form.ssn_last4 and not (len(form.ssn_last4) == 4 and form.ssn_last4.isdecimal()):
        yield hard("client.ssn_not_four_digits", "ssn_last4")
    elif form.ssn_last4 and form.ssn_quality is not SsnQuality.REPORTED:
        yield hard("client.ssn_contradiction", "ssn_quality")
    if form.race_declined and form.races:
        yield hard("client.race_contradiction", "races")
    asks_code_word = any(ContactRule.ASK_CODE_WORD in one.rules for one in form.contact_points)
    if asks_code_word and not form.code_word:
        yield hard("client.code_word_missing", "code_word")
    yield from check_contacts(form.contact_points)


def _dates(form: ClientForm, today: date) -> Iterator[Finding]:
    birth, death = form.birth_date, form.deceased_on
    if birth is not None and birth.earliest > today:
        yield hard("client.birth_in_future", "birth_date")
    elif birth is not None and birth.year < today.year - _OLDEST:
        yield hard("client.birth_too_early", "birth_date", years=_OLDEST)
    if death is not None and death > today:
        yield hard("client.death_in_future", "deceased_on")
    elif death is not None and birth is not None and death < birth.earliest:
        yield hard("client.death_before_birth", "deceased_on")
