"""The commands of the server as an administrator types them, and what then is in its database."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from contract.domain.ids import KNOWLEDGE_SCOPE, AccountId
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind, Revision
from server.cli.command_line import run
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.knowledge.editing.approval import approved
from server.usecases.knowledge.editing.open_revisions import open_revisions
from server.usecases.knowledge.editing.publication import Publishing, publish


class Terminal:
    """Runs commands on one data folder and keeps what they said."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.said = ""
        self.complained = ""

    def run(self, command: str, *words: str) -> int:
        try:
            code = run([command, "--data-dir", str(self.folder / "data"), *words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        self.said, self.complained = self.capsys.readouterr()
        return code

    def line(self, kind: str) -> str:
        """Return what the last command said of a kind."""
        return next(line for line in self.said.splitlines() if line.split()[0] == kind)

    def counted(self) -> list[str]:
        """Return what the last command said of each kind."""
        return [line for line in self.said.splitlines() if " unchanged" in line]

    def card(self, card_id: str) -> ServiceCard | None:
        database = ServerDatabase.open(f"sqlite:///{self.folder / 'data' / 'chiamaroma.db'}")
        try:
            return database.read_now(lambda c: find(c, ServiceCard, card_id))
        finally:
            database.close()

    def office(self, office_id: str) -> Office | None:
        database = ServerDatabase.open(f"sqlite:///{self.folder / 'data' / 'chiamaroma.db'}")
        try:
            return database.read_now(lambda c: find(c, Office, office_id))
        finally:
            database.close()

    def drafts(self) -> list[Revision]:
        """Return what waits for an editor."""
        database = ServerDatabase.open(f"sqlite:///{self.folder / 'data' / 'chiamaroma.db'}")
        try:
            rows = database.read_now(lambda c: open_revisions(c, EntryKind.CARD))
            return list(rows.values())
        finally:
            database.close()

    def put(self, entry: Office) -> None:
        """Put an entry where operators read it, as it was done before its values were looked at."""

        def work(connection: Connection) -> None:
            edit = FeedEdit(connection, now=datetime.now(UTC))
            edit.put(KNOWLEDGE_SCOPE, entry)
            edit.finish()

        database = ServerDatabase.open(f"sqlite:///{self.folder / 'data' / 'chiamaroma.db'}")
        try:
            database.write_now(work)
        finally:
            database.close()

    def publish_drafts(self) -> None:
        """Have an editor approve what waits, as it is."""
        database = ServerDatabase.open(f"sqlite:///{self.folder / 'data' / 'chiamaroma.db'}")
        try:
            database.write_now(_publish_all)
        finally:
            database.close()


def _publish_all(connection: Connection) -> None:
    now = datetime.now(UTC)
    edit = FeedEdit(connection, now=now)
    drafts = list(open_revisions(connection, EntryKind.CARD).values())
    work = Publishing(connection=connection, edit=edit, reviewer_id=AccountId("bea"), now=now)
    publish(work, approved(connection, drafts, now))
    edit.finish()
