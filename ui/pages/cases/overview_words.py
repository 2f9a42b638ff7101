"""The first page of a case file in words."""

from datetime import date

from db.queries.cases.case_parts import CaseOverview
from db.rules.codes import CaseStatus
from db.texts import label, t
from db.texts.dates import date_short


def placement_words(case: CaseOverview) -> list[str]:
    """Where each child of the case lives now."""
    names = {party.client_id: party.name for party in case.parties if party.client_id}
    found = []
    for placement in case.placements:
        words = f"{label(placement.kind)}, {span_words(placement.started_on, None)}"
        name = names.get(placement.client_id, "")
        found.append(f"{name}: {words}" if name else words)
    return found


def span_words(first: date, last: date | None) -> str:
    """Since when, or from when to when."""
    begun = date_short(first)
    if last is None:
        return t("since {day}", day=begun)
    return t("{first} to {last}", first=begun, last=date_short(last))


def caption_words(case: CaseOverview) -> str:
    """The caption under which a court knows the case."""
    lines = [
        t("In the matter of {name}", name=case.in_the_matter_of) if case.in_the_matter_of else "",
        t("Docket {number}", number=case.docket) if case.docket else "",
        ", ".join(part for part in (case.court, case.county) if part),
        t("Removed from home {day}", day=date_short(case.removed_on)) if case.removed_on else "",
    ]
    words = "\n".join(line for line in lines if line)
    if words or case.header.status is CaseStatus.CLOSED:
        return words
    return t("This case is not before a court, or its caption is not entered.")
