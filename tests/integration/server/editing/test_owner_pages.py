"""The owner opens the link of her mail, without password and without any script, and answers."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import httpx
import msgspec
import pytest

from contract.domain.account import Role
from contract.domain.ids import EDITING_SCOPE, ReportId
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause, ReportState
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.commands import AnswerReport, Status
from server.api.owner_html import STYLE
from server.store.engine.connection import Connection
from server.store.knowledge.knowledge_versions import versions_of_entry
from server.store.messages.owner_mails import newest_mail
from server.store.operations.audit_log import audit_page
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.knowledge.maintenance.ask_owner import ask_owner
from server.usecases.knowledge.maintenance.owner_link import OwnerLinks
from server.usecases.messages.available_ways import note_mail
from tests.support.async_fixtures import async_fixture
from tests.support.audits.page_audit import LEAST_CONTRAST, contrast, faults_of
from tests.support.seats.seat import StoppedClock
from tests.support.servers.maintenance_records import CARD, OWNER, a_card, an_office
from tests.support.servers.real_server import BASE_URL, RealServer, push
from tests.support.servers.server_records import a_command

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
REPORT = ReportId("report-r1")
TOLD = "Chiude alle 13, non alle 12. <script>alert(1)</script>"
WRONG = {"choice": "wrong", "words": "Lo sportello chiude alle 13, tel. 06 6710 7777."}


class Owner:
    """Somebody with a browser and the link of a mail."""

    def __init__(self, server: RealServer, clock: StoppedClock, client: httpx.AsyncClient) -> None:
        self.server, self.clock, self.client = server, clock, client
        self.links = OwnerLinks(server.running.keys.signing)

    async def path(self) -> str:
        mail = await self.server.database.read(lambda c: newest_mail(c, REPORT))
        assert mail is not None
        return self.links.path(mail.id)

    async def open(self) -> httpx.Response:
        return await self.client.get(await self.path())

    async def answer(self, fields: dict[str, str], **headers: str) -> httpx.Response:
        """Send the form of the page as it is now, with these fields."""
        found = re.search(r'name="form" value="([^"]+)"', (await self.open()).text)
        form = {"form": found[1] if found else ""} | fields
        return await self.client.post(await self.path(), data=form, headers=headers)

    async def report(self) -> EntryReport:
        report = await self.server.database.read(lambda c: find(c, EntryReport, REPORT))
        assert report is not None
        return report

    async def card(self) -> ServiceCard:
        card = await self.server.database.read(lambda c: find(c, ServiceCard, CARD))
        assert card is not None
        return card

    async def state(self) -> list[tuple[object, ...]]:
        """Return every row an answer could change."""
        tables = ("entry_report", "service_card", "mail", "audit", "change_row", "entry_use")
        rows = [
            await self.server.database.read(lambda c, t=t: c.execute(f"SELECT * FROM {t}"))
            for t in tables
        ]
        return [tuple(row.values()) for table in rows for row in table]

    async def ask(self, **overrides: object) -> None:
        now = self.clock()

        def work(connection: Connection) -> None:
            note_mail(connection, True)
            edit = FeedEdit(connection, now=now)
            known = find(connection, EntryReport, REPORT)
            report = known or EntryReport(
                id=REPORT,
                cause=ReportCause.OPERATOR,
                entry_kind=EntryKind.CARD,
                entry_id=CARD,
                entry_version=1,
                title="Pagare la TARI",
                field="times",
                text=TOLD,
                author_name="Operatrice Prova",
                reported_at=now,
                owner_email=OWNER,
            )
            ask_owner(connection, edit, msgspec.structs.replace(report, **overrides), now)
            edit.finish()

        await self.server.database.write(work)


@asynccontextmanager
async def an_owner() -> AsyncIterator[Owner]:
    clock = StoppedClock(NOW)
    async with await RealServer.start(clock=clock) as server:
        await server.add_knowledge(an_office(), a_card())
        async with httpx.AsyncClient(transport=server.transport(), base_url=BASE_URL) as client:
            owner = Owner(server, clock, client)
            await owner.ask()
            yield owner


owner = async_fixture(an_owner)


async def test_the_page_shows_the_entry_and_what_was_told_without_names_or_scripts(
    owner: Owner,
) -> None:
    answer = await owner.open()
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "Lo sportello è aperto dalle 8:30 alle 12." in answer.text
    assert "Chiude alle 13, non alle 12. &lt;script&gt;" in answer.text
    assert "9 dicembre 2026" in answer.text
    assert "Operatrice Prova" not in answer.text
    assert OWNER not in answer.text


async def test_every_page_keeps_the_rules_of_accessibility(owner: Owner) -> None:
    pages = [
        await owner.open(),
        await owner.answer({}),
        await owner.answer({"choice": "wrong", "words": " "}),
        await owner.client.get("/verifica/made-up.AAAA"),
        await owner.answer({"choice": "right"}),
        await owner.open(),
    ]
    assert [page.status_code for page in pages] == [200, 422, 422, 404, 200, 200]
    for page in pages:
        assert faults_of(page.text) == []


def test_every_colour_can_be_read() -> None:
    light, dark = STYLE.split("@media (prefers-color-scheme:dark)")
    for text, ground in (("#16181d", "#fff"), ("#444b55", "#fff"), ("#fff", "#0b4f9c"),
                         ("#16181d", "#eef4fb"), ("#0b4f9c", "#fff")):  # fmt: skip
        assert text in light
        assert contrast(text, ground) >= LEAST_CONTRAST
    for text, ground in (("#f0f2f5", "#14171c"), ("#c3c9d2", "#14171c"), ("#10151c", "#9cc6f7"),
                         ("#f0f2f5", "#1d2733"), ("#9cc6f7", "#14171c")):  # fmt: skip
        assert text in dark
        assert contrast(text, ground) >= LEAST_CONTRAST
    for edge, ground in (("#5c6470", "#fff"), ("#98a1ad", "#14171c"), ("#c8500a", "#fff"),
                         ("#ffb070", "#14171c"), ("#9b1c1c", "#fff")):  # fmt: skip
        assert contrast(edge, ground) >= 3


async def test_every_answer_says_that_it_is_kept_nowhere_and_loads_nothing(owner: Owner) -> None:
    answers = [
        await owner.open(),
        await owner.answer({}),
        await owner.client.get("/verifica/x.y"),
        await owner.client.post(await owner.path(), content=b"a" * 20_000),
    ]
    assert answers[-1].status_code == 413
    for answer in answers:
        headers = answer.headers
        assert headers["cache-control"] == "no-store"
        assert "noindex" in headers["x-robots-tag"]
        assert headers["content-security-policy"].startswith("default-src 'none';")
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["strict-transport-security"].startswith("max-age=")
        assert "set-cookie" not in headers


async def test_looking_changes_nothing_however_often_a_scanner_does_it(owner: Owner) -> None:
    before = await owner.state()
    for _ in range(5):
        assert (await owner.open()).status_code == 200
        await owner.client.head(await owner.path())
        await owner.client.get(await owner.path(), params={"choice": "right"})
    assert await owner.state() == before


async def test_what_is_right_is_noted_on_the_entry(owner: Owner) -> None:
    answer = await owner.answer({"choice": "right"})
    assert "abbiamo ricevuto la risposta" in answer.text
    report, card = await owner.report(), await owner.card()
    assert report.state is ReportState.DENIED
    assert report.answered_at == NOW
    assert str(card.verified_on) == "2026-11-25"
    assert str(card.review_on) == "2027-11-25", "in a year: nobody reads it"
    assert card.version == 2, "every seat hears of it"
    kept = await owner.server.database.read(lambda c: versions_of_entry(c, "card", CARD, 9))
    assert (kept[0].version, kept[0].author_names) == (2, ("owner",))


async def test_what_is_wrong_reaches_the_editors_in_the_owners_words(owner: Owner) -> None:
    await owner.answer(WRONG)
    report = await owner.report()
    assert report.state is ReportState.CONFIRMED
    assert report.answer == WRONG["words"], "an office's number is no citizen's"
    assert (await owner.card()).verified_on is None
    lines = await owner.server.database.read(audit_page)
    assert (lines[-1].action, lines[-1].subject) == ("knowledge.owner_answered", "report-r1 wrong")
    assert lines[-1].account_id is None


async def test_whom_it_does_not_concern_says_so(owner: Owner) -> None:
    await owner.answer({"choice": "not_ours", "words": "Se ne occupa il municipio."})
    report = await owner.report()
    assert (report.state, report.answer) == (ReportState.OPEN, "Se ne occupa il municipio.")
    assert "Abbiamo già la Sua risposta" in (await owner.open()).text


async def test_a_due_review_that_is_right_needs_nobody_any_more(owner: Owner) -> None:
    await owner.ask(cause=ReportCause.REVIEW_DUE)
    await owner.answer({"choice": "right"})
    report = await owner.report()
    assert (report.state, report.closed_at) == (ReportState.DONE, NOW)


async def test_translations_stay_fresh_when_only_a_date_changed(owner: Owner) -> None:
    english = a_card(id="tari-en", language="en", original_id=CARD, original_version=1)
    old = a_card(id="tari-fr", language="fr", original_id=CARD, original_version=0)
    await owner.server.add_knowledge(english, old)
    await owner.answer({"choice": "right"})
    for card_id, version in (("tari-en", 2), ("tari-fr", 0)):
        card = await owner.server.database.read(lambda c, i=card_id: find(c, ServiceCard, i))
        assert card is not None
        assert card.original_version == version


async def test_a_link_serves_once(owner: Owner) -> None:
    form = re.search(r'name="form" value="([^"]+)"', (await owner.open()).text)
    assert form is not None
    await owner.answer(WRONG)
    again = await owner.client.post(await owner.path(), data={"form": form[1], "choice": "right"})
    assert "Abbiamo già la Sua risposta" in again.text
    assert (await owner.report()).state is ReportState.CONFIRMED


async def test_a_link_ends_after_fourteen_days(owner: Owner) -> None:
    owner.clock.advance(timedelta(days=14, seconds=-1).total_seconds())
    assert (await owner.open()).status_code == 200
    owner.clock.advance(1)
    assert (await owner.open()).status_code == 410
    assert "scaduto" in (await owner.open()).text
    assert (await owner.answer(WRONG)).status_code == 410
    assert (await owner.report()).state is ReportState.ASKED


async def test_only_the_link_of_the_newest_mail_counts(owner: Owner) -> None:
    first = await owner.path()
    owner.clock.advance(60)
    await owner.ask()
    assert (await owner.client.get(first)).status_code == 410
    assert "messaggio più recente" in (await owner.client.get(first)).text
    assert (await owner.open()).status_code == 200


async def test_what_editors_have_settled_is_not_asked_any_more(owner: Owner) -> None:
    await owner.server.add_account("redazione", Role.EDITOR)
    session = await owner.server.sign_in("redazione")
    async with owner.server.client(session) as editor:
        data = AnswerReport(report_id=REPORT, state=ReportState.DONE)
        reply = await push(editor, msgspec.json.decode(a_command(data, "c1")))
        assert reply.results["c1"].status is Status.APPLIED
    assert "è chiusa" in (await owner.open()).text


@pytest.mark.parametrize("part", range(3))
async def test_a_forged_link_leads_nowhere(owner: Owner, part: int) -> None:
    path = await owner.path()
    mail_id, _, signature = path.rpartition("/")[2].rpartition(".")
    forged = (
        f"{mail_id}.{signature[:-1]}{'A' if signature[-1] != 'A' else 'B'}",
        f"{mail_id[:-1]}{'0' if mail_id[-1] != '0' else '1'}.{signature}",
        OwnerLinks(b"another installation").token(mail_id),
    )[part]
    for answer in (
        await owner.client.get(f"/verifica/{forged}"),
        await owner.client.post(f"/verifica/{forged}", data={"choice": "right"}),
    ):
        assert answer.status_code == 404
        assert "non è valido" in answer.text
    assert (await owner.report()).state is ReportState.ASKED


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}],
)
async def test_another_site_cannot_answer_in_her_name(
    owner: Owner, headers: dict[str, str]
) -> None:
    assert (await owner.answer(WRONG, **headers)).status_code == 422
    assert (await owner.report()).state is ReportState.ASKED


async def test_nobody_answers_without_having_seen_the_page(owner: Owner) -> None:
    path = await owner.path()
    for form in ("", "1.AAAA", "x", "9" * 30):
        answer = await owner.client.post(path, data=WRONG | {"form": form})
        assert answer.status_code == 422
        assert WRONG["words"] in answer.text, "what she wrote is still there"
    old = await owner.client.get(path)
    stale = re.search(r'name="form" value="([^"]+)"', old.text)
    assert stale is not None
    owner.clock.advance(timedelta(hours=24).total_seconds())
    answer = await owner.client.post(path, data=WRONG | {"form": stale[1]})
    assert answer.status_code == 422
    assert (await owner.report()).state is ReportState.ASKED


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"choice=wrong" * 9, b"a=1&" * 50, b"choice=%00&words=%ff", b"{}"]
)
async def test_a_body_that_is_no_form_is_no_answer(owner: Owner, body: bytes) -> None:
    answer = await owner.client.post(await owner.path(), content=body)
    assert answer.status_code == 422
    assert faults_of(answer.text) == []
    assert (await owner.report()).state is ReportState.ASKED


async def test_whoever_asks_too_often_is_told_to_wait(owner: Owner) -> None:
    answers = [await owner.client.get("/verifica/x.y")]
    while answers[-1].status_code != 429:  # one more is given each second
        assert len(answers) < 2_000
        answers.append(await owner.client.get("/verifica/x.y"))
    assert len(answers) > 120
    assert {answer.status_code for answer in answers} == {404, 429}
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert faults_of(answers[-1].text) == []


async def test_editors_hear_of_the_answer_by_the_feed(owner: Owner) -> None:
    head = await owner.server.database.read(
        lambda c: c.one("SELECT head FROM scope_head WHERE scope = :s", {"s": EDITING_SCOPE})
    )
    await owner.answer(WRONG)
    after = await owner.server.database.read(
        lambda c: c.one("SELECT head FROM scope_head WHERE scope = :s", {"s": EDITING_SCOPE})
    )
    assert head is not None
    assert after is not None
    assert after["head"] == head["head"] + 1
