"""Reception: the board of today, messages, walk-ins; never anything of a case."""

from ui.pages.reception.page import ReceptionPage

__all__ = ["ReceptionPage"]
