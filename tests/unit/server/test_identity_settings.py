"""Settings of the city's identity provider: what they must be before anybody is sent there."""

from pathlib import Path

import pytest

from server.settings import NonsenseSetting, load_settings
from tests.support.known import known

NEEDED = {"ISSUER": "https://accesso.city.example", "CLIENT_ID": "console"}


def load(**values: str) -> object:
    environment = {f"CHIAMAROMA_SERVER_OIDC_{name}": text for name, text in values.items()}
    return load_settings(flags={}, environment=environment).oidc


def test_an_issuer_and_a_client_are_enough(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s\n", encoding="utf-8")
    assert load_settings(flags={}, environment={}).oidc is None
    file = tmp_path / "server.toml"
    file.write_text(
        '[oidc]\nissuer = "https://accesso.city.example"\nclient_id = "console"\n'
        f'client_secret_file = "{secret}"\nname = "Roma"\nclaim = "matricola"\n',
        encoding="utf-8",
    )
    settings = known(load_settings(flags={}, environment={}, config_file=file).oidc)
    assert (settings.secret(), settings.name, settings.claim) == ("s", "Roma", "matricola")


@pytest.mark.parametrize(
    "changed",
    [
        {"ISSUER": "http://accesso.city.example"},
        {"ISSUER": "accesso.city.example"},
        {"CLIENT_ID": " "},
        {"CLAIM": "a b"},
        {"CLAIM": ""},
        {"NAME": ""},
        {"NAME": "x" * 41},
        {"CLIENT_SECRET_FILE": "/nowhere/secret"},
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused(changed: dict[str, str]) -> None:
    with pytest.raises(NonsenseSetting, match=r"oidc\."):
        load(**NEEDED | changed)


def test_half_a_provider_is_refused() -> None:
    with pytest.raises(NonsenseSetting, match="needs"):
        load(ISSUER=NEEDED["ISSUER"])
