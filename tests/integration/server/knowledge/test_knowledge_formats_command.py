"""Importing and exporting other formats as an administrator types it."""

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest

from contract.domain.ids import OfficeId
from contract.domain.knowledge_entries.entry_findings import ERRORS, EntryFinding
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.knowledge_entries.revision import RevisionState
from contract.domain.opening_times.opening_times import OpeningTimes, week
from server.cli.knowledge.entry_fault_texts import fault_words
from tests.support.knowledge.knowledge_folder import KnowledgeFolder
from tests.support.known import known
from tests.support.seats.terminal import Terminal

HSDS = ("--format", "hsds", "--topic", "tari")
AS_THEY_ARE = ("--remove-missing", "--no-as-drafts")
SERVICE = {
    "id": "s-1",
    "name": "Cambio di residenza",
    "status": "active",
    "description": "Si dichiara il nuovo indirizzo.",
}


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(tmp_path, capsys)


@pytest.fixture
def city(tmp_path: Path) -> KnowledgeFolder:
    return KnowledgeFolder(tmp_path / "city")


@pytest.fixture
def services(tmp_path: Path) -> Path:
    path = tmp_path / "services.json"
    path.write_text(json.dumps({"services": [SERVICE]}))
    return path


def test_a_dry_run_tells_what_would_happen_and_stores_nothing(
    terminal: Terminal, city: KnowledgeFolder
) -> None:
    assert terminal.run("import", str(city.path), "--dry-run") == 0
    assert terminal.line("cards.csv") == "cards.csv      2 rows in, 2 rows out"
    assert "2 added" in terminal.line("card")
    assert "nothing was stored" in terminal.complained
    assert terminal.run("import", str(city.path)) == 0
    assert "2 added" in terminal.line("card")


def test_a_dry_run_of_a_faulty_folder_names_its_faults(
    terminal: Terminal, city: KnowledgeFolder
) -> None:
    city.set("cards.csv", 2, "say", "")
    assert terminal.run("import", str(city.path), "--dry-run", "--lang", "it") == 65
    assert "cards.csv, riga 2, colonna say: La cella è vuota" in terminal.complained


def test_a_file_of_another_format_adds_and_withdraws_nothing(
    terminal: Terminal, city: KnowledgeFolder, services: Path
) -> None:
    terminal.run("import", str(city.path))
    assert terminal.run("import", str(services), *HSDS, "--as-drafts") == 0
    unpublished = "card       0 added, 0 changed, 0 withdrawn, 0 unchanged, 1 drafts"
    assert terminal.line("card") == unpublished
    assert "text to say was taken from the description" in terminal.complained
    assert terminal.card("tari-rimborso")
    assert terminal.card("s-1") is None
    (draft,) = terminal.drafts()
    card = msgspec.json.decode(draft.body, type=ServiceCard)
    assert (card.topic_id, card.say) == ("tari", SERVICE["description"])
    assert (draft.entry_id, draft.state, draft.author_ids) == ("s-1", RevisionState.DRAFT, ())
    assert draft.why == "Il testo da dire è stato preso dalla descrizione: da completare."
    for again in ((), ("--no-as-drafts",)):
        assert terminal.run("import", str(services), *HSDS, *again) == 0
        left = "card       0 added, 0 changed, 0 withdrawn, 1 unchanged, 1 drafts already"
        assert terminal.line("card") == left
        assert "Drafts wait for an editor" in terminal.complained
        assert len(terminal.drafts()) == 1
    terminal.publish_drafts()
    assert terminal.run("import", str(services), *HSDS) == 0
    assert terminal.line("card") == "card       0 added, 0 changed, 0 withdrawn, 1 unchanged"
    assert "Drafts" not in terminal.complained


