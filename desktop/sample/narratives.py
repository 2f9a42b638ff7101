"""What the notes of the sample office say. `{child}` and `{parent}` are first names."""

from db.rules.codes import NoteKind, Topic

NOTES: dict[Topic, tuple[str, ...]] = {
    Topic.PLACEMENT: (
        "Visited the home. {child} showed the room that is shared with another child; bed, desk "
        "and closet are in order. The caregiver reports that {child} sleeps through the night "
        "and eats well. No concerns about the placement were seen or reported.",
        "{child} has settled in. The caregiver asked for help with transport to visits; a bus pass "
        "was arranged. {child} says that weekends are long and asks for a library card.",
        "The caregiver described two arguments about screen time this week, both resolved the "
        "same evening. House rules were written down together with {child}.",
    ),
    Topic.SAFETY: (
        "Checked smoke detectors, medication storage and the back stairs. The stair rail was "
        "repaired as agreed. {child} could name two adults to call when worried.",
        "Reviewed the safety plan with {parent}. The neighbor on the first floor agreed to be a "
        "contact. No new incidents were reported since the last visit.",
    ),
    Topic.HEALTH: (
        "{child} had the yearly physical; growth is on track and immunizations are up to date. "
        "A dental appointment is booked. The caregiver has the insurance card.",
        "Asthma action plan received from the clinic and shared with the school nurse. {child} can "
        "show how to use the inhaler. No emergency visits since the last report.",
    ),
    Topic.MENTAL_HEALTH: (
        "{child} attends counseling every week and likes the therapist. The caregiver sees fewer "
        "nightmares. The therapist will send an attendance letter before the hearing.",
        "{parent} completed the intake for counseling and has a first appointment next week.",
    ),
    Topic.SCHOOL: (
        "Spoke with the school. {child} missed one day this month and is passing all subjects; "
        "reading improved by one level. A meeting about extra support in mathematics was set.",
        "Attendance is at 94 percent. The teacher describes {child} as quiet but willing, with two "
        "close friends. Homework comes in on most days.",
    ),
    Topic.FAMILY: (
        "{parent} talked about work schedules and the support that the family has. An aunt "
        "offered to take the children on Saturdays. The family tree was updated.",
        "Met the family at home. {parent} prepared a meal with the children; conversation was "
        "warm. {parent} asked how long the case will stay open.",
    ),
    Topic.VISITATION: (
        "{parent} arrived on time with snacks and a board game. {child} ran to greet {parent}. "
        "They played and read together. Parting was calm with a plan for the next visit.",
        "{parent} was fifteen minutes late because of the bus and called ahead. The visit went "
        "well once it began; {child} asked for a longer visit next time.",
    ),
    Topic.PARENT_PROGRESS: (
        "{parent} completed session six of the parenting course and explained what was tried at "
        "home: one instruction at a time, and praise. The instructor confirms attendance.",
        "{parent} brought pay stubs and proof of the lease application. Two of the four steps of "
        "the agreement are done; the remaining ones were dated.",
    ),
    Topic.HOUSING: (
        "The housing application is complete. {parent} has the list of documents that are still "
        "needed. The landlord agreed to wait until the end of the month.",
        "Saw the new apartment. Two bedrooms, heat and water work. Beds are to be delivered on "
        "Friday through the furniture bank.",
    ),
    Topic.INCOME: (
        "{parent} started part-time work at the grocery store. A budget was made together; child "
        "care assistance was applied for.",
    ),
    Topic.TRANSITION: (
        "Went through the transition plan: identity documents, bank account, driver's education. "
        "{child} wants to visit the community college in spring.",
    ),
    Topic.STRENGTHS: (
        "{child} was chosen for the school play and practices every day. The family came to the "
        "first rehearsal.",
    ),
    Topic.CHILD_WISHES: (
        "{child} says in private: would like to live with {parent} again, in the same school, "
        "and to keep the dog.",
    ),
}


def _of_adults() -> dict[Topic, tuple[str, ...]]:
    """What can be told of somebody without children."""
    told = {
        topic: tuple(text for text in texts if "child" not in text and "parenting" not in text)
        for topic, texts in NOTES.items()
    }
    return {topic: texts for topic, texts in told.items() if texts}


OF_ADULTS = _of_adults()

ATTEMPTED = (
    "Nobody answered the door at the agreed time; a card was left. A text was sent to the number "
    "on file. Will try again tomorrow.",
    "Called and reached no one. No voicemail was left, as agreed.",
)

CONFIDENTIAL = {
    "victim_service": "Reviewed options for a protective order and safe ways to be reached. "
    "{parent} chose to think it over.",
    "substance_use": "{parent} reports attendance at group three times this week. The program "
    "confirmed two of them under the signed consent.",
    "psychotherapy": "Session themes: trust, and grief about the move. Continue weekly.",
}

KINDS: tuple[NoteKind, ...] = (
    (NoteKind.HOME_VISIT,) * 5
    + (NoteKind.PHONE,) * 4
    + (NoteKind.OFFICE_VISIT,) * 2
    + (NoteKind.VISITATION,) * 2
    + (NoteKind.COLLATERAL, NoteKind.SCHOOL_VISIT, NoteKind.VIDEO)
)

NEEDS = (
    "Family asks for help after the loss of housing.",
    "Referred by the county after a report of neglect.",
    "School counselor refers because of many absences.",
    "Mother asks for parenting support and child care.",
    "Grandmother took in two children and needs guidance on guardianship.",
    "Self-referred: leaving an unsafe relationship.",
    "Hospital social worker refers after the birth of a child.",
)

BACKGROUNDS = (
    "Came to this county two years ago for work. Relatives live three hours away; neighbors help "
    "where they can.",
    "Known here from an earlier case that was closed with its goals met. No open matters "
    "elsewhere.",
    "Lost the apartment after a cut in working hours; stayed with friends since spring.",
    "In touch with the school and the clinic for years. Speaks openly about what went well and "
    "what did not.",
    "Grew up in the area; finished a training as a nursing aide and would like to return to it.",
)

ORDERS = (
    "Parent shall complete a parenting course and provide proof of completion.",
    "The agency shall arrange supervised visits twice a week.",
    "The child shall remain in the current placement.",
    "The agency shall refer the child for a counseling assessment within 30 days.",
    "Parent shall keep the agency informed of any change of address.",
    "The agency shall assist the parent with the housing application.",
)

OUTCOMES = (
    "The court found that reasonable efforts were made and set a date for review.",
    "The placement continues. The parent was praised for the work that was done.",
    "Visits may take place without supervision from next month on.",
    "The plan stays reunification. The agency reports on housing at the next hearing.",
)

SITUATIONS = (
    "{child} was placed after a report of neglect that the county substantiated. Since then the "
    "family has worked with the agency every week. {parent} has kept all appointments but two, "
    "found part-time work, and is close to the end of the parenting course."
)
ASSESSMENTS = (
    "{child} is safe and doing well in the present placement. {parent} shows steady progress; the "
    "remaining concern is stable housing. The bond between {child} and {parent} is strong."
)
RECOMMENDATIONS = (
    "That the present placement continue until the next hearing, since it is stable and near the "
    "school.\n"
    "That visits be extended to a full day on weekends, since all visits so far went well.\n"
    "That the agency continue to assist with housing, since this is the last open condition."
)
