"""Appointments that break, and what becomes of them."""

from ui.dialogs.plan.offering import offer_plan, offer_plan_for_hearing

__all__ = ["offer_plan", "offer_plan_for_hearing"]
