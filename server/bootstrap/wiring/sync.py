"""Synchronisation: commands in, changes and snapshots out, hints to every window that listens."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from server.api.event_stream import StateOf
from server.api.sync_routes import copy_routes, event_routes, sync_routes
from server.api.unsent_routes import unsent_routes
from server.bootstrap.server_part import Job, ServerPart, Site
from server.usecases.citizens.erase_again import VOICEMAIL_FOLDER
from server.usecases.citizens.erase_returned import EraseReturned
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file
from server.usecases.sync.answer_signature import AnswerSigner
from server.usecases.sync.kept_refusals import KeptRefusals
from server.usecases.sync.leave_out_unreadable import LeaveOutUnreadable
from server.usecases.sync.notice_takeover import notice_takeover
from server.usecases.sync.push_commands import PushCommands
from server.usecases.sync.read_changes import trim_history
from server.usecases.sync.recount_scopes import RecountScopes
from server.usecases.sync.refill import verdict_key
from server.usecases.sync.shared_copies import SharedCopies
from server.usecases.sync.take_unsent import TakeUnsent
from server.usecases.sync.tell_changes import TellChanges
from server.usecases.sync.withdraw_old_rows import WithdrawOldRows

HEADS_EVERY_S = 2.0
TRIM_EVERY_S = 3600.0
COUNT_EVERY_S = 900.0
UNREADABLE_EVERY_S = 2.0
RETURNED_EVERY_S = 10.0
MOST_STEPS = 1000  # of one trim


async def sync(site: Site, greeting: StateOf) -> ServerPart:
    """greeting: what a window is sent when it begins to listen."""
    database, hub, clock = site.database, site.hub, site.clock
    # Before the first verdict: a backup without it could not tell its own words later.
    await database.write(verdict_key)
    # Before the first number is given.
    await database.write(lambda c: notice_takeover(c, database.lineage, clock()))
    loop = asyncio.get_running_loop()

    def moved(heads: Mapping[str, int]) -> None:
        copies.moved(heads)
        hub.publish(heads)

    def publish(heads: Mapping[str, int]) -> None:
        with suppress(RuntimeError):  # the loop has closed: nobody listens any more
            loop.call_soon_threadsafe(moved, heads)

    async def heads() -> None:
        """Find what another process of this computer has committed, such as an import."""
        rows = await database.read(lambda c: c.execute("SELECT scope, head FROM scope_head"))
        moved({row["scope"]: row["head"] for row in rows})

    async def trim() -> None:
        # In steps: what was left over a month at one server would hold the writer for seconds.
        for _ in range(MOST_STEPS):
            if not await database.write(lambda c: trim_history(c, clock())):
                break

    recount = RecountScopes(database=database, clock=clock)
    days = site.settings.retention.copies_days
    withdraw = WithdrawOldRows(database=database, days=days, clock=clock)
    erased = ErasedMarks(marks_file(site.settings.data_dir), site.keys.erased)
    push = PushCommands(database=database, clock=clock, erased=erased)
    private = site.keys.opening
    refusals = KeptRefusals(private=private, database=database, clock=clock, erased=erased)
    take = TakeUnsent(private=private, database=database, push=push, refusals=refusals, clock=clock)
    signer = AnswerSigner(site.keys.answers)
    whole = LeaveOutUnreadable(database=database, clock=clock)
    copies = SharedCopies(database=whole, signer=signer)
    hub.on_grown = TellChanges(database=whole, listeners=hub, signer=signer)
    return ServerPart(
        routes=[
            *sync_routes(database=whole, push=push, signer=signer, marks=erased, clock=clock),
            *copy_routes(database=whole, signer=signer, copies=copies),
            *unsent_routes(take, refusals),
            *event_routes(hub=hub, sessions=site.sessions, state_of=greeting),
        ],
        jobs=[
            Job("server.heads", heads, HEADS_EVERY_S),
            Job("server.erased", _returned(site, erased).when_due, RETURNED_EVERY_S),
            Job("server.trim", site.trusted.guard(trim), TRIM_EVERY_S),
            Job("server.unreadable", whole.look, UNREADABLE_EVERY_S),
            # Before the sums of the night: those are counted at four o'clock.
            Job("server.copies", site.trusted.guard(withdraw.when_due), COUNT_EVERY_S),
            Job("server.sums", recount.when_due, COUNT_EVERY_S),
        ],
        on_commit=publish,
        aside=[whole, recount.aside],
    )


def _returned(site: Site, erased: ErasedMarks) -> EraseReturned:
    return EraseReturned(
        database=site.database,
        marks=erased,
        private=site.keys.opening,
        folder=site.settings.data_dir / VOICEMAIL_FOLDER,
        clock=site.clock,
    )
