"""Schema, SQL and transactions on SQLite and PostgreSQL."""
