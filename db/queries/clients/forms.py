"""A client opened for editing."""

from uuid import UUID

from db.models.client import ContactPoint
from db.queries.opened import Opened
from db.queries.reading import Reading
from db.queries.visibility import client_to_see
from db.rules.clients.contact import ContactForm
from db.rules.clients.form import ClientForm
from db.rules.codes import ContactRule
from db.rules.permissions import Action

PLAIN_FIELDS = (
    "first_name",
    "middle_name",
    "last_name",
    "suffix",
    "preferred_name",
    "pronouns",
    "birth_date",
    "deceased_on",
    "sex",
    "gender",
    "ssn_last4",
    "ssn_quality",
    "language",
    "interpreter",
    "race_declined",
    "education",
    "insurance",
    "military",
    "work_status",
    "disability",
    "tribe",
    "icwa",
    "school",
    "do_not_confirm",
    "code_word",
    "contact_advice",
    "safety_alert",
    "referral_source",
    "presenting_need",
)
"""Fields of `ClientForm` that are columns of the same name."""


def client_form(reading: Reading, client_id: UUID) -> Opened[ClientForm]:
    """The form filled from the record. Raises `Refused` with "client.unknown".

    Protected contact points are left out for whoever may not read case files; saving the form
    leaves them as they are.
    """
    client = client_to_see(reading, client_id)
    plain = {name: getattr(client, name) for name in PLAIN_FIELDS}
    form = ClientForm(
        id=client.id,
        races=frozenset(race.race for race in client.races),
        aliases=tuple(alias.name for alias in client.aliases),
        contact_points=tuple(
            contact_form(point) for point in client.contact_points if may_see(reading, point)
        ),
        **plain,
    )
    return Opened(form, client.version)


def contact_form(point: ContactPoint) -> ContactForm:
    """A stored contact point as a form shows it."""
    return ContactForm(
        id=point.id,
        kind=point.kind,
        value=point.value,
        label=point.label,
        rules=frozenset(ContactRule(rule) for rule in point.rules),
        preferred=point.preferred,
    )


def may_see(reading: Reading, point: ContactPoint) -> bool:
    """Whether this contact is shown to whoever asks: protected ones go with case files."""
    return ContactRule.PROTECTED.value not in point.rules or reading.may(Action.READ_CASES)
