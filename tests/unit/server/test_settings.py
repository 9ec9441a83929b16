"""Settings: which source wins, and one clear sentence for nonsense."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import make_url

from server.setting_checks import check_in_clear
from server.settings import NonsenseSetting, ServerSettings, load_settings
from tests.support.known import known


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
    exchange = known(load(toml=toml(tmp_path, text)).exchange)
    assert exchange.wss_urls == ("wss://a/", "wss://b/")
    assert exchange.ca_pem() == "pem"
    environment = {
        "CHIAMAROMA_SERVER_EXCHANGE_WSS_URLS": "wss://a/,wss://b/",
        "CHIAMAROMA_SERVER_EXCHANGE_REALM": "r",
        "CHIAMAROMA_SERVER_EXCHANGE_RPC_URL": "http://127.0.0.1:1/RPC",
    }
    again = known(load(environment=environment).exchange)
    assert again.wss_urls == exchange.wss_urls
    assert again.ca_pem() == ""


def test_what_is_kept_and_for_how_long_is_a_section(tmp_path: Path) -> None:
    assert load().retention.figures_days == 731
    file = toml(tmp_path, "[retention]\nnumbers_days = 30\nfigures_days = 400\n")
    periods = load(toml=file, environment={"CHIAMAROMA_SERVER_RETENTION_FIGURES_DAYS": "500"})
    assert (periods.retention.numbers_days, periods.retention.figures_days) == (30, 500)


def test_rows_do_not_go_before_what_they_hold(tmp_path: Path) -> None:
    file = toml(tmp_path, "[retention]\nnumbers_days = 50\nfigures_days = 60\n")
    with pytest.raises(NonsenseSetting, match=r"retention\.operators_days = '90' \(from default\)"):
        load(toml=file)


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
        ("exchange.rpc_url", "http://10.0.0.5:8060/RPC", "must be on loopback"),
        ("exchange.more_rpc_urls", "http://127.0.0.1/ http://b.test/RPC", "must be on loopback"),
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


def test_the_password_of_a_database_may_lie_in_a_file_and_is_shown_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("can/ar:ino@ 7\n")
    given = {"database": "postgresql://user@host:5433/db?sslmode=require"}
    settings = load(**given, database_password_file=str(file))
    found = make_url(settings.database)
    assert (found.username, found.password) == ("user", "can/ar:ino@ 7")
    assert (found.host, found.port, found.database) == ("host", 5433, "db")
    assert found.query == {"sslmode": "require"}
    assert "ino" not in repr(settings)


@pytest.mark.parametrize(
    "database", ["sqlite:///x.db", "postgresql://host/db", "postgresql://user:one@host/db"]
)
def test_a_password_that_no_user_of_a_database_needs_is_refused(
    tmp_path: Path, database: str
) -> None:
    file = tmp_path / "password"
    file.write_text("canarino")
    with pytest.raises(NonsenseSetting, match="needs a database such as postgresql"):
        load(database=database, database_password_file=str(file))


@pytest.mark.parametrize(
    ("database", "sslmode"),
    [
        ("postgresql://user@db.example/city", "verify-full"),
        ("postgresql://user@10.0.0.7:5433/city", "verify-full"),
        ("postgresql:///city?host=db.example", "verify-full"),
        ("postgresql://user@db.example/city?sslmode=require", "require"),
        ("postgresql://user@127.0.0.1/city", None),
        ("postgresql:///city", None),
        ("postgresql:///city?host=/run/postgresql", None),
        ("sqlite:////var/lib/city.db", None),
    ],
)
def test_a_database_on_another_computer_is_reached_by_checked_tls_unless_stated(
    database: str, sslmode: str | None
) -> None:
    assert make_url(load(database=database).database).query.get("sslmode") == sslmode
    stated = load(database=database, environment={"PGSSLMODE": "require"})
    assert stated.database == database


def test_the_citys_own_authority_is_kept() -> None:
    given = "postgresql://user@db.example/city?sslrootcert=/etc/city.pem"
    found = make_url(load(database=given).database).query
    assert found == {"sslmode": "verify-full", "sslrootcert": "/etc/city.pem"}


@pytest.mark.parametrize(
    "database", ["postgresql://user:canarino@db/x", "postgresql:///x?user=u&password=canarino"]
)
def test_a_password_that_all_accounts_can_read_is_refused(database: str, tmp_path: Path) -> None:
    with pytest.raises(NonsenseSetting, match="use database_password_file") as refused:
        load(database=database)
    assert "canarino" not in str(refused.value)
    in_file = load(toml=toml(tmp_path, f'database = "{database}"'))  # of the account alone
    assert "canarino" in in_file.database


@pytest.mark.parametrize(
    ("key", "far", "near"),
    [
        ("exchange.rpc_url", "http://10.0.0.7:5065/RPC", "http://127.0.0.1:5065/RPC"),
        ("exchange.more_rpc_urls", "http://[::1]/RPC http://pbx/RPC", "http://localhost:1/RPC"),
        ("exchange_setup.server_url", "http://10.0.0.7/exchange/v1", "https://server.example/v1"),
        ("asterisk.url", "http://pbx.example:8088", "https://pbx.example:8089"),
        ("freeswitch.host", "pbx.example", "127.0.0.1"),
    ],
)
def test_secrets_and_calls_do_not_travel_in_clear(key: str, far: str, near: str) -> None:
    given = {key: (far, "file x")}
    with pytest.raises(NonsenseSetting, match="on this computer") as refused:
        check_in_clear(given)
    assert refused.value.key == key
    check_in_clear({key: (near, "file x")})


def test_an_unknown_variable_of_the_environment_is_told_and_passed_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    load(environment={"CHIAMAROMA_SERVER_PROT": "1"})
    assert "CHIAMAROMA_SERVER_PROT is not a setting" in caplog.text


def test_an_exchange_of_another_make_needs_all_that_reaches_it(tmp_path: Path) -> None:
    with pytest.raises(NonsenseSetting, match=r"needs asterisk\.user beside it"):
        load_settings(flags={"asterisk.url": "http://127.0.0.1:8088"}, environment={})


MAIL = {
    "mail.host": "mail.comune.example",
    "mail.from_address": "schede@comune.example",
    "mail.public_url": "https://centralino.comune.example",
}


def as_environment(given: Mapping[str, str]) -> dict[str, str]:
    names = {key: f"CHIAMAROMA_SERVER_{key.upper().replace('.', '_')}" for key in given}
    return {names[key]: value for key, value in given.items()}


def test_mail_needs_little_and_is_encrypted_unless_said_otherwise() -> None:
    mail = known(load_settings(flags={}, environment=as_environment(MAIL)).mail)
    assert (mail.port, mail.security, mail.domain) == (587, "starttls", "comune.example")
    assert load_settings(flags={}, environment={}).mail is None


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"mail.host": ""}, "mail.host"),
        ({"mail.from_address": "no address"}, "mail.from_address"),
        ({"mail.public_url": "http://centralino.comune.example"}, "mail.public_url"),
        ({"mail.security": "none"}, "mail.security"),
        ({"mail.user": "schede"}, "mail.user"),
        ({"mail.port": "0"}, "mail.port"),
    ],
)
def test_mail_that_would_not_leave_or_would_travel_in_clear_is_refused(
    more: Mapping[str, str], key: str
) -> None:
    with pytest.raises(NonsenseSetting) as refused:
        load_settings(flags={}, environment=as_environment(MAIL | more))
    assert refused.value.key == key


def test_text_messages_need_four_words_and_are_encrypted_unless_said_otherwise(
    tmp_path: Path,
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("segreta\naltro\n", encoding="utf-8")
    needed = {
        "sms.host": "smsc.gestore.example",
        "sms.system_id": "roma",
        "sms.password_file": str(secret),
        "sms.sender": "ComuneRoma",
    }
    sms = known(load_settings(flags={}, environment=as_environment(needed)).sms)
    assert (sms.port, sms.security, sms.password()) == (3550, "tls", "segreta")
    assert sms.texts_a_day == 200
    fewer = load_settings(flags={}, environment=as_environment(needed | {"sms.texts_a_day": "40"}))
    assert known(fewer.sms).texts_a_day == 40
    assert load_settings(flags={}, environment={}).sms is None
    tunnel = {"sms.security": "tunnel", "sms.sender": "+39060606", "sms.port": "2775"}
    assert load_settings(flags={}, environment=as_environment(needed | tunnel)).sms is not None
    for wrong in (
        {"sms.security": "none"},
        {"sms.sender": "Comune di Roma"},
        {"sms.system_id": "due parole"},
        {"sms.password_file": "/missing"},
        {"sms.host": ""},
    ):
        with pytest.raises(NonsenseSetting, match=re.escape(next(iter(wrong)))):
            load_settings(flags={}, environment=as_environment(needed | wrong))


def test_one_word_of_mail_asks_for_the_others() -> None:
    with pytest.raises(NonsenseSetting, match=r"needs mail\.host beside it"):
        load_settings(flags={}, environment=as_environment({"mail.reviews_a_day": "3"}))
