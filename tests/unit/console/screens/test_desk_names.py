"""Names of desks on their chips: what all begin with is left out, what tells them apart stays."""

import pytest

from console.screens.callbacks.queue_presenter import told_apart


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["II livello Tributi", "II livello Servizi online"], ("Tributi", "Servizi online")),
        (["II livello Tributi", "Anagrafe"], ("II livello Tributi", "Anagrafe")),
        (["II livello Tributi"], ("II livello Tributi",)),
        (["II livello", "II livello Tributi"], ("livello", "livello Tributi")),
        (["Tributi", "Tributi"], ("Tributi", "Tributi")),
        ([], ()),
        (["", "Tributi"], ("", "Tributi")),
    ],
)
def test_desks_are_told_apart(names: list[str], shown: tuple[str, ...]) -> None:
    assert told_apart(names) == shown
