"""Where the office looks for newer versions of the program, and from which day all are told."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
additive = True


def upgrade() -> None:
    """Add the office's choices; nothing that is there changes."""
    op.add_column(
        "office", sa.Column("update_place", sa.String(500), server_default="", nullable=False)
    )
    op.add_column("office", sa.Column("update_from", sa.Date(), nullable=True))
