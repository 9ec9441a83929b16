"""Listens to what lives as long as the program, and leaves nothing behind that listens on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import SignalInstance


@contextmanager
def heard_by(signal: SignalInstance, slot: Callable[..., Any]) -> Iterator[None]:
    """Have the slot called until the block ends: it would keep all it knows for later tests."""
    heard = signal.connect(slot)
    try:
        yield
    finally:
        signal.disconnect(heard)
