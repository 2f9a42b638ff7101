"""Sentences for what can be wrong with hearings, orders, placements and court reports."""

SENTENCES: dict[str, str] = {
    "hearing.unknown": "There is no such hearing in this case.",
    "hearing.case_stays": "A hearing stays with its case. Add a new one for another case.",
    "hearing.has_appointment": (
        "This hearing stands in the calendar. Move its appointment there; the hearing follows."
    ),
    "hearing.other_appointment": "This appointment belongs to another case.",
    "hearing.has_not_begun": "The hearing has not begun, so it has no outcome yet.",
    "hearing.too_long": "Write it with at most {longest} characters.",
    "hearing.already_there": "This case already has such a hearing at that time.",
    "order.text_missing": "Write down what the court ordered.",
    "order.in_future": "An order cannot have been made in the future.",
    "order.due_before_ordered": "The order was made on {day}; it cannot be due earlier.",
    "order.other_hearing": "This hearing belongs to another case.",
    "order.case_stays": "An order stays with its case.",
    "placement.child_stays": "A placement stays with its child. Add one for the other child.",
    "placement.not_a_party": "Choose a child of this case. Add the child as a party first.",
    "placement.in_future": "A placement cannot begin in the future.",
    "placement.ends_before_start": "The placement began on {day}; it cannot end earlier.",
    "placement.overlaps": "The child lives elsewhere then: see the placement since {day}.",
    "placement.reason_too_long": "Give the reason with at most {longest} characters.",
    "hearing.continued_to_past": "Choose a time to come for the hearing.",
    "hearing.due_after": "The hearing is on {day}; its report cannot be due later.",
    "report.situation_missing": "The situation is not written yet.",
    "report.assessment_missing": "The assessment is not written yet.",
    "report.recommendations_missing": "The recommendations are not written yet.",
    "report.court_missing": "The court is not known.",
    "report.docket_missing": "The case has no docket number.",
    "report.judge_missing": "The judge is not known.",
    "report.no_signed_notes": "No note of this time is signed, so there are no facts to print.",
    "report.notes_unsigned": "Notes of this time that are not signed: {n}. They are left out.",
    "report.orders_unanswered": (
        "Orders that are not carried out and about which nothing is said: {n}."
    ),
    "report.notes_withheld": ("Notes that stay out because they need a consent or an order: {n}."),
    "period.ends_before_start": "The period begins on {day}; it cannot end earlier.",
}
