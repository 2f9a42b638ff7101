"""Mapped classes, one file an aggregate. Importing this package maps them all."""

from db.models import (
    appointment,
    audit,
    calendar,
    case_file,
    client,
    court,
    emergency,
    group,
    importing,
    note,
    office,
    search,
    staff,
)
from db.models.base import Base

__all__ = [
    "Base",
    "appointment",
    "audit",
    "calendar",
    "case_file",
    "client",
    "court",
    "emergency",
    "group",
    "importing",
    "note",
    "office",
    "search",
    "staff",
]
