"""The section for everything that leaves on paper or as a spreadsheet."""

from ui.pages.reporting.page import ReportsPage

__all__ = ["ReportsPage"]
