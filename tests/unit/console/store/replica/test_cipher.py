"""The store's engine loads without numpy, and never in the way of who loads numpy."""

import builtins
import sys
from typing import Any

import pytest

from console.store.replica.cipher import load_sqlite_utils


def test_opening_another_replica_hides_no_numpy_that_is_being_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load_sqlite_utils()
    monkeypatch.delitem(sys.modules, "numpy", raising=False)
    real, hidden = builtins.__import__, []

    def importing(name: str, *rest: Any) -> Any:
        if name == "sqlite_utils":
            hidden.append("numpy" in sys.modules)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", importing)
    load_sqlite_utils()
    assert hidden == [False]
