"""The bench of real-time text runs in a small size and loses nothing."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.integration.benches.test_benches import PERCENTILES, line_of


def test_text_with_lost_packets_loses_no_character() -> None:
    def run(*more: str) -> dict[str, Any]:
        return line_of("text", "--characters", "40", "--calls", "4", "--lost", "1", *more)

    with ThreadPoolExecutor() as pool:  # both mostly wait for keys
        coming, placed = pool.submit(run), pool.submit(run, "--out")
    assert (coming.result()["way"], placed.result()["way"]) == ("in", "out")
    for line in (coming.result(), placed.result()):
        assert line["packets"] > 0
        for way in ("citizen_to_operator", "operator_to_citizen"):
            assert (line[way]["lost"], line[way]["extra"]) == (0, 0)
            assert set(line[way]["delay_ms"]) == PERCENTILES
