"""The recovery code, on paper, for the safe."""

from dataclasses import dataclass, field
from datetime import date

from db.queries.report_data.office import Letterhead


@dataclass(frozen=True, slots=True)
class RecoverySheetData:
    """The one sheet that opens the office when every password is lost.

    `code` is printed as it stands and must not be kept anywhere else; `folder` says where the
    office was made, a folder or an address on a server, and may be empty.
    """

    letterhead: Letterhead
    folder: str
    code: str = field(repr=False)
    made_on: date

    @property
    def on_server(self) -> bool:
        """Whether who looks after the server is needed as well."""
        return "://" in self.folder
