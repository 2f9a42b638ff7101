"""Booking, changing and cancelling an appointment: the form, what stands against it, what is free.

`AppointmentDialog.new`, `.edit` and `.go_on` are the ways in; every page may use them.
"""

from ui.dialogs.appointment.cancel import CancelDialog
from ui.dialogs.appointment.dialog import AppointmentDialog
from ui.dialogs.appointment.giving_on import give_on
from ui.dialogs.appointment.prefill import Prefill

__all__ = ["AppointmentDialog", "CancelDialog", "Prefill", "give_on"]