def test_of_another_format_only_what_is_incomplete_waits_when_the_rest_is_trusted(
    terminal: Terminal, city: KnowledgeFolder, tmp_path: Path
) -> None:
    terminal.run("import", str(city.path))
    offices = tmp_path / "uo.json"
    organization = {"id": "o-1", "name": "Ufficio tributi", "description": "Al primo piano"}
    file = {"organizations": [organization], "services": [SERVICE]}
    offices.write_text(json.dumps(file))
    assert terminal.run("import", str(offices), *HSDS, "--no-as-drafts") == 0, terminal.complained
    assert terminal.office("o-1") is not None
    assert [one.entry_id for one in terminal.drafts()] == ["s-1"]


def test_a_second_import_keeps_what_an_editor_completed_meanwhile(
    terminal: Terminal, city: KnowledgeFolder, services: Path
) -> None:
    terminal.run("import", str(city.path))
    terminal.run("import", str(services), *HSDS)
    terminal.publish_drafts()
    folder = terminal.folder / "copy"
    terminal.run("export", str(folder))
    cards = (folder / "cards.csv").read_text(encoding="utf-8")
    completed = cards.replace("Si dichiara il nuovo indirizzo.,it", "Venga con un documento.,it")
    assert completed != cards
    (folder / "cards.csv").write_text(completed, encoding="utf-8")
    assert terminal.run("import", str(folder)) == 0
    services.write_text(json.dumps({"services": [SERVICE | {"alert": "Chiuso lunedì"}]}))
    assert terminal.run("import", str(services), "--format", "hsds", "--topic", "meteo") == 0
    assert "1 drafts" in terminal.line("card")
    terminal.publish_drafts()
    card = known(terminal.card("s-1"))
    assert (card.alert, card.say, card.topic_id) == (
        "Chiuso lunedì",
        "Venga con un documento.",
        "tari",
    )
    assert "say" not in terminal.complained


def test_a_few_files_of_ours_add_to_the_rest_when_others_are_kept(
    terminal: Terminal, city: KnowledgeFolder, tmp_path: Path
) -> None:
    terminal.run("import", str(city.path))
    part = tmp_path / "part"
    part.mkdir()
    (part / "offices.csv").write_text(
        "id,name,municipio,address,phones,email,hours\nnord,Sede nord,II,,,,\n"
        "sud,Sede sud,,,,,Mo-Fr 09:00-13:00; PH off\n"
    )
    assert terminal.run("import", str(part)) == 65
    assert terminal.run("import", str(part), "--keep-others") == 0
    assert terminal.line("office").startswith("office     1 added, 1 changed, 0 withdrawn")
    centrale, sud = terminal.office("centrale"), terminal.office("sud")
    assert centrale is not None
    assert centrale.email == "centrale@comune.example"
    assert known(sud).desk_times.weekly


def test_what_a_folder_lacks_stays_and_is_named_until_it_is_to_go(
    terminal: Terminal, city: KnowledgeFolder
) -> None:
    terminal.run("import", str(city.path))
    city.remove("faqs.csv", 2)
    city.remove("cards.csv", 2)
    assert terminal.run("import", str(city.path)) == 0
    assert "kept: card tari-rimborso «" in terminal.complained
    assert "--remove-missing takes them out" in terminal.complained
    assert terminal.card("tari-rimborso") is not None
    assert terminal.run("import", str(city.path), "--remove-missing", "--dry-run") == 0
    assert "removed: card tari-rimborso «" in terminal.complained
    assert terminal.card("tari-rimborso") is not None
    assert terminal.run("import", str(city.path), "--remove-missing") == 0
    assert "1 withdrawn" in terminal.line("card")
    assert terminal.card("tari-rimborso") is None


