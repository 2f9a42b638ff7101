"""Why somebody waits for an appointment no more. The walls know of those who wait in the log."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
additive = True


def upgrade() -> None:
    """Add the column; nothing that is there changes."""
    op.add_column(
        "appointment_request",
        sa.Column("withdrawn_because", sa.Text(), server_default="", nullable=False),
    )
