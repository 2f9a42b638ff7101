"""Appointments that break, and what becomes of them."""

from ui.dialogs.plan.offering import offer_plan

__all__ = ["offer_plan"]
