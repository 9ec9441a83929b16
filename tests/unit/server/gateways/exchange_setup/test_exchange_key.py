"""The key exchanges show: made once, for its owner's eyes, and never taken from nonsense."""

import os
from pathlib import Path

import pytest

from server.gateways.exchange_setup.exchange_key import UnusableKey, exchange_key


def test_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "exchange-key"
    key = exchange_key(path)
    assert len(key) == 64
    assert path.stat().st_mode & 0o777 == 0o600
    assert exchange_key(path) == key


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_key_made_by_root_belongs_to_whom_the_folder_belongs(tmp_path: Path) -> None:
    os.chown(tmp_path, 4711, 4712)
    exchange_key(tmp_path / "exchange-key")
    status = (tmp_path / "exchange-key").stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o777) == (4711, 4712, 0o600)


def test_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("a-key-of-the-administrator-1\n")
    path.chmod(0o644)
    assert exchange_key(path) == "a-key-of-the-administrator-1"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "short", "with spaces " * 4, 'quote"' * 10, "è" * 40])
def test_nonsense_is_no_key_and_is_not_repeated(tmp_path: Path, text: str) -> None:
    path = tmp_path / "key"
    path.write_text(text)
    with pytest.raises(UnusableKey) as unusable:
        exchange_key(path)
    assert not text or text not in str(unusable.value)
