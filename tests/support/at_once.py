"""Works that race each other."""

import threading
from collections.abc import Callable


def at_once(*works: Callable[[], object]) -> None:
    """Do each in a thread of its own, and return when all are done."""
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=180)
