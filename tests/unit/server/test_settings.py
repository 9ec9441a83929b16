"""Settings: which source wins, and one clear sentence for nonsense."""

from pathlib import Path

import pytest

from server.settings import NonsenseSetting, ServerSettings, load_settings


def load(
    *, toml: Path | None = None, environment: dict[str, str] | None = None, **flags: str
) -> ServerSettings:
    return load_settings(flags=flags, environment=environment or {}, config_file=toml)


def toml(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "server.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_any_setting_the_database_lies_in_the_data_folder() -> None:
    settings = load(data_dir="/srv/data")
    assert settings.database == "sqlite:////srv/data/chiamaroma.db"
    assert (settings.host, settings.port, settings.exchange) == ("127.0.0.1", 8443, None)


def test_flags_win_over_environment_over_file_over_defaults(tmp_path: Path) -> None:
    file = toml(tmp_path, 'host = "h1"\nport = 1001\nname = "n1"\n')
    environment = {"CHIAMAROMA_SERVER_PORT": "1002", "CHIAMAROMA_SERVER_NAME": "n2"}
    settings = load(toml=file, environment=environment, name="n3")
    assert (settings.host, settings.port, settings.name) == ("h1", 1002, "n3")
    assert settings.stop_within_s == 3


def test_the_exchange_is_a_section_and_also_in_the_environment(tmp_path: Path) -> None:
    ca = tmp_path / "ca.pem"
    ca.write_text("pem", encoding="ascii")
    text = (
        '[exchange]\nwss_urls = ["wss://a/", "wss://b/"]\nrealm = "r"\n'
        f'rpc_url = "http://127.0.0.1:1/RPC"\nca_file = "{ca}"\n'
    )
    exchange = load(toml=toml(tmp_path, text)).exchange
    assert exchange is not None
    assert exchange.wss_urls == ("wss://a/", "wss://b/")
    assert exchange.ca_pem() == "pem"
    environment = {
        "CHIAMAROMA_SERVER_EXCHANGE_WSS_URLS": "wss://a/,wss://b/",
        "CHIAMAROMA_SERVER_EXCHANGE_REALM": "r",
        "CHIAMAROMA_SERVER_EXCHANGE_RPC_URL": "http://127.0.0.1:1/RPC",
    }
    again = load(environment=environment).exchange
    assert again is not None
    assert again.wss_urls == exchange.wss_urls
    assert again.ca_pem() == ""


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("port", "high", "is not a whole number"),
        ("port", "-1", "is not a whole number"),
        ("port", "٣", "is not a whole number"),
        ("port", "65536", "is not between 0 and 65535"),
        ("stop_within_s", "0", "is not between 1 and 120"),
        ("database", "mysql://x", "does not begin with sqlite:// or postgresql://"),
        ("database", "sqlite", "does not begin with"),
        ("host", "  ", "is empty"),
        ("tls_names", " , ", "is empty"),
        ("tls_cert_file", "/no/such/file", "is not an existing file"),
        ("tls_cert_file", __file__, "needs tls_key_file beside it"),
        ("tls_key_file", __file__, "needs tls_cert_file beside it"),
        ("exchange.realm", "r", "needs exchange.wss_urls beside it"),
        ("exchange.rpc_url", "file:///etc/passwd", "does not begin with http:// or https://"),
        ("exchange.wss_urls", "ws://x", "does not begin with wss://"),
    ],
)
def test_nonsense_is_told_with_key_value_and_origin(key: str, value: str, reason: str) -> None:
    name = "CHIAMAROMA_SERVER_" + key.upper().replace(".", "_")
    with pytest.raises(NonsenseSetting) as nonsense:
        load(environment={name: value})
    sentence = str(nonsense.value)
    assert sentence.startswith(f"Setting {key} = {value!r} (from environment variable {name}) ")
    assert reason in sentence


@pytest.mark.parametrize("text", ["port = ", "prot = 1", "[exchange]\nrealms = 1", "\0"])
def test_a_file_that_says_something_else_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(NonsenseSetting, match=r"server\.toml"):
        load(toml=toml(tmp_path, text))


def test_the_password_of_a_database_is_not_repeated() -> None:
    with pytest.raises(NonsenseSetting) as nonsense:
        load(database="postgres://user:canarino@host/db")
    assert "canarino" not in str(nonsense.value)


def test_an_unknown_variable_of_the_environment_is_told_and_passed_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    load(environment={"CHIAMAROMA_SERVER_PROT": "1"})
    assert "CHIAMAROMA_SERVER_PROT is not a setting" in caplog.text
