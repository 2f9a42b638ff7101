"""What it means to join a group, in words; and giving somebody who waits a free place."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from db.operations.groups.members import Joined, take_from_waiting
from db.queries.groups.group_view import MemberLine
from db.queries.groups.joining import Joining, SessionCollision
from db.rules.codes import MemberState
from db.rules.findings import NeedsReason, Refused
from db.texts import sentence, t, tn
from db.texts.dates import moment
from ui.context import PageContext
from ui.dialogs.reason import ReasonDialog

_MOST = 6


def give_place(context: PageContext, line: MemberLine, parent: QWidget, reason: str = "") -> None:
    """Move somebody from the waiting list to the roster, with a reason where it is needed."""

    def failed(error: Exception) -> None:
        if isinstance(error, NeedsReason):
            again = partial(give_place, context, line, parent)
            ReasonDialog(error.findings, t("Give the place all the same"), again, parent).open()
        elif isinstance(error, Refused):
            context.runner.refused.emit(error)

    context.runner.write(
        take_from_waiting,
        line.id,
        line.version,
        reason,
        then=lambda joined: context.notify(joined_words(joined)),
        failed=failed,
    )


def joined_words(joined: Joined) -> str:
    """What became of somebody who was added."""
    if joined.state is MemberState.WAITING:
        return t("All places are taken: they are on the waiting list now.")
    if not joined.sessions and not joined.left_out:
        return t("They have a place. No session is booked yet.")
    words = tn(
        "They have a place, and are on {n} coming session.",
        "They have a place, and are on {n} coming sessions.",
        joined.sessions,
    )
    if not joined.left_out:
        return words
    left = tn(
        "Not on {n} at which they are taken.",
        "Not on {n} at which they are taken.",
        len(joined.left_out),
    )
    return f"{words} {left}"


def joining_words(joining: Joining) -> str:
    """As what somebody would join, before they do."""
    if joining.state is MemberState.WAITING:
        return t("All places are taken: they will wait for one.")
    if not joining.sessions:
        return t("There is a place. No session is booked yet.")
    return tn(
        "There is a place, also at the {n} session to come.",
        "There is a place, also at the {n} sessions to come.",
        joining.sessions,
    )


def collision_words(collisions: Sequence[SessionCollision]) -> str:
    """What stands against somebody at the sessions to come, a line each, the first few."""
    lines = [
        t(
            "{when}: {why}",
            when=moment(one.starts_at),
            why=" ".join(sentence(finding) for finding in one.findings),
        )
        for one in collisions[:_MOST]
    ]
    if len(collisions) > _MOST:
        more = len(collisions) - _MOST
        lines.append(tn("and {n} more", "and {n} more", more))
    return "\n".join(lines)
