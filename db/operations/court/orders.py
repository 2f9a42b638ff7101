"""What the court ordered, and how far it is carried out."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db.models.court import CourtOrder, Hearing
from db.operations.cases.access import case_to_change
from db.operations.work import Work
from db.rules.codes import OrderStatus
from db.rules.findings import Finding, Refused, hard, raise_hard
from db.rules.text_fields import stripped


@dataclass(frozen=True)
class OrderForm:
    """A court order as it is typed; `hearing_id` is the hearing at which it was made."""

    id: UUID
    case_id: UUID
    ordered_on: date
    text: str
    hearing_id: UUID | None = None
    due_on: date | None = None
    status: OrderStatus = OrderStatus.NOT_IMPLEMENTED
    remark: str = ""
    version: int = 0


def add_order(work: Work, form: OrderForm) -> None:
    """Add an order of the court to a case."""
    form = stripped(form)
    case_to_change(work, form.case_id)
    raise_hard(_findings(work, form))
    order = CourtOrder(id=form.id, case_id=form.case_id)
    _fill(order, form)
    work.add(order)
    work.session.flush()
    work.record("order.added", "order", order.id, case=str(form.case_id))
    work.changed("case", form.case_id)


def change_order(work: Work, form: OrderForm) -> None:
    """Change an order, or say how far it has been carried out."""
    form = stripped(form)
    order = _order(work, form.id)
    if order.case_id != form.case_id:
        raise Refused(hard("order.case_stays"))
    raise_hard(_findings(work, form))
    work.edit(CourtOrder, form.id, form.version)
    _fill(order, form)
    work.record("order.changed", "order", order.id)
    work.changed("case", order.case_id)


def remove_order(work: Work, order_id: UUID, form_version: int) -> None:
    """Take out an order that was added by mistake; the audit log keeps that it was there."""
    order = _order(work, order_id)
    work.edit(CourtOrder, order_id, form_version)
    work.record(
        "order.removed", "order", order_id, case=str(order.case_id),
        ordered_on=order.ordered_on.isoformat(),
    )  # fmt: skip
    work.changed("case", order.case_id)
    work.session.delete(order)


def _order(work: Work, order_id: UUID) -> CourtOrder:
    order = work.session.get(CourtOrder, order_id)
    if order is None:
        raise Refused(hard("record.gone", kind="court_order"))
    case_to_change(work, order.case_id)
    return order


def _findings(work: Work, form: OrderForm) -> list[Finding]:
    found = []
    if not form.text.strip():
        found.append(hard("order.text_missing", "text"))
    if form.ordered_on > work.today:
        found.append(hard("order.in_future", "ordered_on"))
    if form.due_on and form.due_on < form.ordered_on:
        found.append(hard("order.due_before_ordered", "due_on", day=form.ordered_on))
    if form.hearing_id is not None:
        hearing = work.session.get(Hearing, form.hearing_id)
        if hearing is None or hearing.case_id != form.case_id:
            found.append(hard("order.other_hearing", "hearing_id"))
    return found


def _fill(order: CourtOrder, form: OrderForm) -> None:
    order.hearing_id = form.hearing_id
    order.ordered_on = form.ordered_on
    order.text = form.text.strip()
    order.due_on = form.due_on
    order.status = form.status
    order.remark = form.remark.strip()
