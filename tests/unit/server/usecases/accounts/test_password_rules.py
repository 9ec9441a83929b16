"""What is guessed first is no password, and leads and IT have longer ones."""

import pytest

from contract.domain.account import Role
from server.usecases.accounts.password_hash import WeakPassword
from server.usecases.accounts.password_rules import check_password

NAMES = ("m.bianchi", "Mario Bianchi")


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password1987!",
        "P@ssw0rd2026",
        "aaaaaaaaaaaa",
        "abababababab",
        "123456789012",
        "qwertyuiop123",
        "Roma2026Roma2026",
        "ChiamaRoma2026!",
        "benvenuto.2026",
        "MarioBianchi99",
        "m.bianchi2026",
        "abcdefghijklm",
        "primavera2026",
    ],
)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        check_password(password, Role.OPERATOR, NAMES)


@pytest.mark.parametrize(
    "password",
    ["una parola lunga", "tavolo-verde-lince", "849302750183", "another long one", "xK9#vQ2p!wZt"],
)
def test_words_that_have_nothing_to_do_with_each_other_pass(password: str) -> None:
    check_password(password, Role.OPERATOR, NAMES)


@pytest.mark.parametrize("role", [Role.TEAM_LEAD, Role.IT])
def test_leads_and_it_have_longer_ones(role: Role) -> None:
    with pytest.raises(WeakPassword, match="14"):
        check_password("xK9#vQ2p!wZt7", role, NAMES)
    check_password("xK9#vQ2p!wZt7b", role, NAMES)


def test_what_is_too_long_to_be_kept_is_not_looked_through() -> None:
    with pytest.raises(WeakPassword, match="1024"):
        check_password("xK9#vQ2p!wZt" * 100, Role.OPERATOR, NAMES)
