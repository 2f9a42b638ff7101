"""The section "Sealed files"."""

from ui.pages.sealed.page import SealedPage

__all__ = ["SealedPage"]
