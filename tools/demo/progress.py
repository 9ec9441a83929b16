"""What a run says while it goes on: a line for each step, with the seconds since it began."""

import time


class Progress:
    def __init__(self) -> None:
        self._began_s = time.monotonic()

    def __call__(self, words: str) -> None:
        print(f"[{time.monotonic() - self._began_s:4.0f} s] {words}", flush=True)
