"""Taking a client in, changing what is recorded, and with whom a client lives."""

from ui.dialogs.client.intake import After, ClientDialog
from ui.dialogs.client.taking_in import go_on_with, take_in

__all__ = ["After", "ClientDialog", "go_on_with", "take_in"]
