"""The owner's pages in a real browser: on a telephone, twice enlarged, and on a dark screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from contract.domain.knowledge_entries.entry_report import ReportState
from tests.integration.server.editing.test_owner_pages import Owner, an_owner
from tests.support.audits.browser_audit import SIGHTS, Audit, Walk, on_loopback, why_no_audit

pytestmark = pytest.mark.skipif(bool(why_no_audit()), reason=why_no_audit() or "none")

LONG = "Si veda https://www.comune.example/servizi/tributi/tassa-rifiuti/come-si-paga-in-due-rate"
SEND = "document.querySelector('button').click()"
SEND_NOTHING = "document.querySelector('form').submit()"  # as a browser that checks no fields
QUESTION = "Questo dato è giusto? – Centralino"
FAULT = f"Errore: {QUESTION}"
BAD_PAGE = """<!DOCTYPE html><html lang="it"><head><title>Brutta</title></head><body><main>
<h1>Brutta</h1><p style="color:#bbb">Grigio su bianco</p><input name="words"><a href="#x"></a>
<div style="width:700px">Più larga di un telefono</div></main></body></html>"""


@asynccontextmanager
async def an_owner_online() -> AsyncIterator[tuple[Owner, str]]:
    """An owner and the address of the page behind her link."""
    async with an_owner() as owner, on_loopback(owner.server.running.pages_app) as address:
        owner.clock.advance(1)
        await owner.ask(text=LONG)
        yield owner, address + await owner.path()


def choose(choice: str, words: str = "") -> str:
    return (
        f"document.getElementById('choice-{choice}').click();"
        f"document.getElementById('words').value = '{words}'; {SEND}"
    )


def titles(audits: list[Audit]) -> list[str]:
    """Return the title of each page, which was seen once in every sight."""
    assert [audit.width for audit in audits[: len(SIGHTS)]] == [320, 160, 1280, 640]
    return [audit.title for audit in audits[:: len(SIGHTS)]]


def faults(audits: list[Audit]) -> list[tuple[str, int, str]]:
    return [(one.title, one.width, fault) for one in audits for fault in one.faults]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_an_owner_corrects_an_entry_on_pages_that_keep_every_rule(dark: bool) -> None:
    async with an_owner_online() as (owner, page):
        walk = Walk().open(page).audit().act(SEND_NOTHING).audit()
        walk.act(choose("wrong")).audit().act(choose("wrong", "Chiude alle 13.")).audit()
        audits = await walk.open(page).audit().audits(dark=dark)
        assert titles(audits) == [
            *(QUESTION, FAULT, FAULT, "Grazie – Centralino"),
            "Abbiamo già la Sua risposta – Centralino",
        ]
        assert {audit.is_dark for audit in audits} == {dark}
        assert faults(audits) == []
        assert {"color-contrast", "label", "target-size"} <= set(audits[0].held)
        assert {rule for audit in audits for rule in audit.undecided} == set()
        report = await owner.report()
        assert (report.state, report.answer) == (ReportState.CONFIRMED, "Chiude alle 13.")


async def test_an_owner_confirms_an_entry_in_a_browser() -> None:
    async with an_owner_online() as (owner, page):
        audits = await Walk().open(page).act(choose("right")).audit().audits()
        assert titles(audits) == ["Grazie – Centralino"]
        assert faults(audits) == []
        assert (await owner.report()).state is ReportState.DENIED


async def test_links_that_lead_nowhere_lead_to_pages_that_keep_every_rule() -> None:
    async with an_owner_online() as (owner, page):
        owner.clock.advance(timedelta(days=14).total_seconds())
        forged = f"{page[:-2]}AA"
        audits = await Walk().open(page).audit().open(forged).audit().audits()
        assert titles(audits) == [
            "Il collegamento è scaduto – Centralino",
            "Il collegamento non è valido – Centralino",
        ]
        assert faults(audits) == []


async def test_a_bad_page_is_found_bad() -> None:
    audits = await Walk().show(BAD_PAGE).audit().audits()
    on_a_telephone, _, at_a_desk, _ = audits
    rules = {fault.partition(":")[0] for fault in on_a_telephone.broken}
    assert {"color-contrast", "label", "link-name"} <= rules
    assert "div" in on_a_telephone.too_wide
    assert at_a_desk.too_wide == ()
