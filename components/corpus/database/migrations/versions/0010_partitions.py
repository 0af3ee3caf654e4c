"""Tables of analysis in partitions, so that one more article writes only its own."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table of partitions; the tables are made again, as after new rules."""
    op.create_table(
        "frame_partition",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", "number", name="pk_frame_partition"),
    )
    op.execute("DELETE FROM frame")
    with op.batch_alter_table("frame") as table:
        table.drop_column("data")
