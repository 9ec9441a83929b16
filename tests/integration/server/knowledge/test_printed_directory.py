"""The directory is printed by one command, which says one line."""

from pathlib import Path

from tests.support.audits.pdf_audit import faults_of
from tests.support.servers.real_server import ServerProcess


def test_the_directory_of_a_new_server_is_printed(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path)
    assert server.run("migrate").returncode == 0
    file = tmp_path / "rubrica.pdf"
    printed = server.run("directory", "--pdf", str(file))
    assert printed.returncode == 0, printed.stderr
    assert "weasyprint" not in printed.stderr
    assert printed.stdout == f"Wrote {file}.\n"
    assert faults_of(file.read_bytes()) == []
