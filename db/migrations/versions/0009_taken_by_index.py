"""What is taken is found in the index alone, so that a large calendar answers as a small one."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None
additive = True

_NAME, _TABLE = "ix_taken", "appointment_resource"


def upgrade() -> None:
    """Make the index anew with what is read beside it; no record changes."""
    op.drop_index(_NAME, table_name=_TABLE)
    op.create_index(
        _NAME, _TABLE, ["resource_id", "starts_at", "ends_at", "appointment_id", "blocks"]
    )
