"""Sealed files: offices within the office, each under a key of its own for its members alone.

Nothing of a sealed file is in the office's own database, so every query, operation, draft, index
and audit chain of it is unreadable to whoever holds only the office's key. What the office learns
is that a sealed file exists, and when its workers are busy.
"""

from db.office.sealed.listing import sealed_files
from db.office.sealed.making import make_sealed
from db.office.sealed.opening import open_sealed
from db.office.sealed.standing import SealedOffice

__all__ = [
    "SealedOffice",
    "make_sealed",
    "open_sealed",
    "sealed_files",
]
