"""Today: what is next and what is late, mine first."""

from ui.pages.today.page import TodayPage

__all__ = ["TodayPage"]
