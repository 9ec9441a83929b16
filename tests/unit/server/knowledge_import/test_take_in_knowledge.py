"""What is taken in is added to what the server has, never against what somebody wrote meanwhile."""

import json
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from contract.domain.ids import KNOWLEDGE_SCOPE
from contract.domain.knowledge_entries.knowledge import Desk, ServiceCard
from contract.wire.changes import Kind
from server.knowledge_import.export_knowledge import stored_knowledge, stored_tables
from server.knowledge_import.formats.foreign import Mapping
from server.knowledge_import.import_knowledge import KnowledgeMoved, import_knowledge
from server.knowledge_import.import_summary import ImportSummary
from server.knowledge_import.knowledge_files import read_knowledge
from server.knowledge_import.take_in_knowledge import (
    ImportOrder,
    Intake,
    previewed,
    read_order,
    taken_in,
)
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from tests.support.knowledge.knowledge_folder import KnowledgeFolder
from tests.support.known import known
from tests.support.servers.server_records import NOW


class City:
    """A server that took in a folder of its own, and files of others."""

    def __init__(self, folder: Path, database: ServerDatabase) -> None:
        self.database = database
        self.folder = KnowledgeFolder(folder / "city")
        self._file = folder / "services.json"
        database.write_now(lambda c: import_knowledge(c, self.folder.path, NOW))

    def read(self, **service: str) -> tuple[Intake, ImportOrder]:
        fields = {"id": "s-1", "name": "Residenza", "status": "active", "description": "Si fa."}
        self._file.write_text(json.dumps({"services": [fields | service]}))
        mapping = Mapping(topic_id="tari")
        order = ImportOrder(path=self._file, format="hsds", keeps_others=True, mapping=mapping)
        return read_order(order, self.database.read_now(stored_knowledge)), order

    def take_in(self, intake: Intake, order: ImportOrder) -> ImportSummary:
        return self.database.write_now(partial(taken_in, intake, order, NOW))[0]

    def card(self) -> ServiceCard | None:
        return self.database.read_now(lambda c: find(c, ServiceCard, "s-1"))

    def edit(self, **fields: str) -> None:
        """Do as an editor who publishes the card."""
        card = known(self.card())

        def write(connection: Connection) -> None:
            edit = FeedEdit(connection, now=NOW)
            edit.put(KNOWLEDGE_SCOPE, replace(card, **fields))
            edit.finish()

        self.database.write_now(write)


@pytest.fixture
def city(tmp_path: Path, server_database: ServerDatabase) -> City:
    return City(tmp_path, server_database)


def test_a_card_comes_in_beside_the_others(city: City) -> None:
    summary = city.take_in(*city.read())
    assert (summary.kinds[Kind.CARD].added, summary.kinds[Kind.CARD].withdrawn) == (1, 0)
    card = known(city.card())
    assert (card.title, card.say, card.topic_id) == ("Residenza", "Si fa.", "tari")


def test_the_same_file_again_changes_nothing(city: City) -> None:
    city.take_in(*city.read())
    assert city.take_in(*city.read()).changes == 0


def test_a_preview_counts_and_writes_nothing(city: City) -> None:
    intake, order = city.read()
    summary = city.database.read_now(partial(previewed, intake, order))
    assert summary.kinds[Kind.CARD].added == 1
    assert city.card() is None


def test_what_an_editor_wrote_between_reading_and_storing_is_not_overwritten(city: City) -> None:
    city.take_in(*city.read())
    intake, order = city.read(alert="Chiuso")
    city.edit(say="Venga con un documento.")
    with pytest.raises(KnowledgeMoved):
        city.take_in(intake, order)
    card = known(city.card())
    assert (card.say, card.alert) == ("Venga con un documento.", "")
    assert city.take_in(*city.read(alert="Chiuso")).kinds[Kind.CARD].changed == 1
    card = known(city.card())
    assert (card.say, card.alert) == ("Venga con un documento.", "Chiuso")


def test_a_desk_keeps_its_topics_when_another_one_joins_them(city: City, tmp_path: Path) -> None:
    part = tmp_path / "part"
    part.mkdir()
    (part / "topics.csv").write_text("id,path,desk_id\nimu,Tributi › IMU,tributi\n")
    order = ImportOrder(path=part, format="csv", keeps_others=True)
    intake = read_order(order, city.database.read_now(stored_knowledge))
    city.take_in(intake, order)
    desk = known(city.database.read_now(lambda c: find(c, Desk, "tributi")))
    assert desk.topic_ids == ("tari", "imu")


def test_an_office_may_not_come_to_stand_above_itself_through_stored_ones(
    city: City, tmp_path: Path
) -> None:
    part = tmp_path / "part"
    part.mkdir()
    header = "id,name,municipio,address,phones,email,hours,parent_id\n"
    order = ImportOrder(path=part, format="csv", keeps_others=True, skips_refused=True)
    (part / "offices.csv").write_text(f"{header}centrale,Sede,,,,,,sud\n")
    city.take_in(read_order(order, city.database.read_now(stored_knowledge)), order)
    (part / "offices.csv").write_text(f"{header}sud,Sede sud,,,,,,centrale\n")
    intake = read_order(order, city.database.read_now(stored_knowledge))
    assert [problem.code for problem in intake.refused] == ["office_cycle"]


def test_what_the_server_has_is_what_it_took_in(city: City) -> None:
    tables = city.database.read_now(stored_tables)
    assert {row["id"] for row in tables["cards.csv"]} == {
        str(card.id) for card in read_knowledge(city.folder.path).cards
    }
