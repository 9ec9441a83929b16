"""What a test goes on with is there."""


def known[T](found: T | None) -> T:
    """Return what was found; a test that finds nothing fails here."""
    assert found is not None
    return found
