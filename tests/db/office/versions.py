"""Programs of other versions, played by giving this one's migrations a longer or shorter chain."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db.storage import schema

_TOMORROW = '''"""Tomorrow's schema."""

import sqlalchemy as sa
from alembic import op

revision = "tomorrow"
down_revision = "{before}"
additive = {additive}
since = "0.2.0"


def upgrade() -> None:
    """Something new everywhere."""
    op.create_table(
        "weather",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("client_id", sa.Uuid(), sa.ForeignKey("client.id"), nullable=False),
    )
    op.add_column("client", sa.Column("sky", sa.Text(), nullable=False, server_default="blue"))
    op.add_column("appointment", sa.Column("rain", sa.Text(), nullable=True))
    op.create_index("ix_client_sky", "client", ["sky"])
    op.execute("UPDATE client SET sky = 'grey'")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER sky BEFORE DELETE ON weather BEGIN SELECT RAISE(ABORT, 'sky'); END"
        )
    {more}
'''


class Tomorrow:
    """The program of the version after this one."""

    def __init__(self, folder: Path, *, additive: bool = True, more: str = "pass") -> None:
        self._migrations = folder / "tomorrow's migrations"
        shutil.copytree(schema._MIGRATIONS, self._migrations)
        content = _TOMORROW.format(before=schema.newest_schema(), additive=additive, more=more)
        (self._migrations / "versions" / "tomorrow.py").write_text(content, "utf-8")

    @contextmanager
    def runs(self) -> Iterator[None]:
        """Until then everything here is done by that program."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(schema, "_MIGRATIONS", self._migrations)
            yield
