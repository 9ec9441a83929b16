"""Why a seat is not registered, in one word."""

import pytest

from contract.wire.phone_socket import Line, SetLine
from phone.browser.page_messages import LineHeard
from phone.line_keeper import LineStatus
from phone.line_wish import LineWish

SERVER = "wss://exchange/sip"


def heard(status: LineStatus, *states: str, code: int = 0) -> Line:
    for state in states:
        status.hear(LineHeard(state=state, server=SERVER, code=code))
    return status.line


def test_line_is_not_set_until_it_is() -> None:
    status = LineStatus()
    assert status.line.reason == "not_set"
    assert status.begin(SERVER) == Line(server=SERVER)


def test_registered_line_has_no_reason() -> None:
    line = heard(LineStatus(), "connected", "registered")
    assert line == Line(registered=True, server=SERVER)


@pytest.mark.parametrize(
    ("code", "reason"),
    [(401, "refused"), (403, "refused"), (0, "unreachable"), (503, "unreachable")],
)
def test_failed_registration_is_refused_or_unreachable(code: int, reason: str) -> None:
    line = heard(LineStatus(), "connected", "refused", code=code)
    assert (line.registered, line.reason, line.code) == (False, reason, code)


def test_cut_connection_is_unreachable_and_after_a_foreign_certificate_that() -> None:
    status = LineStatus()
    assert heard(status, "registered", "disconnected").reason == "unreachable"
    status.refuse_certificate()
    assert heard(status, "disconnected").reason == "certificate"
    assert heard(status, "disconnected").reason == "certificate"
    assert heard(status, "connected", "disconnected").reason == "unreachable"


def test_same_status_is_told_once() -> None:
    status = LineStatus()
    assert status.hear(LineHeard(state="registered", server=SERVER)) is not None
    assert status.hear(LineHeard(state="registered", server=SERVER)) is None
    assert status.hear(LineHeard(state="unheard of")) is None


def test_lost_page_is_unreachable() -> None:
    status = LineStatus()
    heard(status, "registered")
    assert status.lose() == Line(server=SERVER, reason="unreachable")


def wish(**changes: object) -> LineWish:
    fields: dict[str, object] = {
        "id": 1,
        "seat": "1001",
        "wss_urls": (SERVER,),
        "realm": "sede.test",
        "secret": "s",
        "ca_pem": "",
    }
    return LineWish.of(SetLine(**(fields | changes)))  # type: ignore[arg-type]


def test_hash_is_the_one_of_sip_digest_and_is_not_shown() -> None:
    assert wish(secret="x").ha1 == "a2659e07ce04c7d2d950948998726bfa"
    assert wish().ha1 not in repr(wish())


def test_other_secret_or_name_is_the_same_line_and_anything_else_is_not() -> None:
    assert wish(secret="t", display_name="Sportello").is_same_line(wish())
    assert not wish(seat="1002").is_same_line(wish())
    assert not wish(ca_pem="x").is_same_line(wish())
    assert not wish().is_same_line(None)
