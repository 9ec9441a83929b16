"""Importing makes the stored knowledge equal to the files, and tells the feed what changed."""

import time
from pathlib import Path

import msgspec
import pytest

from contract.domain.ids import BASE_SCOPE, KNOWLEDGE_SCOPE
from contract.domain.knowledge_entries.knowledge import Desk, Faq, Office, ServiceCard, Topic
from contract.wire.changes import Change, Kind, Op
from server.knowledge_import.import_knowledge import import_knowledge
from server.knowledge_import.import_problems import ImportRefused
from server.knowledge_import.import_summary import ImportSummary, KindSummary
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.change_log import changes_after, scope_head
from server.store.sync.replicated_rows import find
from tests.support.knowledge.knowledge_folder import DEMO_CITY, KnowledgeFolder
from tests.support.servers.server_records import NOW

SQLITE_ONLY = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class City:
    """A folder and the server it is imported into."""

    def __init__(self, path: Path, database: ServerDatabase) -> None:
        self.folder = KnowledgeFolder(path)
        self.database = database

    def imported(self, path: Path | None = None) -> ImportSummary:
        folder = path or self.folder.path
        return self.database.write_now(lambda c: import_knowledge(c, folder, NOW))

    def heads(self) -> tuple[int, int]:
        """Return the newest numbers of the base and of the knowledge feed."""
        return self.database.read_now(
            lambda c: (scope_head(c, BASE_SCOPE).head, scope_head(c, KNOWLEDGE_SCOPE).head)
        )

    def changes(self, scope: str, after: int) -> list[tuple[str, str, str, int]]:
        """Return (kind, id, op, version) of the changes after a number."""

        def read(changes: tuple[Change, ...]) -> list[tuple[str, str, str, int]]:
            return [(change.kind, change.id, change.op, change.version) for change in changes]

        return read(self.database.read_now(lambda c: changes_after(c, scope, after, 500)))

    def card(self, card_id: str) -> ServiceCard | None:
        return self.database.read_now(lambda c: find(c, ServiceCard, card_id))


@pytest.fixture
def city(tmp_path: Path, server_database: ServerDatabase) -> City:
    return City(tmp_path / "city", server_database)


def test_the_first_import_stores_and_announces_everything(city: City) -> None:
    summary = city.imported()
    assert summary.kinds[Kind.CARD] == KindSummary(added=2)
    assert summary.kinds[Kind.THESAURUS] == KindSummary(added=1)
    assert summary.changes == 11
    assert city.heads() == (4, 7)
    card = city.card("tari-rimborso")
    assert card is not None
    assert (card.office_ids, card.version) == (("centrale", "sud"), 1)
    assert "\n" in card.how_to


def test_the_same_folder_again_changes_nothing(city: City) -> None:
    city.imported()
    heads = city.heads()
    summary = city.imported()
    assert summary.changes == 0
    assert summary.kinds[Kind.CARD] == KindSummary(unchanged=2)
    assert city.heads() == heads


def test_one_changed_cell_is_one_change_with_the_next_version(city: City) -> None:
    city.imported()
    base, knowledge = city.heads()
    city.folder.set("cards.csv", 2, "costs", "Gratuito")
    summary = city.imported()
    assert summary.kinds[Kind.CARD] == KindSummary(changed=1, unchanged=1)
    assert city.changes(KNOWLEDGE_SCOPE, knowledge) == [("card", "tari-rimborso", Op.PUT, 2)]
    assert city.heads() == (base, knowledge + 1)


def test_a_row_that_disappears_is_withdrawn(city: City) -> None:
    city.imported()
    _, knowledge = city.heads()
    city.folder.remove("faqs.csv", 3)
    city.folder.remove("cards.csv", 3)
    summary = city.imported()
    assert summary.kinds[Kind.CARD] == KindSummary(unchanged=1, withdrawn=1)
    assert city.changes(KNOWLEDGE_SCOPE, knowledge) == [
        ("card", "allerta", Op.GONE, 2),
        ("faq", "f2", Op.GONE, 2),
    ]
    assert city.card("allerta") is None
    assert city.imported().changes == 0