def test_faulty_rows_are_left_out_only_when_asked_and_what_refers_to_them_too(
    terminal: Terminal, city: KnowledgeFolder
) -> None:
    city.set("cards.csv", 2, "say", "a" * 301)
    assert terminal.run("import", str(city.path)) == 65
    assert terminal.run("import", str(city.path), "--skip-refused", "--lang", "it") == 0
    assert "cards.csv, riga 2, colonna say: Il testo è troppo lungo" in terminal.complained
    assert "faqs.csv, riga 2, colonna card_id: La scheda" in terminal.complained
    assert "Righe rifiutate: 2." in terminal.complained
    assert "aggiunte 1" in terminal.line("schede")
    assert "aggiunte 1" in terminal.line("domande")


def test_a_file_that_is_faulty_as_a_whole_is_never_skipped(
    terminal: Terminal, city: KnowledgeFolder
) -> None:
    city.write("faqs.csv", b"id,card_id,question,answer\nf,allerta,Perch\xe9?,S\xec.\n")
    assert terminal.run("import", str(city.path), "--skip-refused") == 65
    assert "encoding" in terminal.complained


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("windows-1252", ";"), ("iso-8859-1", ","), ("utf-16", "\t")]
)
def test_files_of_a_spreadsheet_are_read_as_their_options_say(
    terminal: Terminal, city: KnowledgeFolder, encoding: str, delimiter: str
) -> None:
    city.set("desks.csv", 2, "name", "Città")
    city.set("offices.csv", 2, "phones", "06 5555 0100")
    city.set("cards.csv", 2, "office_ids", "centrale")
    for path in city.path.glob("*.csv"):
        text = path.read_text(encoding="utf-8").replace(",", delimiter)
        if delimiter != ",":
            text = text.replace(f"«virgolette»{delimiter}", "«virgolette»,")
        path.write_bytes(text.encode(encoding, "replace"))
    refused = terminal.run("import", str(city.path))
    assert refused == 65
    options = ["--encoding", encoding, "--delimiter", delimiter.replace("\t", "tab")]
    assert terminal.run("import", str(city.path), *options) == 0, terminal.complained
    assert "2 added" in terminal.line("desk")


def test_a_format_nobody_named_is_asked_for(terminal: Terminal, services: Path) -> None:
    assert terminal.run("import", str(services)) == 65
    assert "--format is needed" in terminal.complained


def test_cards_without_a_topic_are_refused_with_the_option_that_gives_one(
    terminal: Terminal, services: Path
) -> None:
    assert terminal.run("import", str(services), "--format", "hsds") == 65
    assert "--topic ID" in terminal.complained


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("xlsx", "base.xlsx"),
        ("hsds", "base.json"),
        ("hsds-csv", "base"),
        ("cpsv", "base.jsonld"),
        ("faq", "faqs.json"),
    ],
)
def test_what_is_exported_can_be_imported_and_changes_nothing(
    terminal: Terminal, city: KnowledgeFolder, tmp_path: Path, name: str, file: str
) -> None:
    terminal.run("import", str(city.path))
    target = str(tmp_path / file)
    assert terminal.run("export", target, "--format", name) == 0
    back = name.removesuffix("-csv")
    assert terminal.run("import", target, "--format", back) == 0, terminal.complained
    kinds = terminal.counted()
    assert kinds
    assert all(" 0 added, 0 changed, 0 withdrawn" in line for line in kinds), terminal.said


def test_an_export_names_old_values_that_an_import_would_refuse(
    terminal: Terminal, city: KnowledgeFolder, tmp_path: Path
) -> None:
    terminal.run("import", str(city.path))
    assert terminal.run("export", str(tmp_path / "right")) == 0
    assert terminal.complained == ""
    terminal.put(Office(id=OfficeId("vecchio"), name="Sede", email="boh"))
    overlapping = OpeningTimes(weekly=(*week((0,), (510, 720)), *week((0,), (690, 780))))
    terminal.put(Office(id=OfficeId("doppio"), name="", desk_times=overlapping))
    assert terminal.run("export", str(tmp_path / "faulty"), "--lang", "en") == 0
    assert "offices.csv, vecchio, email: «boh» cannot be used" in terminal.complained
    assert terminal.run("export", str(tmp_path / "faulty"), "--lang", "it") == 0
    assert terminal.said.startswith("Scritti 6 file in ")
    assert terminal.complained.splitlines() == [
        "offices.csv, doppio, name: manca il titolo o il nome",
        "offices.csv, doppio, desk_times: gli orari non si possono usare",
        "offices.csv, vecchio, email: «boh» non va bene",
        "Un'importazione rifiuta queste righe finché un redattore non le corregge.",
    ]
    assert terminal.run("import", str(tmp_path / "faulty"), "--lang", "en") == 65
    name, hours, email = terminal.complained.splitlines()[:-1]
    assert name.endswith("column name: The cell is empty and a value is needed.")
    assert hours.endswith("» overlap.")
    assert email.endswith("column email: «boh» is not a mail address.")


