"""What a query may know."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from db.rules.findings import Refused, hard
from db.rules.permissions import Action, CurrentUser, allowed


@dataclass
class Reading:
    """An open session, who asks, and when.

    `now` is an aware moment in UTC, the same for the whole reading; `zone` is the office's.
    Lives as long as one job, on the thread that the job runs on.
    """

    session: Session
    user: CurrentUser
    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The day it is in the office."""
        return self.now.astimezone(self.zone).date()

    @property
    def now_seconds(self) -> int:
        """Now, in the calendar's whole seconds UTC."""
        return int(self.now.timestamp())

    def may(self, action: Action) -> bool:
        """Whether the user's role allows this at all."""
        return allowed(self.user.role, action)

    def require(self, action: Action) -> None:
        """Raise `Refused` with "permission.denied" unless the user's role allows this."""
        if not self.may(action):
            raise Refused(hard("permission.denied", action=action.value, role=self.user.role))
