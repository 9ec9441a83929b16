"""The schema of version 0.3.0, the first that is upgraded from: its rows are kept from here on."""

import sqlalchemy as sa
from alembic import op

from server.store.engine.first_schema import statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    for statement in statements(connection.dialect.name):
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    connection = op.get_bind()
    tables = sa.MetaData()
    tables.reflect(connection)
    kept = [table for table in tables.sorted_tables if table.name != "alembic_version"]
    tables.drop_all(connection, tables=kept)
