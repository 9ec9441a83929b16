"""No table is read from end to end here, neither on SQLite nor PostgreSQL."""

from tests.unit.server.conftest import (
    five_years,
    no_table_that_grows_is_read_from_end_to_end,
    seen_statements,
)

__all__ = ["five_years", "no_table_that_grows_is_read_from_end_to_end", "seen_statements"]
