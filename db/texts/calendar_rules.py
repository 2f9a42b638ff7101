"""The rules of the calendar in words: what each says, and an example."""

from dataclasses import dataclass

from db.rules.scheduling.weights import Rule
from db.texts.catalog import t


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What a rule is called, what it says, and how that looks."""

    name: str
    says: str
    example: str


def rule_words(rule: Rule) -> RuleWords:
    """The words for one of the rules."""
    return RuleWords(*_taken(rule))


def _taken(rule: Rule) -> tuple[str, str, str]:
    match rule:
        case Rule.WORKER_BUSY:
            return (
                t("A worker is taken"),
                t("A worker has one appointment at a time."),
                t("Mei has a home visit until 10:00. She cannot be booked at 9:30."),
            )
        case Rule.CLIENT_BUSY:
            return (
                t("A client is expected elsewhere"),
                t("A client is in one place at a time; school or a doctor counts as well."),
                t("Ada is at the dentist until 11:00. An intake at 10:30 is not possible."),
            )
        case Rule.HOUSEHOLD_MEMBER_BUSY:
            return (
                t("Somebody of the household is expected elsewhere"),
                t("Who comes along is in one place at a time, as the client is."),
                t("The daughter has a visit of her own at 14:00 and does not come along then."),
            )
        case Rule.MEMBER_BUSY:
            return (
                t("A member of a group is expected elsewhere"),
                t("A session of a group takes place without a member who is elsewhere."),
                t("Ada sees a doctor on Tuesday, when her group meets: the reason is kept."),
            )
        case Rule.INTERPRETER_BUSY:
            return (
                t("An interpreter is taken"),
                t("An interpreter is in one place at a time."),
                t("Rosa interprets until 10:00. From 10:00 on she can be booked again."),
            )
        case Rule.ROOM_TAKEN:
            return (
                t("A room is taken"),
                t("A room holds one appointment at a time, or as many as it is meant for."),
                t("The hall is booked: its west half is taken too."),
            )
        case Rule.CAR_TAKEN:
            return (
                t("A car is taken"),
                t("A car is out for one appointment at a time."),
                t("The van is out until 12:00. It can be booked from 12:00 on."),
            )
        case Rule.TENTATIVE:
            return (
                t("Something tentative is there"),
                t("What is asked for or tentative keeps nobody away, but is told of."),
                t("Mei has something tentative at 9:00. Whoever books her then says why."),
            )
        case Rule.HEARING_MOVED:
            return (
                t("A hearing is moved"),
                t("A court set the time of a hearing; it is moved only if the court does."),
                t("A hearing is dragged from Tuesday to Wednesday: the order is asked about."),
            )
        case _:
            return _present(rule)


def _present(rule: Rule) -> tuple[str, str, str]:
    match rule:
        case Rule.ON_LEAVE:
            return (
                t("A worker is away"),
                t("Nobody is booked in their leave."),
                t("Mei is on vacation until Friday. On Thursday somebody else is chosen."),
            )
        case Rule.BUSY_ELSEWHERE:
            return (
                t("A worker is busy in another calendar"),
                t("Nobody is booked where their own calendar, such as Outlook, says busy."),
                t("Mei is at the dentist at 9:00 by her Outlook. Whoever books her says why."),
            )
        case Rule.OUTSIDE_HOURS:
            return (
                t("Outside a worker’s hours"),
                t("Workers are booked in their working hours."),
                t("Mei works from 8:30 to 17:00. A visit at 18:00 wants a reason."),
            )
        case Rule.LUNCH:
            return (
                t("An intake in a worker’s break"),
                t("Between two spans of a worker’s day no intake is held."),
                t("Mei works until 12:00 and from 13:00. An intake at 12:30 wants a reason."),
            )
        case Rule.OFFICE_CLOSED:
            return (
                t("The office is closed"),
                t("Nothing is booked on public holidays and other closures."),
                t("On Thanksgiving the office is closed: a visit on that day wants a reason."),
            )
        case Rule.OFFICE_NOT_OPEN:
            return (
                t("The office is not open"),
                t("Rooms are booked while the office is open."),
                t("The office closes at 17:00. The hall at 18:00 wants a reason."),
            )
        case _:
            return _around(rule)


def _around(rule: Rule) -> tuple[str, str, str]:
    match rule:
        case Rule.BUFFER:
            return (
                t("Time kept free before and after"),
                t("What a kind of appointment keeps free around it stays free for its workers."),
                t("An intake keeps 15 min free after it. It ends at 10:00: begin at 10:15."),
            )
        case Rule.TRAVEL:
            return (
                t("The way between two places"),
                t("A worker needs the time that the way from one place to the next takes."),
                t("From the court to the office it takes 25 min. Court ends at 10:00: 10:25."),
            )
        case Rule.MOST_A_DAY:
            return (
                t("Many appointments on one day"),
                t("A worker has no more than so many a day; their own number goes before this."),
                t("At most six a day: the seventh wants a reason."),
            )
        case Rule.CLIENT_SAME_DAY:
            return (
                t("A client comes twice on a day"),
                t("Two appointments of a client on one day can perhaps be one."),
                t("Ada is here at 9:00. Whoever books her at 15:00 as well says why."),
            )
        case Rule.NO_WORKER:
            return (
                t("An intake without a worker"),
                t("Somebody leads an intake."),
                t("An intake is booked and nobody is chosen: who leads it is asked."),
            )
        case Rule.IN_THE_PAST:
            return (
                t("The time has passed"),
                t("What is booked in the past is told of, in case it is a slip."),
                t("Today is Tuesday, and somebody types Monday."),
            )
    raise KeyError(rule)
