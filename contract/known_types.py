"""Lets the codec know every type before threads use it.

msgspec reads the fields of a type when it is first decoded, and shows what is still half read to
other threads: two that decode one type for the first time end the process. Seen with 0.22.0.
"""

import threading
from collections.abc import Iterator
from contextlib import suppress

import msgspec

OURS = frozenset({"console", "contract", "phone", "server"})
_ONE_LEARNS = threading.Lock()  # or learning would be two first decodings at once


def learn_types() -> None:
    """Read the fields of every type of ours that is loaded; takes some milliseconds.

    To be called when all modules are loaded and before a second thread decodes: whatever has
    threads that decode does so itself.
    """
    with _ONE_LEARNS:
        for kind in _kinds(msgspec.Struct):
            if kind.__module__.partition(".")[0] in OURS:
                with suppress(TypeError):  # one that is only shown, never read
                    msgspec.json.Decoder(kind)


def _kinds(kind: type) -> Iterator[type]:
    narrower: type
    for narrower in type.__subclasses__(kind):
        yield narrower
        yield from _kinds(narrower)
