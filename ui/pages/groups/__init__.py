"""Groups: their rosters and waiting lists, their sessions, who came, and what was written."""

from ui.pages.groups.page import GroupsPage

__all__ = ["GroupsPage"]
