"""The section for clients and their cases."""

from ui.pages.clients.page import ClientsPage

__all__ = ["ClientsPage"]
