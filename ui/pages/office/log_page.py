"""What was done in a sealed file and what left it: the parts of "Office" that one has, too."""

from db.texts import t
from ui.pages.office.page import OfficePage
from ui.pages.office.registry import Entry, entries

_PARTS = ("audit", "disclosures")


class LogPage(OfficePage):
    """The audit log and the accounting of disclosures."""

    remembered = "sealed.part"

    def title(self) -> str:
        return t("Log")

    def offered(self) -> list[Entry]:
        return [entry for entry in entries() if entry.key in _PARTS]
