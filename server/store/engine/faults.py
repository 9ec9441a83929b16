"""What can go wrong in the store, as types a caller can decide on."""


class StoreFault(Exception):
    """The store could not do the work; nothing of it was kept."""


class StoreFull(StoreFault):
    """No space is left. Reading still works; writing works again once there is space."""


class StoreBusy(StoreFault):
    """Somebody else held what was needed for too long, or won each of the tries."""


class StoreTooSlow(StoreBusy):
    """One statement took longer than a statement may."""


class StoreUnavailable(StoreFault):
    """The database does not answer. After a lost commit nobody knows whether it was kept."""


class StandbyOnly(StoreUnavailable):
    """The database is a standby that nobody has promoted: it takes no work, and may be behind."""


class OtherDatabase(StoreUnavailable):
    """Another PostgreSQL answers than the one this process began with: one of them took over."""


class NewerSchema(StoreFault):
    """A newer version wrote the database; str() is the revision of its schema."""


class StoreClosed(StoreFault):
    """The database was closed before the work could start."""


class UnstorableValue(StoreFault):
    """A value does not fit its column; trying again cannot help."""
