"""Another calendar's file brought in: whose it is, and every event with what becomes of it."""

from ui.dialogs.events_file.dialog import EventsDialog

__all__ = ["EventsDialog"]
