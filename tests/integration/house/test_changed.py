"""Which tests a change asks for, over the imports of the whole house."""

import pytest

from tools.gates.changed import SECONDS, within
from tools.gates.gates import ROOT
from tools.gates.import_distances import ImportDistances

REACHED = {
    "contract/launcher.py": "tests/unit/contract/test_launcher.py",  # imports it
    "phone/telephone.py": "tests/integration/phone/test_calls.py",  # starts the process
    "tests/integration/phone/conftest.py": "tests/integration/phone/test_calls.py",  # is below it
    "resources/thesaurus_it.txt": "tests/unit/contract/knowledge/test_thesaurus.py",  # names it
    "build_installer.py": "tests/e2e/test_debian_package.py",  # in no package
    "tools/benches/bench_phone.py": "tests/integration/benches/test_benches.py",  # runs its path
}


@pytest.fixture(scope="module")
def house() -> ImportDistances:
    return ImportDistances(ROOT)


@pytest.mark.parametrize("changed", REACHED)
def test_a_change_reaches_the_tests_that_use_it(house: ImportDistances, changed: str) -> None:
    assert REACHED[changed] in house.of_tests([changed])


def test_a_change_reaches_no_test_that_does_not_use_it(house: ImportDistances) -> None:
    assert house.of_tests(["read" + "-by-nobody.txt"]) == {}
    reached = house.of_tests(["console/shell/main_window.py"])
    assert reached
    assert not [file for file in reached if file.startswith("tests/unit/server/")]


def test_a_changed_test_is_the_nearest_of_all(house: ImportDistances) -> None:
    file = "tests/unit/contract/test_launcher.py"
    assert house.of_tests([file])[file] == 0


def test_the_nearest_are_taken_some_of_each_gate_and_no_more_than_the_time_allows() -> None:
    near = {f"unit/{number}": number for number in range(100)} | {"phone/a": 9, "phone/b": 10}
    seconds = dict.fromkeys(near, 5.0) | {"phone/b": SECONDS}
    homes = {file: file.partition("/")[0] for file in near}
    taken = within(near, seconds, homes, 2)
    assert taken[:3] == ["unit/0", "phone/a", "unit/1"]
    assert "phone/b" not in taken
    assert len(taken) == 1 + int((SECONDS - 8) // 5)
