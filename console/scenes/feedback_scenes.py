"""What the window says of what was done, and what stands in its status bar."""

from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.scene_day import DAY
from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import no_keyring, not_ready, ringing, sign_in, talking
from console.screens.contact.own_contacts_screen import OWN, OwnContactsScreen
from console.shell.main_window import MainWindow
from console.viewmodels.contact.contact_fields import Field
from contract.wire.phone_socket import CallState


async def saved(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    await seat.phone.hang_up(1)
    await seat.rest()
    seat.models.editor.closing.close()


async def saved_while_a_condition_stands(window: MainWindow, seat: SceneSeat) -> None:
    await no_keyring(window, seat)
    seat.models.editor.closing.close()


async def saved_forwarded(window: MainWindow, seat: SceneSeat) -> None:
    await _promised_to_a_mobile(window, seat)
    seat.models.editor.closing.forward()


async def saved_forwarded_without_the_server(window: MainWindow, seat: SceneSeat) -> None:
    await _promised_to_a_mobile(window, seat)
    await seat.lose_server()
    seat.models.editor.closing.forward()


async def _promised_to_a_mobile(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    seat.models.editor.edit(Field.PHONE, "347 123 4567")
    seat.models.editor.promise_callback(seat.models.editor.offered_windows()[1])
    await seat.phone.hang_up(1)
    await seat.rest()


async def copying(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.goes_on_copying.clear()
    await not_ready(window, seat)


async def wrap_up_with_a_proposal(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    await seat.rest()
    seat.models.editor._touched_s = 0.0  # her last letter was long ago
    await seat.phone.hang_up(1)


async def sign_in_in_a_call(window: MainWindow, seat: SceneSeat) -> None:
    await sign_in(window, seat)
    answered_s = seat.monotonic_s() - 134
    seat.phone.report(
        state=CallState.ACTIVE,
        peer="+390655500123",
        queue="q-tributi",
        started_mono_s=answered_s,
        answered_mono_s=answered_s,
    )


async def settings(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    window.commands.run("settings.open")


async def keys_in_a_call(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    window.commands.run("help.keys")


async def palette_in_a_call(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    window.commands.run("palette.open")


async def own_contact_refused_in_a_call(window: MainWindow, seat: SceneSeat) -> None:
    """The contact of the call is on the screen: another one is reopened after it is saved."""
    seat.server.contacts = (*DAY, *city.CONTACTS)
    await talking(window, seat)
    await _reopened(window)


async def own_contact_refused_while_it_rings(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.contacts = (*DAY, *city.CONTACTS)
    await ringing(window, seat)
    await _reopened(window)


async def _reopened(window: MainWindow) -> None:
    window.work.show_module(OWN)
    await settle()
    window.part(OwnContactsScreen).detail.reopen_button.click()
