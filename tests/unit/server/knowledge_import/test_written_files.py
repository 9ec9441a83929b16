"""An export in the place of an earlier one."""

from pathlib import Path

import pytest

from server.knowledge_import.formats.known_formats import LEFTOVERS
from server.knowledge_import.written_files import UNFINISHED, write_file, write_texts
from tests.support.knowledge.foreign_files import codes


def texts_of(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("[!.]*"))}


def test_an_unfinished_folder_of_hsds_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_text("id,name\no-1,Comune\n")
    assert codes(tmp_path, "hsds") == []
    (tmp_path / UNFINISHED).write_text("x")
    assert codes(tmp_path, "hsds") == ["unfinished_export"]


def test_an_export_that_cannot_be_written_leaves_the_one_before(tmp_path: Path) -> None:
    write_texts(tmp_path, {"cards.csv": "vecchie", "desks.csv": "vecchi"})
    (tmp_path / "faqs.csv").mkdir()
    new = {"cards.csv": "nuove", "desks.csv": "nuovi", "faqs.csv": "nuove"}
    with pytest.raises(IsADirectoryError, match=r"faqs\.csv"):
        write_texts(tmp_path, new, LEFTOVERS["csv"])
    (tmp_path / "faqs.csv").rmdir()
    assert texts_of(tmp_path) == {"cards.csv": "vecchie", "desks.csv": "vecchi"}
    assert not list(tmp_path.glob(".*"))


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


def test_in_a_folder_too_links_stay_and_what_nobody_else_may_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    file, link = tmp_path / "elsewhere" / "cards.csv", tmp_path / "cards.csv"
    file.write_text("vecchie")
    file.chmod(0o600)
    link.symlink_to(file)
    write_texts(tmp_path, {"cards.csv": "nuove"})
    assert link.is_symlink()
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("nuove", 0o600)
    assert [path.name for path in file.parent.iterdir()] == ["cards.csv"]
