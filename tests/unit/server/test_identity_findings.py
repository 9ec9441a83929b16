"""Doctor says whether anybody would come in by the city's identity provider."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.domain.account import Role
from server.cli.finding import BAD, GOOD, WARNING
from server.cli.operations.identity_checks import identity_finding
from tests.support.servers.scripted_provider import ScriptedProvider


@pytest.fixture
def provider() -> Iterator[ScriptedProvider]:
    with ScriptedProvider() as scripted:
        yield scripted


def test_a_provider_that_answers_is_told_with_its_keys(provider: ScriptedProvider) -> None:
    found = identity_finding(provider.settings(claim="matricola"))
    assert found.state == GOOD
    assert "1 keys; matricola is the login" in found.text
    assert not [path for path in provider.asked if "token" in path]


def test_a_fault_of_the_settings_is_told_with_its_name(
    provider: ScriptedProvider, tmp_path: Path
) -> None:
    provider.metadata["issuer"] = "https://elsewhere.example"
    assert "metadata: issuer" in identity_finding(provider.settings()).text
    provider.metadata.clear()
    provider.keys = []
    assert identity_finding(provider.settings()).state == BAD
    gone = tmp_path / "gone"
    found = identity_finding(provider.settings(client_secret_file=gone))
    assert (found.state, str(gone) in found.text) == (BAD, True)


def test_a_file_of_trust_that_holds_no_certificate_is_told(
    provider: ScriptedProvider, tmp_path: Path
) -> None:
    """Doctor goes on to say what else is wrong."""
    file = tmp_path / "ca.pem"
    file.write_text("no certificate")
    assert identity_finding(provider.settings(ca_file=file)).state == BAD


def test_who_needs_two_proofs_here_and_comes_in_there_by_one_is_told(
    provider: ScriptedProvider,
) -> None:
    leads = (Role.TEAM_LEAD,)
    assert identity_finding(provider.settings(), leads).state == WARNING
    assert identity_finding(provider.settings(acr="two"), leads).state == GOOD


def test_a_provider_that_is_away_is_told() -> None:
    with ScriptedProvider() as scripted:
        settings = scripted.settings()
    assert "ConnectError" in identity_finding(settings).text
