"""Settings of text gateway and voicemail are checked before the server starts."""

from pathlib import Path

import pytest

from server.settings import NonsenseSetting, ServerSettings, load_settings

NEEDED = {
    "CHIAMAROMA_SERVER_EXCHANGE_WSS_URLS": "wss://centralino.test/sip",
    "CHIAMAROMA_SERVER_EXCHANGE_REALM": "sede.test",
    "CHIAMAROMA_SERVER_EXCHANGE_RPC_URL": "http://127.0.0.1:8060/RPC",
}


def settings(tmp_path: Path, **given: str) -> ServerSettings:
    extra = {f"CHIAMAROMA_SERVER_EXCHANGE_{key.upper()}": value for key, value in given.items()}
    flags = {"data_dir": str(tmp_path)}
    return load_settings(flags=flags, environment={**NEEDED, **extra})


def test_places_are_read(tmp_path: Path) -> None:
    exchange = settings(
        tmp_path,
        text_host="192.0.2.1",
        text_ports="50000-50999",
        voice_host="192.0.2.1",
        voice_port="5090",
        sip_hosts="192.0.2.2, 2001:db8::2",
        voicemail_days="7",
    ).exchange
    assert exchange is not None
    assert (exchange.text_host, exchange.text_ports) == ("192.0.2.1", (50_000, 50_999))
    assert exchange.sip_hosts == ("192.0.2.2", "2001:db8::2")
    assert (exchange.voice_port, exchange.voicemail_days) == (5090, 7)


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("text_host", "server.test", "is not an IP address"),
        ("text_ports", "50000", "is not a whole number"),
        ("text_ports", "50999-50000", "is not a range"),
        ("text_ports", "80-50000", "is not between 1024 and 65535"),
        ("sip_hosts", "192.0.2.2 trunk", "is not an IP address"),
        ("voice_port", "5090", "needs exchange.sip_hosts beside it"),
        ("voicemail_days", "-1", "is not a whole number"),
    ],
)
def test_nonsense_is_refused_in_words(tmp_path: Path, key: str, value: str, says: str) -> None:
    with pytest.raises(NonsenseSetting, match=says):
        settings(tmp_path, **{key: value})
