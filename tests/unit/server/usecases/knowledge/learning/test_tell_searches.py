"""What is kept of searches: stems and cards of nobody, and a name never."""

import hashlib
import hmac
from datetime import timedelta

from msgspec.structs import replace

from contract.domain.account import Role
from contract.wire.commands import Status, TellSearches, ToldSearch
from server.store.engine.connection import Connection, Row
from server.store.knowledge.searches import (
    HIDDEN,
    forget_released_words,
    forget_searches,
    vain_stems,
)
from server.usecases.operations.installation import words_key
from tests.support.knowledge.search_records import OPERATORS, a_search, told
from tests.support.servers.maintenance_records import a_card, put_knowledge
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, a_command, an_account

LOG = ("search", "search_word", "search_link", "search_gap", "released_word")


def rows(service: RecordedService, table: str) -> list[Row]:
    return service.database.read_now(lambda c: c.execute(f"SELECT * FROM {table}"))


def everything(service: RecordedService) -> str:
    return repr([rows(service, table) for table in LOG])


def stems(service: RecordedService) -> set[str]:
    return {row["stem"] for row in rows(service, "search_word")}


def test_a_word_nobody_knows_is_readable_only_once_three_operators_typed_it(
    service: RecordedService,
) -> None:
    for operator in (0, 1, 1, 0):
        told(service, operator, a_search("paga", rare="monopattin"))
    assert "monopattin" not in everything(service), "two operators: it may be a citizen's name"
    told(service, 2, a_search("paga", rare="monopattin"))
    assert stems(service) == {"paga", "monopattin"}, "the third one makes it a word, also before"
    told(service, 3, a_search(rare="monopattin"))
    assert not any(stem.startswith(HIDDEN) for stem in stems(service))


def test_nothing_leads_from_a_search_to_who_made_it_or_to_its_contact(
    service: RecordedService,
) -> None:
    told(service, 0, a_search("tari paga"), a_search("rifiut"))
    kept = everything(service)
    assert OPERATORS[0].id not in kept
    assert "made-1" not in kept, "the command is stored beside the account"
    key = service.database.write_now(words_key)
    derived = hmac.digest(key, b"search\nchain\nmade-1", hashlib.sha256).hex()
    chains = {row["chain"] for row in rows(service, "search")}
    assert len(chains) == 1
    assert not any(derived.startswith(chain) for chain in chains), "nor by the server's own key"
    whos = [row["who"] for row in rows(service, "search_word")]
    assert len(set(whos)) == 3, "for each word she is somebody else"
    assert {row["day"] for row in rows(service, "search")} == {"2026-11-25"}


def test_an_answer_that_was_lost_does_not_count_a_search_twice(service: RecordedService) -> None:
    put_knowledge(service, a_card())
    raw = a_command(TellSearches(searches=(a_search("sold", linked=["tari"]),)), "once")
    first = service.send_raw(OPERATORS[0], raw)
    assert service.send_raw(OPERATORS[0], raw) == first
    assert len(rows(service, "search")) == 1
    assert len(rows(service, "search_link")) == 1


def test_what_is_no_stem_or_no_card_is_passed_over(service: RecordedService) -> None:
    bad = ToldSearch(
        language="it",
        stems=("3331234567", "rssmra85t10a562s", "due parole", "<b>", "a" * 41, "buon"),
        rare=(
            "f24",
            "",
        ),
        linked_ids=("gone",),
        opened_id="gone",
    )
    strange = ToldSearch(language="it'; --", stems=("paga",))
    told(service, 0, bad, strange)
    assert stems(service) == {"buon"}
    assert rows(service, "search_link") == []
    assert len(rows(service, "search")) == 1


def test_only_who_writes_contacts_tells_of_searches(service: RecordedService) -> None:
    verdict = service.send(
        an_account("ed1", role=Role.EDITOR), TellSearches(searches=(a_search("tari"),))
    )
    assert verdict.status is Status.REJECTED
    assert rows(service, "search") == []


def test_one_operator_who_searches_in_three_languages_is_not_three(
    service: RecordedService,
) -> None:
    asked = [replace(a_search("wifi"), language=one) for one in ("it", "en", "fr")]
    told(service, 0, *asked)

    def vain(connection: Connection) -> list[tuple[str, int, int]]:
        found = vain_stems(connection, 3, NOW.date())
        return [(one.stems, one.people, one.times) for one in found]

    assert service.database.read_now(vain) == []
    for operator in (1, 2):
        told(service, operator, *asked)
    assert service.database.read_now(vain) == [("wifi", 3, 9)]


def test_in_vain_is_what_led_to_no_card_even_later_in_the_contact(
    service: RecordedService,
) -> None:
    put_knowledge(service, a_card())
    for operator in range(3):
        told(service, operator, a_search("colonnin ricaric"))
        told(service, operator, a_search("sold"), a_search("tari", linked=["tari"]))
        told(service, operator, a_search("lett", opened="tari"))
        told(service, operator, a_search("ferm", rare="tizi"))
    for operator in (0, 0, 0, 1):
        told(service, operator, a_search("rar"))

    def vain(connection: Connection) -> list[str]:
        return [one.stems for one in vain_stems(connection, 3, NOW.date())]

    assert service.database.read_now(vain) == ["colonnin ricaric", "ferm tizi"]


def test_after_ninety_days_nothing_is_left(service: RecordedService) -> None:
    put_knowledge(service, a_card())
    for operator in range(3):
        told(
            service,
            operator,
            a_search("sold", rare="monopattin"),
            a_search("tari", linked=["tari"]),
        )
    assert rows(service, "released_word") != []
    service.database.write_now(lambda c: forget_searches(c, NOW.date()))
    assert rows(service, "search") != [], "today is not over"
    service.database.write_now(lambda c: forget_searches(c, NOW.date() + timedelta(days=1)))
    service.database.write_now(forget_released_words)
    assert [rows(service, table) for table in LOG] == [[], [], [], [], []]