def test_a_file_is_not_blamed_for_old_values_it_does_not_speak_of(
    terminal: Terminal, city: KnowledgeFolder, tmp_path: Path
) -> None:
    terminal.run("import", str(city.path))
    old = Office(
        id=OfficeId("vecchio"),
        name="Sede",
        email="boh",
        owner_email="anche questo no",
        parent_id=OfficeId("sparito"),
        valid_from=date(2026, 5, 1),
        valid_until=date(2026, 6, 1),
    )
    terminal.put(old)
    part = tmp_path / "part"
    part.mkdir()

    def told(column: str, cell: str) -> int:
        head = "id,name,municipio,address,phones,email,hours"
        row = "vecchio,Sede,II,,06 5555 0100,,"
        (part / "offices.csv").write_text(f"{head},{column}\n{row},{cell}\n")
        return terminal.run("import", str(part), "--keep-others", "--lang", "en")

    assert told("valid_from", "2026-07-01") == 65
    assert "column valid_from: The validity ends before it begins." in terminal.complained
    assert told("owner_email", "tari(at)comune.example") == 65
    assert "column owner_email: «tari(at)comune.example» is not a mail" in terminal.complained
    assert told("parent_id", "vecchio") == 65
    assert told("note", "Al piano terra") == 0, terminal.complained
    assert terminal.line("office") == "office     0 added, 1 changed, 0 withdrawn, 0 unchanged"
    now = known(terminal.office("vecchio"))
    assert (now.note, now.email, now.phones) == ("Al piano terra", "", ("+390655550100",))
    assert (now.owner_email, now.parent_id) == (old.owner_email, old.parent_id)


