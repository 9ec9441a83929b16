"""Fixtures that clean up after a test know whether it failed."""

import pytest

FAILED = pytest.StashKey[bool]()
