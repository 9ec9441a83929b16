"""A robot plays told stories in the real window: no kind takes more keys than its bar."""

import json
import sys
from pathlib import Path

import pytest

from tests.support.processes import ran
from tools.keys.stories import BARS, SAMPLE, STORIES, Kind

ROOT = Path(__file__).parents[3]


def test_one_story_of_each_kind_takes_no_more_keys_than_its_bar() -> None:
    shown = ran(sys.executable, "-m", "tools.keys", "--sample", cwd=ROOT)
    line = json.loads(shown.stdout.splitlines()[-1])
    assert {kind: line[kind]["counts"] <= bar for kind, bar in BARS.items()} == dict.fromkeys(
        Kind, True
    ), line
    assert line["stories"] == len(SAMPLE)
    assert line["passed"]
    assert shown.returncode == 0, shown.stderr


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_told_in_the_twenty_stories_and_in_the_sample(kind: Kind) -> None:
    assert len(STORIES) == 20
    assert kind in {one.kind for one in STORIES}
    assert kind in {one.kind for one in SAMPLE}
