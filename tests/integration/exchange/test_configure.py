"""`exchange configure` writes files that Kamailio takes, again and again the same."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509

from server.cli import exit_codes
from server.cli.command_line import run
from tests.support.processes import ran
from tests.support.servers.real_server import REPOSITORY

pytestmark = pytest.mark.exchange

SETTINGS = """
[exchange]
wss_urls = ["wss://exchange.example.test:8443/sip"]
realm = "exchange.example.test"
rpc_url = "http://127.0.0.1:8060/RPC"
relays = ["127.0.0.1:2223", "127.0.0.1:2224"]
digits_port = 9000
voice_port = 5090
sip_hosts = ["127.0.0.77"]

[exchange_setup]
address = "127.0.0.77"
trunk_address = "127.0.0.78"
fallback_seats = ["1001", "1002"]
"""
NUMBERS = 'city_numbers = ["060606", "+390667101"]\n'


def words(folder: Path, text: str = SETTINGS + NUMBERS, *more: str) -> list[str]:
    config = folder / "server.toml"
    config.write_text(text)
    asked = ["exchange", "configure", "--out", str(folder / "out"), *more]
    return [*asked, "--config", str(config), "--data-dir", str(folder / "data")]


def configure(folder: Path, text: str = SETTINGS + NUMBERS, *more: str) -> int:
    """Return the exit status; what is said comes at this process's own stdout and stderr."""
    return run(words(folder, text, *more))


def configure_as_it_ships(folder: Path) -> subprocess.CompletedProcess[str]:
    return ran(
        sys.executable,
        "-m",
        "server",
        *words(folder),
        cwd=REPOSITORY,
        timeout=3000,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_files_are_whole_are_taken_by_kamailio_and_stay_the_same(tmp_path: Path) -> None:
    first = configure_as_it_ships(tmp_path)
    assert first.returncode == 0, first.stderr
    out = tmp_path / "out"
    before = contents(out)
    assert not any(b"@" + name in text for text in before.values() for name in (b"NAME@", b"FOL"))
    taken = ran("kamailio", "-c", "-f", str(out / "kamailio.cfg"), "-Y", str(out), "-w", str(out))
    assert taken.returncode == 0, taken.stderr
    assert "ERROR" not in taken.stderr
    settings = f"--config {tmp_path / 'server.toml'} --data-dir {tmp_path / 'data'}"
    assert f"  chiamaroma-server exchange check {settings}\n" in (out / "README.txt").read_text()
    assert configure(tmp_path) == 0
    assert contents(out) == before


def test_secrets_are_for_the_exchange_only_and_the_key_is_the_servers(tmp_path: Path) -> None:
    assert configure(tmp_path) == 0
    out = tmp_path / "out"
    for name in ("server-key.cfg", "exchange.key"):
        assert (out / name).stat().st_mode & 0o077 == 0, name
    key = (tmp_path / "data" / "exchange-key").read_text().strip()
    assert key in (out / "server-key.cfg").read_text()
    assert key not in (out / "kamailio.cfg").read_text()


def test_certificate_names_what_the_seats_are_told_and_is_never_replaced(tmp_path: Path) -> None:
    assert configure(tmp_path) == 0
    path = tmp_path / "out" / "exchange.pem"
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["exchange.example.test"]
    path.write_text("the administrator's own")
    assert configure(tmp_path) == 0
    assert path.read_text() == "the administrator's own"


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        (NUMBERS, "", "No queue has a number yet"),
        ('["127.0.0.1:2223", "127.0.0.1:2224"]', '["127.0.0.1:2223"]', "is not two for each"),
        ("relays = ", "# relays = ", "names no two media relays"),
        ("http://127.0.0.1:8060/RPC", "http://10.0.0.5:8060/RPC", "encrypted tunnel"),
        ('address = "127.0.0.77"', 'address = "0.0.0.0"', "one address of the exchange's computer"),
        ('address = "127.0.0.77"', 'address = "pbx"', "is not an IP address"),
        (":8443/sip", ":8443/ws", "must end in /sip"),
        ("127.0.0.1:2224", "127.0.0.1:2223", "Port 2223 is both"),
        ('["1001", "1002"]', '["1001", "2002"]', "is not a list of seat numbers"),
        ('["060606", "+390667101"]', '["060606; drop"]', "is not a list of telephone numbers"),
        ('realm = "exchange.example.test"', 'realm = "a!b"', "exchange.realm is 1 to 64 letters"),
        ('trunk_address = "127.0.0.78"', "", "needs exchange_setup.trunk_address beside it"),
        (
            'address = "127.0.0.77"',
            'address = "127.0.0.77"\nmedia_ports = "30000-30100"',
            "fewer than",
        ),
        (
            'address = "127.0.0.77"',
            'address = "127.0.0.77"\ntrunk_transfers = "maybe"',
            "is not one of bridge, refer",
        ),
        (
            'address = "127.0.0.77"',
            'address = "127.0.0.77"\ntrunk_text = "maybe"',
            "is not one of offer, none",
        ),
    ],
)
def test_nonsense_is_refused_in_a_sentence_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], was: str, now: str, sentence: str
) -> None:
    text = SETTINGS + NUMBERS
    assert was in text
    assert configure(tmp_path, text.replace(was, now)) == exit_codes.WRONG_SETTING
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_unknown_exchange_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert configure(tmp_path, SETTINGS + NUMBERS, "--exchange", "z") == exit_codes.WRONG_SETTING
    assert "z is none of the exchanges" in capsys.readouterr().err
