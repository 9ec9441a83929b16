"""The exchange's files are filled in whole, and its certificate fits its address."""

import re
import stat
from pathlib import Path

from cryptography import x509

from tools.services.exchange_files import ExchangeSettings, free_ports, write_files


def test_no_placeholder_is_left_in_any_file(tmp_path: Path) -> None:
    write_files(tmp_path, ExchangeSettings(hunt=("1001", "1202")))
    for path in tmp_path.iterdir():
        if path.is_file() and path.suffix != ".wav":
            assert not re.search(r"@[A-Z][A-Z_0-9]*@", path.read_text()), path.name
    config = (tmp_path / "kamailio.cfg").read_text()
    assert "1001,1202" in config
    assert f"{tmp_path}/tls.cfg" in config


def test_relays_share_no_port(tmp_path: Path) -> None:
    write_files(tmp_path, ExchangeSettings(media_ports=(40000, 40100)))
    ranges = []
    for number in (1, 2):
        text = (tmp_path / f"rtpengine{number}.conf").read_text()
        low, high = (int(re.findall(rf"port-{end} = (\d+)", text)[0]) for end in ("min", "max"))
        ranges.append(set(range(low, high + 1)))
    assert not ranges[0] & ranges[1]


def test_certificate_names_the_address_and_its_key_is_private(tmp_path: Path) -> None:
    write_files(tmp_path, ExchangeSettings(address="127.0.0.99"))
    certificate = x509.load_pem_x509_certificate((tmp_path / "exchange.pem").read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert [str(ip) for ip in names.get_values_for_type(x509.IPAddress)] == ["127.0.0.99"]
    assert stat.S_IMODE((tmp_path / "exchange.key").stat().st_mode) == 0o600


def test_certificates_are_kept_when_the_exchange_starts_again(tmp_path: Path) -> None:
    write_files(tmp_path, ExchangeSettings())
    before = (tmp_path / "ca.pem").read_bytes()
    write_files(tmp_path, ExchangeSettings())
    assert (tmp_path / "ca.pem").read_bytes() == before


def test_free_ports_are_all_different() -> None:
    assert len(set(free_ports("127.0.0.98", 20))) == 20
