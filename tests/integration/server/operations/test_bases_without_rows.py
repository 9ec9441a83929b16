"""A base that has nothing of some kind is taken to another server as it is."""

from pathlib import Path

import pytest

from tests.support.knowledge.knowledge_folder import KnowledgeFolder
from tests.support.seats.terminal import Terminal

AS_THEY_ARE = ("--remove-missing", "--no-as-drafts")


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(tmp_path, capsys)


@pytest.fixture
def city(tmp_path: Path) -> KnowledgeFolder:
    return KnowledgeFolder(tmp_path / "city")


@pytest.mark.parametrize("name", ["hsds", "hsds-csv", "cpsv"])
@pytest.mark.parametrize("without", [("faq",), ("faq", "card", "thesaurus"), ("office",)])
def test_a_base_without_questions_comes_back_as_it_is_and_takes_those_of_others_out(
    terminal: Terminal, city: KnowledgeFolder, tmp_path: Path, name: str, without: tuple[str, ...]
) -> None:
    terminal.run("import", str(city.path))
    lacking = KnowledgeFolder(tmp_path / "lacking")
    lacking.set("cards.csv", 2, "office_ids", "")
    for kind in without:
        for row in (3, 2) if kind != "thesaurus" else ():
            lacking.remove(f"{kind}s.csv", row)
    lacking.write("thesaurus.txt", "" if "thesaurus" in without else "immondizia > tari\n")
    other = Terminal(tmp_path / "other", terminal.capsys)
    assert other.run("import", str(lacking.path)) == 0, other.complained
    target = str(tmp_path / f"base.{name}")
    assert other.run("export", target, "--format", name) == 0
    back = ("import", target, "--format", name.removesuffix("-csv"), *AS_THEY_ARE)
    assert terminal.run(*back) == 0, terminal.complained
    for kind in without:
        assert " 1 withdrawn" in terminal.line(kind) or " 2 withdrawn" in terminal.line(kind)
    assert terminal.run(*back) == 0
    assert all(" 0 added, 0 changed, 0 withdrawn" in one for one in terminal.counted())


def test_a_table_of_ours_that_somebody_emptied_takes_nothing_out(
    terminal: Terminal, city: KnowledgeFolder, tmp_path: Path
) -> None:
    terminal.run("import", str(city.path))
    terminal.run("export", str(tmp_path / "base"), "--format", "hsds-csv")
    faqs = tmp_path / "base" / "chiamaroma-faqs.csv"
    faqs.write_text(faqs.read_text().splitlines()[0] + "\n")
    back = ("import", str(tmp_path / "base"), "--format", "hsds", *AS_THEY_ARE)
    assert terminal.run(*back, "--lang", "en") == 65
    assert "chiamaroma-faqs.csv, row 1: There are only names of columns" in terminal.complained
