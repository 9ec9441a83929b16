"""Duty across kill -9 of the real process: states hold, and the log explains every one."""

from pathlib import Path

from contract.domain.account import Role
from contract.wire.duty import SeatCall
from server.cli.opened_database import opened_database
from server.settings import ServerSettings
from server.store.engine.connection import Connection
from server.usecases.accounts.manage_accounts import add_account
from tests.support.duty.duty_window import DutyWindow, open_windows, state_of
from tests.support.servers.real_server import PASSWORD, ServerProcess, hash_once, sign_in, utc_now

NAMES = {"anna": "1001", "bruno": "1002", "carla": "1003", "dino": "1004"}


def add_people(server: ServerProcess) -> None:
    hashed = hash_once(PASSWORD)
    settings = ServerSettings(data_dir=server.folder, database=server.url)
    roles = dict.fromkeys(NAMES, Role.OPERATOR) | {"lea": Role.TEAM_LEAD}

    def fill(connection: Connection) -> None:
        for login, role in roles.items():
            add_account(
                connection,
                login=login,
                display_name=login.title(),
                role=role,
                password_hash=hashed,
                now=utc_now(),
            )

    with opened_database(settings) as database:
        database.write_now(fill)


async def window(server: ServerProcess, login: str, seat: str) -> DutyWindow:
    async with server.client() as client:
        return DutyWindow(server, await sign_in(client, login, seat=seat), seat, f"boot-{login}")


async def test_wrap_up_pause_and_forced_states_hold_across_kills(tmp_path: Path) -> None:
    with ServerProcess(tmp_path) as server:
        add_people(server)
        await server.start()
        anna, bruno, carla, dino = [await window(server, *one) for one in NAMES.items()]
        lead = await window(server, "lea", "1009")
        async with open_windows(anna, bruno, carla, dino):
            talk = SeatCall(call_key="k1", state="active")
            for one in (anna, bruno, carla, dino):
                assert state_of(await one.wish("ready")) == "ready"
            anna.calls = dino.calls = (talk,)
            await anna.wish("answered", call_key="k1")
            assert state_of(await dino.report()) == "on_call"
            anna.calls = ()
            wrapped = await anna.wish("ended", call_key="k1")
            await bruno.wish("pause", reason="break")
            await lead.force(carla.session.account.id, "pause", reason="training", message="Aula 2")
            server.kill()
            offline = [dino.step("ended", call_key="k1"), dino.step("wrap_up_done", call_key="k1")]
            await server.start()
            reply = await anna.report()
            assert state_of(reply) in ("wrap_up", "ready")  # by the clock, however slow the start
            assert reply.view.wrap_up_until_at in (wrapped.view.wrap_up_until_at, None)
            assert state_of(await bruno.report()) == "not_ready break"
            forced = await carla.report()
            assert (state_of(forced), forced.view.message) == ("not_ready training", "Aula 2")
            assert state_of(await dino.report()) == "on_call"
            dino.calls = ()
            assert state_of(await dino.report(*offline)) == "ready"
            assert (await dino.report(*offline)).taken == dino.number
        verified = server.run("duty", "verify")
        assert verified.returncode == 0, verified.stderr
        assert "explain every state" in verified.stdout
        assert "Aula 2" not in server.log_text


async def test_skills_and_pause_rules_are_kept_while_the_server_runs(tmp_path: Path) -> None:
    with ServerProcess(tmp_path) as server:
        add_people(server)
        await server.start()
        said = server.run("account", "skills", "anna", "it:5", "en:3", "tributi:4")
        assert said.stdout == "anna can: language it 5, language en 3, topic tributi 4.\n"
        rule = ("break", "--limit", "15", "--quota", "45", "--at-once", "1")
        assert server.run("pause-rule", "set", *rule).stdout == (
            "break: at most 15 min, 45 min a day, 1 operators at once\n"
        )
        anna, bruno = [await window(server, login, NAMES[login]) for login in ("anna", "bruno")]
        reply = await anna.wish("pause", reason="break")
        assert [skill.code for skill in reply.view.skills] == ["en", "it", "tributi"]
        assert reply.view.pause_until_at is not None
        assert (await bruno.wish("pause", reason="break")).refused == "pause_full"
        assert server.run("pause-rule", "remove", "break").returncode == 0
        assert (await bruno.wish("pause", reason="break")).refused == ""
        assert server.run("account", "skills", "anna", "it:9").returncode != 0
        assert "is not a skill" in server.run("account", "skills", "anna", "x y").stderr
