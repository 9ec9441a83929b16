"""What stands where the form will be tells how a contact begins, to whoever may begin one."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel

from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen
from contract.domain.account import Role
from tests.support.seats.seat import an_account


@pytest.mark.parametrize(("role", "is_told"), [(Role.OPERATOR, True), (Role.IT, False)])
async def test_nobody_is_told_a_key_that_the_access_does_not_allow(
    app: QApplication, role: Role, is_told: bool
) -> None:
    async with staged(app, "idle", size=QSize(1366, 690)) as (window, seat):
        seat.models.session.account = an_account(role=role)
        seat.models.session.changed.emit()
        hint = window.part(ContactScreen).idle.findChild(QLabel, "idle_hint").text()
        assert ("Ctrl+N" in hint) is is_told