def test_the_whole_base_goes_to_another_server_in_each_format(
    terminal: Terminal, city: KnowledgeFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.run("import", str(city.path))
    for name in ("xlsx", "hsds", "cpsv"):
        target = tmp_path / f"base.{name}"
        terminal.run("export", str(target), "--format", name)
        other = Terminal(tmp_path / f"other-{name}", capsys)
        assert other.run("import", str(target), "--format", name, *AS_THEY_ARE) == 0
        assert other.card("tari-rimborso") == terminal.card("tari-rimborso")
        assert other.office("centrale") == terminal.office("centrale")


def test_what_the_editors_checks_call_an_error_is_not_published_by_our_own_tables_either(
    terminal: Terminal, city: KnowledgeFolder
) -> None:
    terminal.run("import", str(city.path))
    before = known(terminal.card("tari-rimborso"))
    city.set("cards.csv", 2, "how_to", "Costa <b>10 euro</b>.")
    city.add("cards.csv", id="nuova", title="Nuova", topic_id="tari", say="Si fa.", how_to="<i>Sì")
    city.add("faqs.csv", id="f3", card_id="nuova", question="Quanto?", answer="Poco.")
    assert terminal.run("import", str(city.path), "--dry-run", "--lang", "it") == 0
    assert "in bozza: scheda tari-rimborso, how_to: c'è HTML: «<b>»" in terminal.complained
    assert terminal.run("import", str(city.path), "--lang", "en") == 0
    assert "draft: card nuova, how_to: there is HTML: «<i>»" in terminal.complained
    assert "0 added" in terminal.line("faq"), "a question waits with its card"
    assert "1 drafts" in terminal.line("faq")
    told = terminal.line("card")
    assert told == "card       0 added, 0 changed, 0 withdrawn, 1 unchanged, 2 drafts"
    assert terminal.card("tari-rimborso") == before
    assert terminal.card("nuova") is None
    assert len(terminal.drafts()) == 2
    assert terminal.run("import", str(city.path)) == 0
    left = "card       0 added, 0 changed, 0 withdrawn, 3 unchanged, 2 drafts already"
    assert terminal.line("card") == left
    assert terminal.run("export", str(terminal.folder / "out")) == 0
    assert "<" not in (terminal.folder / "out" / "cards.csv").read_text()


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_error_of_an_entry_has_its_words(language: str) -> None:
    for code in ERRORS:
        told = fault_words(EntryFinding(code=code, field="how_to", excerpt="x"), language)
        assert len(told) > len("how_to: ")
        assert "{" not in told


def test_an_italian_import_tells_all_of_it_in_italian(
    terminal: Terminal, city: KnowledgeFolder
) -> None:
    terminal.run("import", str(city.path))
    city.remove("faqs.csv", 2)
    assert terminal.run("import", str(city.path), "--dry-run", "--lang", "it") == 0
    assert "cards.csv      2 righe entrate, 2 uscite" in terminal.said
    assert "schede     aggiunte 0, modifiche 0, rimozioni 0, senza modifiche 2" in terminal.said
    assert "resta: domanda " in terminal.complained
    assert "--remove-missing le toglie" in terminal.complained
    assert "non è stato salvato nulla" in terminal.complained
    english = ("rows", "unchanged", "kept", "stored", "files")
    told = (terminal.said + terminal.complained).split()
    assert [word for word in english if word in told] == []


def test_a_file_of_nothing_but_its_columns_is_refused_without_talk_of_losses(
    terminal: Terminal, city: KnowledgeFolder, tmp_path: Path
) -> None:
    terminal.run("import", str(city.path))
    part = tmp_path / "part"
    part.mkdir()
    (part / "offices.csv").write_text("id,name,municipio,address,phones,email,hours\n")
    assert terminal.run("import", str(part), "--keep-others", "--lang", "it") == 65
    assert "offices.csv, riga 1: Ci sono solo i nomi delle colonne" in terminal.complained
    assert "niente da importare" in terminal.complained
    assert "cancell" not in terminal.complained


def test_a_text_that_was_encoded_twice_is_named_with_what_it_was_and_taken_all_the_same(
    terminal: Terminal, city: KnowledgeFolder, tmp_path: Path
) -> None:
    city.set("cards.csv", 2, "say", "Chiami lâ€™ufficio, perchÃ© in cittÃ\xa0 è chiuso.")
    assert terminal.run("import", str(city.path), "--lang", "it") == 0
    assert (
        "cards.csv, riga 2, colonna say: Il testo sembra rovinato da un salvataggio:"
        " «lâ€™ufficio, → l’ufficio,»."
    ) in terminal.complained
    card = known(terminal.card("tari-rimborso"))
    assert "perchÃ©" in card.say
    book = tmp_path / "base.xlsx"
    assert terminal.run("export", str(book)) == 0
    assert terminal.run("import", str(book), "--dry-run", "--lang", "en") == 0
    told = "row 3, column say: The text seems to be encoded twice: «lâ€™ufficio, → l’ufficio,»."
    assert f"xlsx › cards, {told}" in terminal.complained
    source = tmp_path / "hsds.json"
    source.write_text(json.dumps({"services": [SERVICE | {"description": "Si fa in cittÃ."}]}))
    assert terminal.run("import", str(source), *HSDS, "--lang", "en") == 0
    assert "column description: The text seems to be encoded twice" in terminal.complained
