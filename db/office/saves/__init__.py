"""A shared drive can lose a save that it had acknowledged; here they are kept, and saved again."""

from db.office.saves.recent import Found, RecentSaves

__all__ = ["Found", "RecentSaves"]
