"""The section where an agency's records come in from tables."""

from ui.pages.importing.page import ImportPage

__all__ = ["ImportPage"]
