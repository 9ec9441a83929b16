"""Tokens prove themselves: to their installation, for their time, on their device."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from server.usecases.accounts.login_attempts import LONGEST_DELAY_S, delay_s
from server.usecases.accounts.password_hash import (
    MAX_LENGTH,
    MIN_LENGTH,
    PasswordCheck,
    WeakPassword,
    hash_password,
)
from server.usecases.accounts.session_tokens import ForgedToken, RefreshToken, SessionTokens

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
TOKENS = SessionTokens(b"1" * 32)
OTHERS = SessionTokens(b"2" * 32)


def test_an_access_token_names_its_session_until_it_ends() -> None:
    token = TOKENS.access("session-1", NOW)
    assert TOKENS.read_access(token, NOW + timedelta(seconds=599)) == "session-1"
    with pytest.raises(ForgedToken):
        TOKENS.read_access(token, NOW + timedelta(seconds=600))
    with pytest.raises(ForgedToken):
        OTHERS.read_access(token, NOW)


def test_a_refresh_token_is_the_same_text_each_time_it_is_made() -> None:
    token = RefreshToken(session_id="session-1", generation=3)
    text = TOKENS.refresh(token, "d1")
    assert text == TOKENS.refresh(token, "d1")
    assert TOKENS.read_refresh(text, "d1") == token
    for tokens, device in ((OTHERS, "d1"), (TOKENS, "d2")):
        with pytest.raises(ForgedToken):
            tokens.read_refresh(text, device)


@given(text=some.text(max_size=80))
def test_any_other_text_is_no_token(text: str) -> None:
    with pytest.raises(ForgedToken):
        TOKENS.read_access(text, NOW)
    with pytest.raises(ForgedToken):
        TOKENS.read_refresh(text, "d1")


def test_the_parts_of_a_refresh_token_cannot_be_shifted() -> None:
    text = TOKENS.refresh(RefreshToken(session_id="a", generation=11), "d")
    signature = text.rsplit(".", 1)[1]
    for shifted, device in ((f"a1.1.{signature}", "d"), (f"a.1.{signature}", "1d")):
        with pytest.raises(ForgedToken):
            TOKENS.read_refresh(shifted, device)


def test_the_delay_grows_and_has_an_end() -> None:
    assert [delay_s(failures) for failures in (0, 4, 5, 6, 7, 12, 13, 5000)] == [
        *(0, 0, 2, 4, 8, 256, LONGEST_DELAY_S, LONGEST_DELAY_S)
    ]


@pytest.mark.parametrize("length", [0, MIN_LENGTH - 1, MAX_LENGTH + 1])
def test_a_password_has_a_sensible_length(length: int) -> None:
    with pytest.raises(WeakPassword):
        hash_password("x" * length)


async def test_a_password_is_checked_against_its_hash_only() -> None:
    check = PasswordCheck()
    hashed = hash_password("a long password")
    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await check("a long password", hashed)
    assert not await check("a long passwore", hashed)
    assert not await check("a long password", None)
    assert not await check("a long password", "no hash")
