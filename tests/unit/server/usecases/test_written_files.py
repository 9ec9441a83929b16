"""An export in the place of an earlier one."""

from pathlib import Path

from server.usecases.written_files import write_file


def test_a_file_nobody_else_may_read_stays_so(tmp_path: Path) -> None:
    file = tmp_path / "knowledge.json"
    file.write_bytes(b"before")
    file.chmod(0o600)
    write_file(file, b"now")
    assert file.read_bytes() == b"now"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_link_leads_to_the_new_content_and_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "2026.json", tmp_path / "latest.json"
    file.write_bytes(b"before")
    link.symlink_to(file)
    write_file(link, b"now")
    assert link.is_symlink()
    assert file.read_bytes() == b"now"
    assert {path.name for path in tmp_path.iterdir()} == {"2026.json", "latest.json"}
