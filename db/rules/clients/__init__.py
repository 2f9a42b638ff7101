"""What may be recorded of a client."""

from db.rules.clients.checks import check_client
from db.rules.clients.contact import ContactForm, check_contacts
from db.rules.clients.form import ClientForm

__all__ = ["ClientForm", "ContactForm", "check_client", "check_contacts"]
