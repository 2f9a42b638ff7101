"""That client data left the office: for whom, and why."""

from uuid import UUID

from db.models.audit import Disclosure
from db.operations.work import Work
from db.queries.visibility import case_to_read, client_to_see
from db.rules.disclosure import DisclosureForm, check_disclosure
from db.rules.findings import Refused, hard, raise_hard
from db.rules.permissions import Action
from db.rules.text_fields import stripped

_ANY_OF = (Action.PRINT_CASES, Action.EXPORT_LISTS, Action.EXPORT_FUNDER, Action.BOOK)


def record_disclosure(work: Work, form: DisclosureForm) -> UUID:
    """Record a print, a saved file or an export before it is handed out.

    Raises `Refused`: findings of `check_disclosure`, or where the case or client may not be
    seen. A form whose id is there already records nothing more.
    """
    if not any(work.may(action) for action in _ANY_OF):
        raise Refused(hard("permission.denied", action="print", role=work.user.role))
    if work.session.get(Disclosure, form.id) is not None:
        return form.id
    raise_hard(check_disclosure(form))
    if form.case_id is not None:
        work.require(Action.PRINT_CASES)
        case_to_read(work, form.case_id)
    if form.client_id is not None:
        client_to_see(work, form.client_id)
    form = stripped(form)
    work.session.add(
        Disclosure(
            id=form.id,
            at=work.now,
            user_id=work.user.id,
            document=form.document,
            form=form.left_as.value,
            recipient=form.recipient,
            purpose=form.purpose,
            remark=form.remark,
            case_id=form.case_id,
            client_id=form.client_id,
            rows=form.rows,
            sha256=form.sha256,
        )
    )
    work.session.flush()
    about = {"case": form.case_id, "client": form.client_id}
    work.record(
        f"document.{form.left_as.value}",
        "disclosure",
        form.id,
        document=form.document,
        purpose=form.purpose.value,
        recipient=form.recipient,
        rows=form.rows,
        **{name: one.hex for name, one in about.items() if one is not None},
    )
    work.changed("disclosure", form.id)
    return form.id
