"""The keycap of a command stands where the key is of use now: each is shown once."""

from collections import Counter

import pytest
from PySide6.QtWidgets import QApplication

from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen
from tools.pictures.keycaps import painted_keys, shown_twice

pytestmark = pytest.mark.usefixtures("painted")


async def test_a_key_shown_twice_is_found(app: QApplication) -> None:
    async with staged(app, "palette-in-a-call") as (window, _):
        shown = Counter(key for _, key in painted_keys(window))
        assert shown["F8"] == 2, "in the strip, and in the list of commands"


async def test_the_key_of_saving_goes_to_the_strip_after_a_call_and_moves_nothing(
    app: QApplication,
) -> None:
    async with staged(app, "talking") as (window, seat):
        form = window.part(ContactScreen).form
        places = [one.geometry() for one in (form.save_button, form.forward_button)]
        assert (form.save_button, "F9") in painted_keys(window)
        await seat.phone.hang_up(1)
        await seat.rest()
        assert (form.save_button, "F9") not in painted_keys(window)
        assert [one.geometry() for one in (form.save_button, form.forward_button)] == places


async def test_with_one_page_at_a_time_its_key_stands_in_the_page_alone(
    app: QApplication,
) -> None:
    async with staged(app, "talking", text_percent=200) as (window, _):
        assert "F2" in [key for _, key in painted_keys(window)]
        assert shown_twice(window) == set()
