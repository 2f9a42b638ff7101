"""The calendar: days and weeks of workers and rooms, to book, move and cancel in."""

from ui.pages.calendar.page import CalendarPage

__all__ = ["CalendarPage"]
