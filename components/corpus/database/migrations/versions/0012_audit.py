"""Audit of who wrote what, whose entries the database refuses to change."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_REFUSED = "entries of the audit are never changed"
PROTECT = {
    "sqlite": [
        f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION refuse_audit() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN RAISE EXCEPTION '{_REFUSED}'; END$$",
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit()",
    ],
}


def upgrade() -> None:
    """Make the table, empty."""
    names = ("made", "who", "role", "wrote", "digest")
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in names),
    )
    for statement in PROTECT[op.get_bind().dialect.name]:
        op.execute(statement)
