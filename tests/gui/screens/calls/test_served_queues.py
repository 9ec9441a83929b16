"""The strip of whoever is ready says whose calls ring here, in short and in full."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from contract.domain.ids import BASE_SCOPE, DeskId, QueueId
from contract.domain.queue import Queue
from server.store.engine.connection import Connection
from tests.gui.screens.conftest import a_city
from tests.support.seats.driven_console import driven_console
from tests.support.waiting import until
from widgets.kit.plain_text import left_to_right, without_isolates

QUEUES = (
    *(Queue(id=QueueId(f"q{n}"), name=f"Servizio {n}") for n in range(1, 5)),
    Queue(id=QueueId("tributi"), name="Tributi", desk_id=DeskId("tributi")),
)


async def test_whoever_is_ready_reads_which_queues_and_languages_are_hers(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_city() as city:
        await city.put(BASE_SCOPE, *QUEUES)

        def speak(connection: Connection) -> None:
            for code in ("it", "en"):
                connection.execute(
                    "INSERT INTO account_skill (account_id, kind, code, level)"
                    " SELECT id, 'language', :code, 4 FROM account WHERE login = 'anna'",
                    {"code": code},
                )

        await city.database.write(speak)
        async with driven_console(app, city, tmp_path) as driven:
            await driven.sign_in()
            await until(lambda: driven.models.status.queues)
            driven.press(Qt.Key.Key_F5)
            strip = driven.strip
            spoken = left_to_right("IT EN")
            short = f"Servizio 1, Servizio 2, altre 2 · {spoken}"
            await until(lambda: strip.state().who == short)
            full = strip.state().who_in_full
            assert full == f"Servizio 1, Servizio 2, Servizio 3, Servizio 4 · {spoken}"
            assert strip._who.accessibleDescription() == without_isolates(full)
            assert "Servizio 4" in strip._who.toolTip()
            assert "Tributi" not in full
