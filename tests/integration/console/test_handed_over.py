"""Work that its author left unsent at a seat: whoever signs in there next hands it over unread."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from console.model.contact.contact_draft import ContactDraft
from console.runtime.change_feed import Topic
from console.store.contact.draft_repository import drafts
from console.store.replica import unsent_file
from console.store.replica.outbox import waiting_count
from console.store.replica.unsent_file import Left, as_line, left_here, read_lines
from console.store.session.notice_repository import unseen_notices
from console.sync.links.unsent_link import UnsentLink
from contract.domain.account import Role
from contract.domain.caller import CallerDetails
from contract.domain.ids import ContactId, TopicId, new_command_id, new_id
from contract.wire.commands import Command, CountUse
from contract.wire.decoding import encode
from contract.wire.sealed_key import UnsentWork, WorkKeys, seal_work
from server.usecases.accounts.manage_accounts import set_active
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file, person_subjects
from server.usecases.operations.installation import renew_epoch
from server.usecases.operations.server_keys import keys_file, read_keys, write_keys
from server.usecases.sync.refill import REFILL_FOR
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.seats.seat import a_draft
from tests.support.servers.real_server import RealServer, utc_now

WORDS = "What nobody at the seat may read"


async def _ready() -> RealServer:
    server = await RealServer.start()
    await server.add_desk("tributi", "tari")
    await server.add_account("anna")
    await server.add_account("bruno")
    await server.add_account("carla", Role.TEAM_LEAD)
    return server


def _draft(description: str, topic: str = "tari", **changes: Any) -> ContactDraft:
    return a_draft(
        contact_id=ContactId(new_id()),
        topic_id=TopicId(topic),
        description=description,
        **changes,
    )


async def _left_offline(
    server: RealServer, folder: Path, count: int = 3, topic: str = "tari"
) -> None:
    """Anna closes contacts while the server is away, and goes."""
    async with a_seat(folder, server.transport()) as seat:
        await seat.sync()
        server.go_offline()
        for number in range(count):
            await seat.drafts.close(_draft(f"{WORDS} {number}", topic))
    server.go_online()


def _unsent(
    seat: ConsoleSeat, folder: Path, on_kept: Callable[[int], None] = lambda _: None
) -> UnsentLink:
    return UnsentLink(
        database=seat.database, link=seat.link, clock=seat.clock, folder=folder, on_kept=on_kept
    )


async def _number(server: RealServer, what: str) -> int:
    return await server.database.read(lambda c: c.number(f"SELECT count(*) FROM {what}"))


async def _audited(server: RealServer, action: str) -> list[tuple[str, str]]:
    rows = await server.database.read(
        lambda c: c.execute(
            "SELECT account_id, subject FROM audit WHERE action = :a", {"a": action}
        )
    )
    return [(row["account_id"], row["subject"]) for row in rows]


async def test_whoever_signs_in_next_hands_it_over_in_the_name_of_its_author(
    tmp_path: Path,
) -> None:
    async with await _ready() as server:
        await _left_offline(server, tmp_path)
        [file] = left_here(tmp_path, None)
        assert WORDS.encode() not in file.read_bytes()
        async with a_seat(tmp_path, server.transport(), "bruno") as seat:
            await seat.sync()
            await _unsent(seat, tmp_path).once()
            bruno = (await server.sign_in("bruno")).account
            anna = (await server.sign_in("anna")).account
            by_author = f"contact WHERE operator_id = '{anna.id}'"
            assert await _number(server, by_author) == await _number(server, "contact") == 3
            assert left_here(tmp_path, seat.database.location[0]) == []
        assert await _audited(server, "work_handed_over") == [(bruno.id, f"{anna.id} - 3")]
        rows = await server.database.read(
            lambda c: c.execute("SELECT description FROM contact ORDER BY recorded_at, rowid")
        )
        assert [row["description"] for row in rows] == [f"{WORDS} {n}" for n in range(3)]


async def test_the_same_work_sent_later_by_its_author_has_the_same_verdicts(tmp_path: Path) -> None:
    async with await _ready() as server:
        await _left_offline(server, tmp_path)
        async with a_seat(tmp_path, server.transport(), "bruno") as seat:
            await seat.sync()
            await _unsent(seat, tmp_path).once()
        async with a_seat(tmp_path, server.transport()) as seat:
            assert await seat.database.read(waiting_count) == 3
            await seat.sync()
            assert await seat.database.read(waiting_count) == 0
            assert await seat.database.read(unseen_notices) == ()
        assert await _number(server, "contact") == 3


async def test_it_is_taken_after_the_keys_were_rotated_and_of_an_account_that_ended(
    tmp_path: Path,
) -> None:
    async with await _ready() as server:
        await _left_offline(server, tmp_path)
        await _rotated(server)
        await server.database.write(lambda c: set_active(c, "anna", False, server.clock()))
        async with a_seat(tmp_path, server.transport(), "bruno") as seat:
            await seat.sync()
            await _unsent(seat, tmp_path).once()
        assert await _number(server, "contact") == 3


async def _rotated(server: RealServer) -> None:
    path = keys_file(server.data_dir)
    keys = read_keys(path)
    assert keys is not None
    write_keys(path, keys.rotated())
    await server.restart()


async def test_a_store_set_aside_loses_nothing_its_author_hands_it_over_too(tmp_path: Path) -> None:
    async with await _ready() as server:
        await _left_offline(server, tmp_path)
        async with a_seat(tmp_path, server.transport(), None) as seat:
            seat.vault._vault_path("anna").write_bytes(b"{half")
            await seat.sign_in("anna", "una parola lunga")
            assert await seat.database.read(waiting_count) == 0
            await seat.sync()
            await _unsent(seat, tmp_path).once()
            assert left_here(tmp_path, None) == []
        assert await _number(server, "contact") == 3


async def test_what_the_server_refuses_comes_to_its_author_wherever_they_sign_in(
    tmp_path: Path,
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    async with await _ready() as server:
        await _left_offline(server, here, 1, topic="nowhere")
        async with a_seat(here, server.transport(), "bruno") as seat:
            await seat.sync()
            await _unsent(seat, here).once()
            assert await seat.database.read(unseen_notices) == ()
        for told in (1, 0):
            async with a_seat(there / str(told), server.transport(), device_id="device-2") as seat:
                await seat.sync()
                await _unsent(seat, there / str(told)).once()
                notices = await seat.database.read(unseen_notices)
                assert [one.code for one in notices] == ["unknown_topic"] * told
                back = await seat.database.read(drafts)
                assert [draft.description for draft in back] == [f"{WORDS} 0"] * told
        scan = await server.database.read(lambda c: c.execute("SELECT * FROM refused_work"))
        assert [row["box"] for row in scan] == [""]


async def test_what_is_refused_of_somebody_who_is_gone_comes_to_a_lead(tmp_path: Path) -> None:
    here = tmp_path / "here"
    async with await _ready() as server:
        await _left_offline(server, here, 1, topic="nowhere")
        await server.database.write(lambda c: set_active(c, "anna", False, server.clock()))
        for login, told in (("bruno", 0), ("carla", 1)):
            async with a_seat(here, server.transport(), login) as seat:
                await seat.sync()
                await _unsent(seat, here).once()
                notices = await seat.database.read(unseen_notices)
                assert [one.subject["author"] for one in notices] == ["Anna"] * told
        carla = (await server.sign_in("carla")).account
        [(reader, subject)] = await _audited(server, "work_refused_read")
        assert (reader, subject.split()[1:]) == (carla.id, ["1"])


async def test_what_is_dated_after_its_author_was_dismissed_comes_to_a_lead_and_counts_for_nothing(
    tmp_path: Path,
) -> None:
    later = timedelta()
    async with await _ready() as server:
        async with a_seat(
            tmp_path, server.transport(), wall_clock=lambda: utc_now() + later
        ) as seat:
            await seat.sync()
            server.go_offline()
            await seat.drafts.close(_draft("of before"))
            await server.database.write(lambda c: set_active(c, "anna", False, utc_now()))
            later = timedelta(minutes=1)
            await seat.drafts.close(_draft("of after"))
        server.go_online()
        async with a_seat(tmp_path, server.transport(), "carla") as seat:
            await seat.sync()
            for _ in range(2):  # it asks for what was refused before it hands over
                await _unsent(seat, tmp_path).once()
            [notice] = await seat.database.read(unseen_notices)
            assert (notice.code, notice.subject["author"]) == ("written_after", "Anna")
        taken = await server.database.read(lambda c: c.execute("SELECT description FROM contact"))
        assert [row["description"] for row in taken] == ["of before"]


async def test_nobody_writes_in_the_name_of_who_never_worked_there(tmp_path: Path) -> None:
    """A seat can seal for the server whatever it likes: without their session it proves nothing."""
    async with await _ready() as server:
        await _left_offline(server, tmp_path, 1)
        anna = (await server.sign_in("anna")).account
        bruno = await server.sign_in("bruno", device="device-1")
        [path] = left_here(tmp_path, None)
        forged = WorkKeys(
            account_id=anna.id,
            device_id="device-1",
            server_key=bruno.seal_key,
            work_key=bruno.work_key,
        )
        command = msgspec.Raw(
            msgspec.json.encode({"id": new_id(), "at": utc_now(), "data": {"type": "drop_draft"}})
        )
        work = UnsentWork(account_id=anna.id, device_id="device-1", commands=(command,))
        elsewhere = msgspec.structs.replace(work, device_id="device-2")
        for made in (work, elsewhere):
            status = await _posted(server, seal_work(forged, made))
            assert status == 403
        assert await _audited(server, "work_handed_over") == []
        assert path.exists()


async def test_a_command_of_an_odd_time_keeps_no_other_at_the_seat(tmp_path: Path) -> None:
    """E.g. a computer whose clock battery is empty."""
    sql = "UPDATE outbox SET body = json_set(body, '$.at', '2020-01-01T00:00:00Z')"
    async with await _ready() as server:
        async with a_seat(tmp_path, server.transport()) as seat:
            await seat.sync()
            server.go_offline()
            await seat.drafts.close(_draft("of 2020"))
            await seat.database.write(lambda c: c.execute(sql), changes=frozenset({Topic.OUTBOX}))
            await seat.drafts.close(_draft("of today"))
        server.go_online()
        async with a_seat(tmp_path, server.transport(), "bruno") as seat:
            await seat.sync()
            unsent = _unsent(seat, tmp_path)
            assert await unsent._tried()
            assert unsent.left == Left()
        taken = await server.database.read(lambda c: c.execute("SELECT description FROM contact"))
        assert [row["description"] for row in taken] == ["of today"]
        async with a_seat(tmp_path / "there", server.transport(), device_id="device-2") as seat:
            await seat.sync()
            await _unsent(seat, tmp_path / "there").once()
            assert [one.code for one in await seat.database.read(unseen_notices)] == ["too_old"]
            assert [one.description for one in await seat.database.read(drafts)] == ["of 2020"]


async def test_a_command_that_nobody_can_name_keeps_no_other_at_the_seat(tmp_path: Path) -> None:
    async with await _ready() as server:
        anna = await server.sign_in("anna", device="device-1")
        author = anna.account.id
        keys = WorkKeys(
            account_id=author,
            device_id="device-1",
            server_key=anna.seal_key,
            work_key=anna.work_key,
        )
        good = encode(Command(id=new_command_id(), at=utc_now(), data=CountUse()))
        undated = b'{"id": "undated", "at": "never", "data": {}}'
        for bad, status in ((undated, 200), (b'{"id": "a\\u0000b"}', 400), (b'{"id": 7}', 400)):
            commands = (msgspec.Raw(bad), msgspec.Raw(good))
            work = UnsentWork(account_id=author, device_id="device-1", commands=commands)
            assert await _posted(server, seal_work(keys, work)) == status
            assert await _number(server, "command WHERE verdict LIKE '%applied%'") == 1
            assert await _number(server, "refused_work WHERE command_id = 'undated'") == 1
            await server.database.write(
                lambda c: c.execute("DELETE FROM command WHERE id <> 'undated'")
            )


async def _posted(server: RealServer, box: bytes) -> int:
    session = await server.sign_in("bruno")
    async with server.client(session) as client:
        answer = await client.post("/unsent", content=msgspec.json.encode({"box": box}))
    return answer.status_code


async def test_a_copy_given_twice_is_applied_once_and_an_old_one_never(tmp_path: Path) -> None:
    async with await _ready() as server:
        await _left_offline(server, tmp_path)
        [path] = left_here(tmp_path, None)
        line = as_line(read_lines(path)[0])
        assert line is not None
        assert [await _posted(server, line.box) for _ in range(2)] == [200, 200]
        assert await _number(server, "contact") == 3
        later = server.clock() + timedelta(days=91)
        server.clock = lambda: later
        await server.restart()
        assert await _posted(server, line.box) == 400


async def test_what_the_server_does_not_take_stays_and_is_told_with_its_contacts(
    tmp_path: Path,
) -> None:
    kept: list[int] = []
    async with await _ready() as foreign:
        await _left_offline(foreign, tmp_path, 2)
    async with await _ready() as server:
        [path] = left_here(tmp_path, None)
        [foreign_line] = read_lines(path)
        path.write_bytes(foreign_line + b"\n{half a li")
        async with a_seat(tmp_path, server.transport(), "bruno") as seat:
            await seat.sync()
            unsent = _unsent(seat, tmp_path, kept.append)
            await unsent.once()
            assert await unsent._tried()
            told_since = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            assert unsent.left == Left(3, told_since)
        assert kept == [3, 3]
        assert read_lines(path) == [foreign_line, b"{half a li"]


async def test_a_server_that_is_away_costs_nothing_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    async with await _ready() as server:
        await _left_offline(server, tmp_path)
        [path] = left_here(tmp_path, None)
        before = path.read_bytes()
        async with a_seat(tmp_path, server.transport(), "bruno") as seat:
            await seat.sync()
            server.go_offline()
            assert not await _unsent(seat, tmp_path)._tried()
            assert path.read_bytes() == before
            server.go_online()
            assert await _unsent(seat, tmp_path)._tried()
        assert await _number(server, "contact") == 3


async def test_it_is_taken_by_a_server_that_went_back_meanwhile(tmp_path: Path) -> None:
    async with await _ready() as server:
        await _left_offline(server, tmp_path)
        await server.database.write(renew_epoch)
        await server.restart()
        async with a_seat(tmp_path, server.transport(), "bruno") as seat:
            await seat.sync()
            await _unsent(seat, tmp_path).once()
            assert left_here(tmp_path, seat.database.location[0]) == []
        assert await _number(server, "contact") == 3


async def test_what_builds_on_something_lost_waits_and_keeps_nothing_else_waiting(
    tmp_path: Path,
) -> None:
    """A server that went back may get it from another seat: refused now, it would be for ever."""
    async with await _ready() as server:
        await _left_offline(server, tmp_path, 1, topic="nowhere")
        await server.database.write(renew_epoch)
        await server.restart()
        async with a_seat(tmp_path, server.transport(), "carla") as seat:
            await seat.sync()
            server.go_offline()
            await seat.drafts.close(_draft("of a lead"))
            server.go_online()
        async with a_seat(tmp_path, server.transport(), "bruno") as seat:
            await seat.sync()
            unsent = _unsent(seat, tmp_path)
            assert not await unsent._tried()
            assert unsent.left.contacts == 1
            assert await _number(server, "contact") == 1
            assert await _number(server, "refused_work") == 0
            await server.add_topic("nowhere")
            assert await unsent._tried()
            assert unsent.left == Left()
        assert await _number(server, "contact") == 2


async def test_the_box_behind_one_that_is_held_does_not_wait_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsent_file, "BOX_BYTES", 1)  # each command in a box of its own
    async with await _ready() as server:
        await _left_offline(server, tmp_path, 1, topic="nowhere")
        await server.database.write(renew_epoch)
        await server.restart()
        async with a_seat(tmp_path, server.transport()) as seat:
            server.go_offline()
            await seat.drafts.close(_draft("of another matter"))
        server.go_online()
        async with a_seat(tmp_path, server.transport(), "bruno") as seat:
            await seat.sync()
            unsent = _unsent(seat, tmp_path)
            assert not await unsent._tried()
            assert unsent.left.contacts == 1, "what is held stays"
            assert await _number(server, "contact") == 1, "and nothing else waits for it"
            assert await _number(server, "refused_work") == 0
            await server.add_topic("nowhere")
            assert await unsent._tried()
            assert unsent.left == Left()
        assert await _number(server, "contact") == 2


async def test_what_builds_on_something_lost_is_refused_once_every_seat_could_have_come(
    tmp_path: Path,
) -> None:
    """However often it was tried meanwhile: what lies behind it would else wait with it."""
    async with await _ready() as server:
        await _left_offline(server, tmp_path, 1, topic="nowhere")
        await server.database.write(renew_epoch)
        later = server.clock() + REFILL_FOR
        server.clock = lambda: later
        await server.restart()
        async with a_seat(tmp_path, server.transport(), "bruno") as seat:
            await seat.sync()
            assert await _unsent(seat, tmp_path)._tried()
            assert left_here(tmp_path, seat.database.location[0]) == []
        assert await _number(server, "refused_work") == 1


async def test_of_a_citizen_who_was_erased_nothing_refused_comes_back(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    citizen = CallerDetails(name="Bianca Esempio", phone="+390655500123")
    async with await _ready() as server:
        async with a_seat(here, server.transport()) as seat:
            await seat.sync()
            server.go_offline()
            await seat.drafts.close(_draft("of the citizen", "nowhere", caller=citizen))
            await seat.drafts.close(_draft("of nobody", "nowhere"))
        server.go_online()
        async with a_seat(here, server.transport(), "bruno") as seat:
            await seat.sync()
            await _unsent(seat, here).once()
        keys = read_keys(keys_file(server.data_dir))
        assert keys is not None
        marks = ErasedMarks(marks_file(server.data_dir), keys.erased)
        marks.add(person_subjects(citizen), server.clock())
        async with a_seat(there, server.transport(), device_id="device-2") as seat:
            await seat.sync()
            await _unsent(seat, there).once()
            back = await seat.database.read(drafts)
            assert [draft.description for draft in back] == ["of nobody"]
        kept = await server.database.read(lambda c: c.execute("SELECT box FROM refused_work"))
        assert [row["box"] for row in kept] == ["", ""], "nor does the server keep the words"
