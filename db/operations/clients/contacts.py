"""Contact points as a form gives them, written into a record."""

from collections.abc import Collection, Sequence
from uuid import UUID

from db.models.client import ContactPoint
from db.operations.work import Work
from db.rules.clients.contact import ContactForm, matched_form
from db.rules.findings import Refused, hard


def put_contacts(
    work: Work,
    points: list[ContactPoint],
    forms: Sequence[ContactForm],
    untouched: Collection[UUID] = (),
) -> None:
    """Make a record's contact points what the form says, in its order.

    `untouched` are points that whoever fills the form was not shown: they stay as they are. A
    form that names another record's contact point is refused ("record.gone").
    """
    kept = {point.id: point for point in points}
    ordered = [kept[one] for one in kept if one in untouched]
    for form in forms:
        if form.id in untouched:
            raise Refused(hard("record.gone", kind="contact_point"))
        point = kept.get(form.id)
        if point is None:
            if work.session.get(ContactPoint, form.id) is not None:
                raise Refused(hard("record.gone", kind="contact_point"))
            point = ContactPoint(id=form.id)
        point.kind, point.value, point.label = form.kind, form.value, form.label
        point.matched = matched_form(form.kind, form.value)
        point.rules = sorted(rule.value for rule in form.rules)
        point.preferred = form.preferred
        ordered.append(point)
    for place, point in enumerate(ordered):
        point.position = place
    points[:] = ordered


def told(points: Sequence[ContactPoint]) -> list[str]:
    """The points in words for the audit log: kind, value and rules."""
    return [
        f"{point.kind.value}: {point.value}" + "".join(f" [{rule}]" for rule in point.rules)
        for point in points
    ]
