"""The section "Office": what somebody sets for themselves, and what the office is made of."""

from ui.pages.office.page import OfficePage

__all__ = ["OfficePage"]
