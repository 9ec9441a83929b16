"""The seat's clock is an hour wrong: times are the server's, one sentence tells of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.failures.told import a_contact_with, is_kept, is_told
from tests.gui.screens.conftest import a_city
from tests.support.seats.driven_console import driven_console
from tests.support.waiting import until

WRONG = (
    "L'orologio della postazione è sbagliato di 60 minuti. Usiamo l'ora del server: continua a "
    "lavorare e avvisa l'assistenza."
)


@pytest.mark.parametrize("hours", [-1, 1])
async def test_what_is_written_bears_the_time_of_the_server(
    app: QApplication, tmp_path: Path, spoken: list[str], hours: int
) -> None:
    def wrong_now() -> datetime:
        return datetime.now(UTC) + timedelta(hours=hours)

    async with a_city() as server, driven_console(app, server, tmp_path, now=wrong_now) as driven:
        await driven.sign_in()
        await is_told(driven, WRONG, spoken)
        await until(lambda: driven.models.connection.connection.online)
        assert driven.window.work.connection_line.sentence() == "Collegato"
        await a_contact_with(driven, "Scritto ora")
        await is_kept(driven, "Scritto ora")
        saved_at = driven.models.editor.saved_at
        assert saved_at is not None
        assert abs(saved_at - datetime.now(UTC)) < timedelta(minutes=10)
