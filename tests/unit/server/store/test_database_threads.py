"""Whoever asks the database is answered: none of its threads is missing, nothing comes too late."""

import subprocess
import sys
import threading
from pathlib import Path

from server.store.engine.faults import StoreClosed
from server.store.engine.job import Job, JobQueue

LIMIT_S = 60

# Room for one connection's file, journal and index, and for no second one.
_NO_ROOM = """
import os, resource, sys
from server.store.engine.faults import StoreUnavailable
from server.store.engine.server_database import ServerDatabase

resource.setrlimit(resource.RLIMIT_NOFILE, (300, 300))
taken = []
try:
    while True:
        taken.append(os.open(os.devnull, os.O_RDONLY))
except OSError:
    for descriptor in taken[-4:]:
        os.close(descriptor)
try:
    database = ServerDatabase.open("sqlite:///" + sys.argv[1])
except StoreUnavailable:
    print("not opened")
else:
    print(database.read_now(lambda c: c.execute("SELECT 1 AS one")))
"""


def test_database_whose_readers_find_no_room_is_not_opened(
    sqlite_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "crowded.db"
    path.write_bytes(sqlite_file.read_bytes())
    words = [sys.executable, "-c", _NO_ROOM, str(path)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=LIMIT_S, check=True)
    assert done.stdout == "not opened\n", done.stderr


def test_work_that_comes_while_the_queue_is_closed_is_refused() -> None:
    queue, job = JobQueue(), Job(lambda _: None)

    def close() -> None:
        queue.close()
        queue.drop_waiting()

    closing = threading.Thread(target=close)

    def close_in_between(_: object, event: str, called: object) -> None:
        if event == "c_call" and getattr(called, "__name__", "") == "put":
            sys.setprofile(None)
            closing.start()
            closing.join(0.2)  # where it has to wait for us it comes after

    sys.setprofile(close_in_between)
    queue.put(job)
    closing.join()
    assert isinstance(job.outcome.exception(timeout=0), StoreClosed)
