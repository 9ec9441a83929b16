"""A migrated database for each test, on both engines, as the unit tests of the store have it."""

from tests.unit.server.conftest import database_url, postgresql, sqlite_file

__all__ = ["database_url", "postgresql", "sqlite_file"]