def test_a_withdrawn_row_that_comes_back_goes_on_with_its_versions(city: City) -> None:
    city.imported()
    city.folder.remove("faqs.csv", 3)
    city.imported()
    _, knowledge = city.heads()
    city.folder.add("faqs.csv", id="f2", card_id="allerta", question="Dove?", answer="Qui.")
    assert city.imported().kinds[Kind.FAQ] == KindSummary(added=1, unchanged=1)
    assert city.changes(KNOWLEDGE_SCOPE, knowledge) == [("faq", "f2", Op.PUT, 3)]


def test_a_topic_that_changes_desk_changes_both_desks(city: City) -> None:
    city.imported()
    base, _ = city.heads()
    city.folder.set("topics.csv", 2, "desk_id", "scuola")
    city.imported()
    changed = [(kind, entity_id) for kind, entity_id, _, _ in city.changes(BASE_SCOPE, base)]
    assert changed == [("desk", "tributi"), ("desk", "scuola"), ("topic", "tari")]


def test_rows_in_another_order_are_no_change(city: City) -> None:
    city.imported()
    lines = city.folder.text("faqs.csv").splitlines(keepends=True)
    city.folder.write("faqs.csv", "".join([lines[0], *reversed(lines[1:])]))
    assert city.imported().changes == 0


def test_a_thesaurus_entry_keeps_its_id_wherever_it_stands(city: City) -> None:
    city.imported()
    city.folder.write("thesaurus.txt", "buca > strade\n# poi\nimmondizia >   tari\n")
    assert city.imported().kinds[Kind.THESAURUS] == KindSummary(added=1, unchanged=1)


def test_a_refused_folder_leaves_everything_as_it_was(city: City) -> None:
    city.imported()
    heads = city.heads()
    city.folder.set("desks.csv", 2, "name", "Un altro nome")
    city.folder.set("faqs.csv", 3, "card_id", "ignota")
    with pytest.raises(ImportRefused) as refused:
        city.imported()
    (problem,) = refused.value.problems
    assert (problem.file, problem.row, problem.column) == ("faqs.csv", 3, "card_id")
    assert city.heads() == heads
    stored = city.database.read_now(lambda c: find(c, Desk, "tributi"))
    assert stored is not None
    assert stored.name == "Tributi"


class PowerCut(Exception):
    pass


def test_an_import_that_dies_before_its_commit_leaves_nothing(city: City) -> None:
    def dying(connection: Connection) -> None:
        import_knowledge(connection, city.folder.path, NOW)
        raise PowerCut

    with pytest.raises(PowerCut):
        city.database.write_now(dying)
    assert city.heads() == (0, 0)
    assert city.card("allerta") is None


def test_the_demo_city_arrives_whole(city: City) -> None:
    summary = city.imported(DEMO_CITY)
    assert summary.kinds[Kind.CARD].added >= 470
    assert summary.kinds[Kind.FAQ].added >= 480
    assert city.imported(DEMO_CITY).changes == 0

    def missing(connection: Connection) -> list[str]:
        kinds: dict[str, type[msgspec.Struct]] = {
            "anagrafe-centrale": Office,
            "tari-doppio-pagamento-rimborso": ServiceCard,
            "cude-rilascio-1": Faq,
            "mobilita-ztl": Topic,
        }
        return [name for name, kind in kinds.items() if find(connection, kind, name) is None]

    assert city.database.read_now(missing) == []


@SQLITE_ONLY
def test_twenty_thousand_cards_import_in_reasonable_time(city: City) -> None:
    header, first = city.folder.text("cards.csv").split("\n", 1)
    row = first[: first.index("\nallerta") + 1]
    rows = [row.replace("tari-rimborso", f"card-{number}", 1) for number in range(20_000)]
    city.folder.write("cards.csv", "".join([f"{header}\n", first, *rows]))
    start = time.process_time()
    assert city.imported().kinds[Kind.CARD].added == 20_002
    assert city.imported().changes == 0
    assert time.process_time() - start < 30
