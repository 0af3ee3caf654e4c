"""Results of analysis by pair of articles, and how long a task is still expected to take."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table, which is filled by analysis; what is under way has no forecast."""
    op.create_table(
        "pair_result",
        *[sa.Column(name, sa.Text, nullable=False) for name in ("kind", "a", "b", "settings")],
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("kind", "a", "b", "settings", name="pk_pair_result"),
        *[
            sa.ForeignKeyConstraint(
                [name], ["article.id"], f"fk_pair_result_{name}_article", ondelete="CASCADE"
            )
            for name in ("a", "b")
        ],
    )
    for name in ("a", "b"):
        op.create_index(f"ix_pair_result_{name}", "pair_result", [name])
    op.add_column("progress", sa.Column("seconds", sa.Float, nullable=False, server_default="-1"))
