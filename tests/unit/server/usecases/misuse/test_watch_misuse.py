"""Leads hear of what looks like misuse: once while it lasts, and again when it comes again."""

import asyncio
from datetime import timedelta

import pytest

from contract.domain.account import Account, Role
from contract.wire.duty import CallNews
from contract.wire.exchange import ExchangeEvent
from contract.wire.floor import Misuse
from server.store.engine.server_database import ServerDatabase
from server.store.operations.audit_log import audit_page
from server.usecases.misuse.refused_dials import NoteRefusedDials
from server.usecases.misuse.watch_misuse import WITHIN, WatchMisuse
from server.usecases.operations.write_audit import write_audit
from tests.support.duty.duty_floor import Floor

GUESSED = "bad_credentials"


class Watched:
    def __init__(self, database: ServerDatabase) -> None:
        self.floor = Floor(database)
        self.anna = self.floor.account("anna")
        self.lea = self.floor.account("lea", Role.TEAM_LEAD)
        self.told: list[tuple[str, CallNews]] = []
        self.begin_anew()

    def begin_anew(self) -> None:
        """Watch as a server that starts."""
        self.watch = WatchMisuse(
            database=self.floor.database,
            clock=lambda: self.floor.now,
            tell=lambda lead, news: self.told.append((lead, news)),
        )

    def write(self, action: str, subject: str, account: Account | None, times: int = 1) -> None:
        for _ in range(times):
            self.floor.database.write_now(
                lambda c: write_audit(c, account and account.id, action, subject, self.floor.now)
            )

    def dial(self, seat: str, times: int) -> None:
        note = NoteRefusedDials(database=self.floor.database, clock=lambda: self.floor.now)
        for number in range(times):
            event = ExchangeEvent(
                ev="refused", exchange="a", sip="s", offer=str(number), seat=seat, why="Premium"
            )
            asyncio.run(note(event))

    def news(self) -> list[tuple[str, str, str]]:
        """Look; return the news since the last look: the lead, what, and of whom or where."""
        asyncio.run(self.watch())
        found = [(lead, one.text, one.name or one.seat) for lead, one in self.told]
        self.told.clear()
        return found


@pytest.fixture
def watched(server_database: ServerDatabase) -> Watched:
    return Watched(server_database)


def test_leads_hear_who_has_looked_too_much_up(watched: Watched) -> None:
    watched.write("caller.refused", "…567", watched.anna, 3)
    assert watched.news() == [(watched.lea.id, "look_ups", "Anna")]
    assert watched.news() == []
    [line] = [
        one
        for one in watched.floor.database.read_now(audit_page)
        if one.action == "misuse"
    ]  # fmt: skip
    assert line.subject == f"look_ups {watched.anna.id}"


def test_a_lead_is_not_told_of_the_own_look_ups(watched: Watched) -> None:
    other = watched.floor.account("leo", Role.TEAM_LEAD)
    watched.write("caller.refused", "…567", watched.lea)
    assert watched.news() == [(other.id, "look_ups", "Lea")]


def test_three_refused_dials_of_a_seat_within_ten_minutes_are_told(watched: Watched) -> None:
    watched.dial("1001", 2)
    watched.dial("1002", 2)
    assert watched.news() == []
    watched.floor.wait(601)
    watched.dial("1001", 2)
    assert watched.news() == []  # the first two were long ago
    watched.dial("1001", 1)
    assert watched.news() == [(watched.lea.id, "dials", "1001")]
    assert watched.watch.present() == (
        Misuse(kind="dials", seat="1001", since_at=watched.floor.now),
    )


def test_a_refused_dial_is_in_the_audit_with_its_operator_and_without_the_number(
    watched: Watched,
) -> None:
    anna = watched.floor.seated("anna2", seat="1003")
    watched.dial("1003", 1)
    line = watched.floor.database.read_now(audit_page)[-1]
    assert (line.action, line.account_id) == ("dial.refused", anna.account.id)
    assert line.subject == "1003 Premium"


def test_a_number_that_the_seat_itself_refused_counts_as_one_of_the_exchange(
    watched: Watched,
) -> None:
    seat = watched.floor.seated("anna3", seat="1004").ready()
    told = [seat.wish("not_dialled", reason="phone_forbidden") for _ in range(2)]
    told.append(seat.wish("not_dialled", reason="+39899123456"))  # no number comes this way
    assert {reply.refused for reply in told} == {""}
    assert seat.state == "ready"
    lines = [line for line in watched.floor.database.read_now(audit_page) if "dial" in line.action]
    assert [line.subject.strip() for line in lines] == ["1004 phone_forbidden"] * 2 + ["1004"]
    assert watched.news() == [(watched.lea.id, "dials", "Anna3")]
    assert [one.seat for one in watched.watch.present()] == ["1004"]


def test_ten_wrong_passwords_of_one_operator_are_told_and_nine_are_not(watched: Watched) -> None:
    watched.write("sign_in_refused", GUESSED, watched.anna, 6)
    watched.write("password_refused", GUESSED, watched.anna, 3)  # in changing the own one
    watched.write("sign_in_refused", "seat_taken", watched.anna, 5)
    assert watched.news() == []
    watched.write("sign_in_refused", "too_many_attempts", watched.anna)
    assert watched.news() == [(watched.lea.id, "sign_ins", "Anna")]


def test_one_password_tried_with_many_logins_is_told_too(watched: Watched) -> None:
    watched.write("sign_in_refused", GUESSED, None, 30)
    assert watched.news() == [(watched.lea.id, "sign_ins", "")]


def test_what_ends_and_comes_again_is_told_again(watched: Watched) -> None:
    watched.write("caller.refused", "…567", watched.anna)
    assert len(watched.news()) == 1
    watched.floor.wait(601)
    assert watched.news() == []
    assert watched.watch.present() == ()
    watched.write("caller.refused", "…567", watched.anna)
    assert len(watched.news()) == 1


def test_a_server_that_starts_anew_repeats_nothing_and_misses_nothing(watched: Watched) -> None:
    watched.write("caller.refused", "…567", watched.anna)
    assert len(watched.news()) == 1
    watched.write("dial.refused", "1001 Premium", None, 3)
    watched.begin_anew()
    assert watched.news() == [(watched.lea.id, "dials", "1001")]
    assert [one.kind for one in watched.watch.present()] == ["look_ups", "dials"]


def test_what_was_long_before_the_start_is_not_read_again(watched: Watched) -> None:
    watched.write("caller.refused", "…567", watched.anna)
    watched.floor.wait(timedelta(hours=2).total_seconds())
    watched.begin_anew()
    assert watched.news() == []


def test_guesses_of_a_clock_that_was_ahead_are_forgotten_as_those_of_now(watched: Watched) -> None:
    now = watched.floor.now
    watched.floor.now = now + timedelta(days=400)
    watched.write("caller.refused", "…567", watched.anna, 3)
    assert watched.news() != []
    for later in (timedelta(), WITHIN + timedelta(seconds=1)):
        watched.floor.now = now + later
        assert watched.news() == []
    assert watched.watch.present() == ()
