"""A leaked password is found in a sorted list of any size, of which a few lines are read."""

import hashlib
import random
from pathlib import Path

import pytest

from contract.domain.account import Role
from server.usecases.accounts.leaked_passwords import LeakedPasswords
from server.usecases.accounts.password_hash import WeakPassword
from server.usecases.accounts.password_rules import check_password

LEAKED = tuple(f"tavolo verde lince {number}" for number in range(1, 258))
OTHERS = tuple(f"finestra {number} barca mela" for number in range(300))


def sum_of(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


def a_list(folder: Path, *passwords: str, end: str = "\r\n", count: str = ":3") -> LeakedPasswords:
    file = folder / "leaked.txt"
    lines = sorted(sum_of(one) + count for one in passwords)
    file.write_bytes(end.join([*lines, ""]).encode())
    return LeakedPasswords(file)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 257])
@pytest.mark.parametrize(("end", "count"), [("\r\n", ":12345"), ("\n", "")])
def test_each_line_is_found_and_nothing_else(
    tmp_path: Path, size: int, end: str, count: str
) -> None:
    inside = LEAKED[:size]
    is_leaked = a_list(tmp_path, *inside, end=end, count=count)
    assert is_leaked.fault() == ""
    assert [one for one in inside if not is_leaked(one)] == []
    assert [one for one in (*OTHERS, *LEAKED[size:]) if is_leaked(one)] == []


def test_counts_of_every_length_and_a_last_line_without_its_end(tmp_path: Path) -> None:
    chance = random.Random(5)
    file = tmp_path / "leaked.txt"
    lines = sorted(
        f"{sum_of(one)}:{chance.randrange(10 ** chance.randrange(1, 9))}" for one in LEAKED
    )
    file.write_text("\n".join(lines).lower())
    is_leaked = LeakedPasswords(file)
    assert all(map(is_leaked, LEAKED))
    assert not any(map(is_leaked, OTHERS))


def test_of_an_empty_list_nothing_is_in_it(tmp_path: Path) -> None:
    assert not a_list(tmp_path)("tavolo verde lince")


def test_a_leaked_password_is_refused_with_a_code_of_its_own(tmp_path: Path) -> None:
    is_leaked = a_list(tmp_path, *LEAKED)
    with pytest.raises(WeakPassword) as weak:
        check_password(LEAKED[0], Role.OPERATOR, (), is_leaked)
    assert weak.value.code == "password_leaked"
    check_password(OTHERS[0], Role.OPERATOR, (), is_leaked)


def test_a_file_that_is_no_such_list_is_told(tmp_path: Path) -> None:
    file = tmp_path / "leaked.txt"
    assert "cannot be read" in LeakedPasswords(file).fault()
    assert not LeakedPasswords(file)("tavolo verde lince")
    file.write_text("password\n123456\n")
    assert "SHA-1" in LeakedPasswords(file).fault()
    file.write_text("\n".join(map(sum_of, LEAKED)))
    assert LeakedPasswords(file).fault() == "is not sorted"
