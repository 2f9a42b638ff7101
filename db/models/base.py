"""What every mapped class has: an id made by the client, and where it matters a version."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from db.models.types import Utc
from db.rules.ids import new_id

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Root of the mapped classes; names of constraints are fixed so that migrations find them."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Utc(), UUID: Uuid()}  # noqa: RUF012 (SQLAlchemy's contract)


class Identified:
    """A row with a UUIDv7."""

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)


class Edited(Identified):
    """A row that people edit: a form carries the version that it opened with."""

    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(Utc())
    changed_at: Mapped[datetime] = mapped_column(Utc())

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """Two writers that both read version 3 cannot both write version 4."""
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]
