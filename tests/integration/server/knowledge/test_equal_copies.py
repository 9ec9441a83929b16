"""A base written out, taken in by a server that has nothing, and written again: the same bytes."""

import json
import shutil
from pathlib import Path

import pytest

from server.cli.command_line import run
from server.knowledge_import.sheet_rows import plain_cell
from server.knowledge_import.written_files import write_texts
from tests.support.knowledge.knowledge_folder import DEMO_CITY, KnowledgeFolder

FORMATS = {"csv": "", "xlsx": ".xlsx", "hsds": ".json", "hsds-csv": "", "cpsv": ".jsonld"}
OURS = ("csv", "xlsx")  # hold queues too
ODD = (
    *("=1+1", "'=1", "''#REF!", "+39 06", "-x", "@SUM(A1)", "#REF!x", "# nota", "'virgolette'"),
    *('"', '""', 'a"b', "a,b;c|d", "in\tmezzo", "righe\n\n\nvuote", "sep=;", "null", "NaN", "1e5"),
    *("00123", "1.0", "TRUE", "sì", "2027-03-31", "_x000D_", "_x0041_", "]]>", "&amp; &lt;", "\\n"),
    *(
        "\u200fعربي\u200e qui",
        "مكتب",
        "👩‍👩‍👧 🇮🇹 😀",
        "caffe\u0300",
        "a\u00adb",
        "ﬁ",
        "\u2028",
        "due  spazi",
    ),
    *(
        '{"json": 1}',
        "[1]",
        "%s ${x}",
        "\u00a0dentro\u00a0fuori\u00a0",
        "  spazi intorno  ",
        "x" * 20_000,
    ),
)
TEXTS = ("how_to", "what_is_needed", "what_you_get", "costs", "times", "conditions", "keywords")


@pytest.fixture(scope="module")
def odd_server(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a server that took in a city whose texts are odd and right."""
    return filled(tmp_path_factory.mktemp("odd"), odd_city(tmp_path_factory.mktemp("city")))


@pytest.fixture(scope="module")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("demo"), DEMO_CITY)


def filled(data: Path, source: Path) -> Path:
    assert command(data, "import", source) == 0
    return data


def odd_city(path: Path) -> Path:
    folder = KnowledgeFolder(path / "city")
    for number in range(len(ODD)):
        texts = [plain_cell(ODD[(number + ahead) % len(ODD)]) for ahead in range(len(TEXTS))]
        short = texts[0][:200]
        card = dict(zip(TEXTS, texts, strict=True)) | {"id": f"c{number}", "topic_id": "tari"}
        folder.add("cards.csv", **card, title=f"Scheda {number}", say=short)
        folder.add("offices.csv", id=f"o{number}", name=short, note=texts[1], address=texts[2])
        folder.add("faqs.csv", id=f"q{number}", card_id="allerta", question=short, answer=texts[3])
    folder.write("thesaurus_en.txt", "waste > tari\n")
    return folder.path


def command(data: Path, *words: object) -> int:
    name, *others = map(str, words)
    return run([name, "--data-dir", str(data), *others])


def content(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else path.iterdir()
    return {file.name: file.read_bytes() for file in files}


def copied(tmp_path: Path, server: Path, name: str) -> tuple[Path, Path]:
    """Return what a server with these data writes and what one writes that took it in."""
    first, again = (tmp_path / where / f"base{FORMATS[name]}" for where in ("first", "again"))
    for path in (first, again):
        path.parent.mkdir()
    shutil.copytree(server, tmp_path / "one")
    assert command(tmp_path / "one", "export", first, "--format", name) == 0
    read = ("--format", "hsds" if name == "hsds-csv" else name)
    whole = () if name in OURS else ("--remove-missing", "--no-as-drafts")
    assert command(tmp_path / "two", "import", first, *read, *whole) == 0
    assert command(tmp_path / "two", "export", again, "--format", name) == 0
    return first, again


@pytest.mark.parametrize("name", FORMATS)
def test_a_base_of_odd_texts_comes_out_as_it_went_in(
    tmp_path: Path, odd_server: Path, name: str
) -> None:
    first, again = copied(tmp_path, odd_server, name)
    assert content(first) == content(again)
    for server in ("one", "two"):
        assert command(tmp_path / server, "export", tmp_path / f"{server}-csv") == 0
    assert content(tmp_path / "one-csv") == content(tmp_path / "two-csv")


@pytest.mark.parametrize("name", FORMATS)
def test_the_demo_city_comes_out_as_it_went_in(
    tmp_path: Path, demo_server: Path, name: str
) -> None:
    first, again = copied(tmp_path, demo_server, name)
    assert content(first) == content(again)


@pytest.mark.parametrize("name", OURS)
def test_a_base_without_a_card_or_a_word_comes_out_as_it_went_in(tmp_path: Path, name: str) -> None:
    folder = KnowledgeFolder(tmp_path / "city")
    for file in ("faqs.csv", "cards.csv"):
        folder.remove(file, 3)
        folder.remove(file, 2)
    folder.write("thesaurus.txt", "")
    first, again = copied(tmp_path, filled(tmp_path / "bare", folder.path), name)
    assert content(first) == content(again)


def test_a_file_of_others_that_lacks_questions_says_so_where_all_would_be_taken_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = KnowledgeFolder(tmp_path / "city")
    folder.remove("faqs.csv", 3)
    folder.remove("faqs.csv", 2)
    base = tmp_path / "base.json"
    assert command(tmp_path / "one", "import", folder.path) == 0
    assert command(tmp_path / "one", "export", base, "--format", "hsds") == 0
    held = json.loads(base.read_text(encoding="utf-8"))
    del held["chiamaroma_tables"]["faqs.csv"]  # says that there are none
    base.write_text(json.dumps(held), encoding="utf-8")
    order = ("import", base, "--format", "hsds", "--remove-missing", "--lang", "en")
    assert command(tmp_path / "two", *order) == 65
    assert "base.json: There is nothing for «faqs.csv»" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["csv", "hsds-csv"])
def test_an_export_leaves_nothing_of_an_earlier_one_that_an_import_would_read(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = KnowledgeFolder(tmp_path / "city")
    out = tmp_path / "out"
    strangers = {"staff.csv": "x", "contacts.csv": "x", "chiamaroma-staff.csv": "x", "io.md": "x"}
    write_texts(out, strangers | {"thesaurus_fr.txt": "taxe > tari\n"})
    assert command(tmp_path / "one", "import", folder.path) == 0
    assert command(tmp_path / "one", "export", out, "--format", name, "--lang", "it") == 0
    kept = {"csv": {"contacts.csv", "chiamaroma-staff.csv"}, "hsds-csv": {"staff.csv"}}[name]
    assert {"io.md", *kept} <= content(out).keys()
    assert not {"staff.csv", "contacts.csv", "chiamaroma-staff.csv"} - kept & content(out).keys()
    assert "Tolto" in capsys.readouterr().out


def test_an_export_that_cannot_be_written_leaves_the_earlier_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = KnowledgeFolder(tmp_path / "city")
    base = tmp_path / "base.xlsx"
    base.write_bytes(b"the file of yesterday")
    assert command(tmp_path / "one", "import", folder.path) == 0

    def full(_: int) -> None:
        raise OSError(28, "No space left on device", str(base))

    monkeypatch.setattr("os.fsync", full)
    assert command(tmp_path / "one", "export", base) == 73
    assert base.read_bytes() == b"the file of yesterday"
    assert [path.name for path in tmp_path.glob(".base*")] == []
