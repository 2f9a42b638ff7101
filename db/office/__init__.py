"""An office: made, opened by somebody who belongs to it, read and written, and kept safe.

This is the one package of `db` that knows where the bytes live (`db.storage`) as well as what is
done with them (`db.queries`, `db.operations`).
"""

from db.office.creating import Created, create_office
from db.office.founding import NewOffice
from db.office.members import NewMember
from db.office.opening import open_office, open_with_identity
from db.office.quick_unlock import keep_unlocked, open_unlocked
from db.office.record import OfficeRecord
from db.office.standing import Office, Together, Written

__all__ = [
    "Created",
    "NewMember",
    "NewOffice",
    "Office",
    "OfficeRecord",
    "Together",
    "Written",
    "create_office",
    "keep_unlocked",
    "open_office",
    "open_unlocked",
    "open_with_identity",
]
