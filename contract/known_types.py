"""Lets the codec know every type before threads use it.

msgspec reads the fields of a type when it is first decoded, and shows what is still half read to
other threads: two that decode one type for the first time end the process. Seen with 0.22.0.
"""

import threading
from contextlib import suppress

import msgspec

OURS = frozenset({"console", "contract", "phone", "server"})
_ONE_LEARNS = threading.Lock()  # or learning would be two first decodings at once
_LEARNT = set[type]()  # each database that is opened asks for all of them


def learn_types() -> None:
    """Read the fields of every type of ours that is loaded; takes some milliseconds.

    To be called when all modules are loaded and before a second thread decodes: whatever has
    threads that decode does so itself.
    """
    with _ONE_LEARNS:
        for kind in _new_kinds():
            with suppress(TypeError):  # one that is only shown, never read
                msgspec.json.Decoder(kind)
            _LEARNT.add(kind)


def _new_kinds() -> set[type]:
    """Return ours that are not learnt; below a type of others are only what others make of it.

    Litestar makes a type of each route, in our name and anew for each application.
    """
    left, found = [msgspec.Struct], set[type]()
    while left:
        narrower = type.__subclasses__(left.pop())
        ours = [kind for kind in narrower if kind.__module__.partition(".")[0] in OURS]
        left += ours
        found.update(ours)
    return found.difference(_LEARNT)
