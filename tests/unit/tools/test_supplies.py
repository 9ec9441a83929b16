"""What the set-up fetches is what was looked at."""

import json
import re

import pytest

from tools import supplies
from tools.installer.build_steps import ROOT

LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))


@pytest.mark.parametrize("name", LOCKS)
def test_all_that_is_fetched_has_a_sum(name: str) -> None:
    text = re.sub(r"\\\n", " ", (ROOT / name).read_text())
    wanted = [line for line in text.splitlines() if line.strip() and line.lstrip()[0] != "#"]
    assert wanted
    for line in wanted:
        assert re.match(r"[\w.\[\]-]+==\S+( ;.*?)? +--hash=sha256:[0-9a-f]{64}", line), line


def test_the_set_up_fetches_by_locks_only() -> None:
    scripts = [path.read_text() for path in (ROOT / "tools" / "setup").glob("*.sh")]
    installs = [line for text in scripts for line in text.splitlines() if "pip install" in line]
    assert installs
    for line in installs:
        assert "--require-hashes" in line or "--no-deps" in line, line  # the second: this checkout


def test_every_work_of_others_has_a_licence_that_we_may_hand_on() -> None:
    told, has_to_be_looked_at = supplies.licences()
    assert not has_to_be_looked_at, [line for line in told if line.startswith("LOOK AT")]


def test_all_that_is_locked_is_asked_about_and_what_is_known_is_told() -> None:
    locked = supplies.packages()
    assert {kind for kind, _, _ in locked} == {"PyPI", "npm"}
    assert {"jssip", "uv", "sqlcipher3"} <= {name for _, name, _ in locked}

    def knows_of_one(body: bytes) -> bytes:
        names = [query["package"]["name"] for query in json.loads(body)["queries"]]
        results = [{"vulns": [{"id": "GHSA-x"}]} if name == "uv" else {} for name in names]
        return json.dumps({"results": results}).encode()

    told, has_to_be_looked_at = supplies.advisories(locked, knows_of_one)
    assert has_to_be_looked_at
    assert [line.partition(": ")[2] for line in told] == ["GHSA-x"]
    told, has_to_be_looked_at = supplies.advisories(locked[:2], lambda _: b'{"results":[{},{}]}')
    assert not has_to_be_looked_at
    assert told == ["Nothing is known against 2 packages."]


def test_the_age_of_each_lock_is_told() -> None:
    told, _ = supplies.age()
    assert [line.split()[-1] for line in told] == list(supplies.LOCKS)
