"""What the settings of an exchange make of its configuration."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from server.gateways.exchange_setup.exchange_files import write_exchange_files
from server.gateways.exchange_setup.exchange_plan import plan_exchange
from server.settings import ExchangeSettings, ExchangeSetup, ServerSettings

OFFERS_TEXT = "#!define TRUNK_TEXT\n"


def configuration(folder: Path, *, trunk_text: str, server_url: str | None = None) -> str:
    exchange = ExchangeSettings(
        wss_urls=("wss://exchange.test:7443/sip",),
        realm="sede.test",
        rpc_url="http://127.0.0.1:5065/RPC",
        relays=(("127.0.0.1", 2223), ("127.0.0.1", 2224)),
    )
    setup = ExchangeSetup(
        address="10.0.0.1",
        trunk_address="10.0.0.2",
        city_numbers=("060606",),
        trunk_text=trunk_text,
    )
    settings = ServerSettings(
        data_dir=folder, database="sqlite:///x", exchange=exchange, exchange_setup=setup
    )
    plan = plan_exchange(settings, "a", key="k", queue_numbers=(), seats=("1001",))
    if server_url is not None:
        plan = replace(plan, server_url=server_url)
    write_exchange_files(folder, plan)
    return (folder / "kamailio.cfg").read_text()


@pytest.mark.parametrize(("trunk_text", "is_offered"), [("offer", True), ("none", False)])
def test_citizens_who_are_called_are_offered_text_unless_it_is_left_off(
    tmp_path: Path, trunk_text: str, is_offered: bool
) -> None:
    assert (OFFERS_TEXT in configuration(tmp_path, trunk_text=trunk_text)) is is_offered


def test_an_exchange_without_a_server_offers_no_text(tmp_path: Path) -> None:
    assert OFFERS_TEXT not in configuration(tmp_path, trunk_text="offer", server_url="")


def test_a_line_is_known_before_it_is_told_that_it_is_registered(tmp_path: Path) -> None:
    """Else, for a moment, the line before it would still speak, and this one not yet."""
    config = configuration(tmp_path, trunk_text="offer")
    register = config.partition("\nroute[REGISTER] {")[2].partition("\n}")[0]
    before, _, after = register.partition('save("location"')
    for table in ("line", "proof", "newest"):
        assert f"$sht({table}=>" in before
    assert re.findall(r"\$sht\([^)]*\) = (?!\$null)", after) == []
