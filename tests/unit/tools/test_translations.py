"""The translation check finds what would be wrong on the screen."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator

from tools import translations
from tools.translations import Entry, entry_faults, f_strings, has_mnemonic


def an_entry(source: str, *translated: str, is_unfinished: bool = False) -> Entry:
    return Entry(context="C", source=source, translations=translated, is_unfinished=is_unfinished)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (an_entry("Ciao {0}", "Hello {0}"), ""),
        (an_entry("Ciao {0}", "Hello"), "placeholders"),
        (an_entry("Ciao {0}", "Hello {1}"), "placeholders"),
        (an_entry("%n cose", "one thing", "%n things"), ""),
        (an_entry("%n cose {0}", "one thing", "%n things {0}"), "placeholders"),
        (an_entry("&Nome", "&Name"), ""),
        (an_entry("&Nome", "Name"), "mnemonic"),
        (an_entry("Nome", "&Name"), "mnemonic"),
        (an_entry("Sì && no", "Yes && no"), ""),
        (an_entry("Ciao", ""), "unfinished"),
        (an_entry("Ciao", "Hello", is_unfinished=True), "unfinished"),
    ],
)
def test_each_fault_of_a_translation_is_named(entry: Entry, fault: str) -> None:
    found = list(entry_faults(entry))
    assert bool(found) is bool(fault)
    assert all(line.startswith(fault) for line in found)


def test_a_doubled_ampersand_is_no_mnemonic() -> None:
    assert not has_mnemonic("Ricerca && sviluppo")
    assert has_mnemonic("Sp&ortello")


def test_an_f_string_in_tr_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ('self.tr(f"Ciao {nome}")', 'self.tr("Ciao")', "f\"<p>{self.tr('Ciao')}</p>\"")
    (tmp_path / "screen.py").write_text("\n".join(lines))
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "sources", lambda: ["screen.py"])
    assert list(f_strings()) == [
        "screen.py:1: f-string inside tr()",
        "screen.py:3: tr() inside an f-string",
    ]


def test_two_programs_that_start_at_once_both_have_their_texts(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "tools.translations", "compile", "--into", str(tmp_path))
    both = [subprocess.Popen(command, cwd=translations.ROOT) for _ in range(3)]
    assert [one.wait(60) for one in both] == [0, 0, 0]
    assert len(list(tmp_path.iterdir())) == len(translations.files())


def test_every_language_is_whole_and_loads(tmp_path: Path) -> None:
    assert translations.check() == 0
    mapped = tmp_path / "console_ar.qm"
    mapped.write_bytes(b"what a running window has in its memory")
    with mapped.open("rb") as running:
        translations.compile_all(tmp_path)
        assert running.read() == b"what a running window has in its memory"
    for file in translations.files():
        language = translations.language_of(file)
        translator = QTranslator()
        assert translator.load(QLocale(language), "console", "_", str(tmp_path))
    english = QTranslator()
    english.load(QLocale("en"), "console", "_", str(tmp_path))
    assert english.translate("StateTexts", "Pronto") == "Ready"
    assert english.translate("Texts", "%n cose da inviare.", "", 1) == "%n item to be sent."
