"""Which PostgreSQL answers: a standby that took over is another one, though its data are a copy."""

from typing import TYPE_CHECKING, Any

from server.store.engine.faults import OtherDatabase, StandbyOnly

if TYPE_CHECKING:
    import psycopg

# The timeline is that of the log's end: the last checkpoint may be older than a promotion.
_QUESTION = (
    "SELECT system_identifier || '/' ||"
    " left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) FROM pg_control_system()"
)


def lineage_of(driver: "psycopg.Connection[Any]") -> str:
    """Return the cluster and its timeline; a restart keeps both, a promotion begins a timeline.

    "": this PostgreSQL does not tell. Raise StandbyOnly, psycopg.OperationalError.
    """
    from psycopg import errors  # not before: who has a SQLite file starts without it

    if driver.execute("SELECT pg_is_in_recovery()").fetchone() == (True,):
        raise StandbyOnly
    try:
        found = driver.execute(_QUESTION).fetchone()
    # A hosted one may keep its log to itself.
    except (errors.InsufficientPrivilege, errors.FeatureNotSupported, errors.UndefinedFunction):
        return ""
    return str(found[0]) if found else ""


def require_lineage(driver: "psycopg.Connection[Any]", known: str) -> None:
    """Raise OtherDatabase where another PostgreSQL answers than before, or StandbyOnly."""
    if lineage_of(driver) != known:
        raise OtherDatabase
