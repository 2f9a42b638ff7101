"""Taking a client in, changing what is recorded, and with whom a client lives."""

from ui.dialogs.client.intake import After, ClientDialog

__all__ = ["After", "ClientDialog"]
