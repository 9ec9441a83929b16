"""A sample of the wrong starts; all of them are played by ./prove wrong-starts."""

from pathlib import Path

import pytest

from tools.proofs.judges.wrong_start_list import WRONG_STARTS
from tools.proofs.judges.wrong_start_makers import WrongStart
from tools.proofs.wrong_starts import Played, can_fill_a_disk, faults_of, play

SAMPLE = [start for start in WRONG_STARTS if start.in_check]


@pytest.mark.parametrize("start", SAMPLE, ids=[start.name for start in SAMPLE])
def test_a_wrong_start_ends_at_once_with_one_sentence(start: WrongStart, tmp_path: Path) -> None:
    if start.on_full_disk and not can_fill_a_disk():
        pytest.skip("this account may make no small disk to fill")
    played = play(start, tmp_path)
    assert faults_of(start, played) == [], played


@pytest.mark.parametrize(
    "played",
    [
        Played(status=0, said=(SAMPLE[0].says,)),
        Played(status=SAMPLE[0].status, said=()),
        Played(status=SAMPLE[0].status, said=("Traceback", SAMPLE[0].says)),
        Played(status=SAMPLE[0].status, said=("something else",)),
    ],
)
def test_another_status_another_sentence_or_a_second_one_is_a_fault(played: Played) -> None:
    assert faults_of(SAMPLE[0], played)
