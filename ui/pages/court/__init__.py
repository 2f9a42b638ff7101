"""The court section: hearings that come and have been, and the reports that they need."""

from ui.pages.court.page import CourtPage

__all__ = ["CourtPage"]
