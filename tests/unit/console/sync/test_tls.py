"""Whom a seat trusts, whatever the environment says."""

from pathlib import Path

import pytest

from console.sync.tls import context_for


def test_no_variable_has_the_keys_of_a_connection_written_down(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    assert context_for(None).keylog_filename is None
