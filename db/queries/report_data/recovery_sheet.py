"""The recovery code, on paper, for the safe."""

from dataclasses import dataclass
from datetime import datetime

from db.queries.report_data.office import Letterhead


@dataclass(frozen=True, slots=True)
class RecoverySheetData:
    """The one sheet that opens the office when every password is lost.

    `code` is printed as it stands and must not be kept anywhere else; `made_at` is in the
    office's zone. `folder` says where the office was made, and may be empty.
    """

    letterhead: Letterhead
    code: str
    made_at: datetime
    made_by: str
    folder: str = ""
