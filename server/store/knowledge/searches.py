"""Searches of closed contacts: words, cards shown and linked; what several of them agree on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from server.store.engine.connection import Connection
from server.store.operations.in_steps import AT_ONCE

HIDDEN = "#"  # begins what stands for a word that may not be read yet


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSearch:
    """words: (stem or what stands for it, who). Of one chain, place counts from 0."""

    id: str
    chain: str
    place: int
    day: date
    language: str
    words: tuple[tuple[str, str], ...]
    shown: str = ""
    opened: str | None = None
    linked: tuple[str, ...] = ()
    is_reformulation: bool = False
    is_vain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTally:
    """times: links of a word's searches to a card on one day."""

    language: str
    stem: str
    card_id: str
    day: date
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GapTally:
    """words: stems, in alphabetical order, of searches that found a card by other words only."""

    language: str
    words: str
    card_id: str
    times: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VainStems:
    stems: str
    people: int
    times: int


def keep_search(connection: Connection, one: KeptSearch) -> None:
    """Write a search down; one that is there already stays as it is."""
    # A seat whose answer was lost sends again: counted twice, one operator would be two.
    known = connection.one("SELECT id FROM search WHERE id = :id", {"id": one.id})
    if known is not None:
        return
    same = ("id", "chain", "place", "language", "shown", "opened")
    truths = {"is_reformulation": int(one.is_reformulation), "is_vain": int(one.is_vain)}
    row = {name: getattr(one, name) for name in same} | {"day": one.day.isoformat()} | truths
    connection.insert("search", row)
    words = [{"search_id": one.id, "stem": stem, "who": who} for stem, who in one.words]
    connection.insert("search_word", *words)
    links = [{"search_id": one.id, "card_id": card_id} for card_id in one.linked]
    connection.insert("search_link", *links)


def keep_gap(connection: Connection, search_id: str, words: str, who: str, card_id: str) -> None:
    gap = {"search_id": search_id, "words": words, "who": who, "card_id": card_id}
    connection.insert("search_gap", gap, keeps_old=True)


def is_released(connection: Connection, token: str) -> bool:
    sql = "SELECT token FROM released_word WHERE token = :token"
    return connection.one(sql, {"token": token}) is not None


def people_of(connection: Connection, token: str) -> int:
    """Return how many typed a word that may not be read yet."""
    sql = "SELECT count(DISTINCT who) AS n FROM search_word WHERE stem = :token"
    return connection.number(sql, {"token": token})


def release(connection: Connection, token: str, language: str, stem: str) -> None:
    """Let a word be read from now on, also where it was typed before."""
    word = {"token": token, "language": language, "stem": stem}
    connection.insert("released_word", word, keeps_old=True)
    # Also in the rows of before: the word was the same when the first operator typed it (0022).
    given = {"token": token, "stem": stem}
    connection.execute("UPDATE search_word SET stem = :stem WHERE stem = :token", given)
    # Locked: two words of one gap released at once would each write the other one's digest back.
    gaps = connection.execute(
        "SELECT search_id, words FROM search_gap WHERE words LIKE :like"
        f" ORDER BY search_id{connection.for_update}",
        {"like": f"%{token}%"},
    )
    for gap in gaps:
        words = " ".join(sorted(stem if w == token else w for w in gap["words"].split()))
        row = {"search_id": gap["search_id"], "words": words}
        connection.change("search_gap", row, "search_id")


def link_tallies(connection: Connection) -> list[LinkTally]:
    """Return the links of every readable word, by card and day."""
    rows = connection.execute(
        "SELECT s.language, w.stem, l.card_id, s.day, count(*) AS times FROM search_link l"
        " JOIN search s ON s.id = l.search_id JOIN search_word w ON w.search_id = l.search_id"
        " WHERE w.stem NOT LIKE '#%' GROUP BY s.language, w.stem, l.card_id, s.day"
    )
    return [
        LinkTally(
            language=row["language"],
            stem=row["stem"],
            card_id=row["card_id"],
            day=date.fromisoformat(row["day"]),
            times=int(row["times"]),
        )
        for row in rows
    ]


def agreed_links(connection: Connection, *, times: int, people: int) -> set[tuple[str, str, str]]:
    """Return (language, stem, card) that so many links of so many operators agree on."""
    rows = connection.execute(
        "SELECT s.language, w.stem, l.card_id FROM search_link l"
        " JOIN search s ON s.id = l.search_id JOIN search_word w ON w.search_id = l.search_id"
        # Two operators must agree: links of one alone may be a habit, or a mistake.
        " WHERE w.stem NOT LIKE '#%' GROUP BY s.language, w.stem, l.card_id"
        " HAVING count(*) >= :times AND count(DISTINCT w.who) >= :people",
        {"times": times, "people": people},
    )
    return {(row["language"], row["stem"], row["card_id"]) for row in rows}


def gap_tallies(connection: Connection, *, times: int, people: int) -> list[GapTally]:
    """Return the words so many searches of so many operators lacked, the most frequent first."""
    rows = connection.execute(
        "SELECT s.language, g.words, g.card_id, count(*) AS times,"
        " count(DISTINCT g.who) AS people FROM search_gap g JOIN search s ON s.id = g.search_id"
        " WHERE g.words NOT LIKE '%#%' GROUP BY s.language, g.words, g.card_id"
        " HAVING count(*) >= :times AND count(DISTINCT g.who) >= :people"
        " ORDER BY times DESC, g.words, g.card_id",
        {"times": times, "people": people},
    )
    return [
        GapTally(
            language=row["language"],
            words=row["words"],
            card_id=row["card_id"],
            times=int(row["times"]),
            people=int(row["people"]),
        )
        for row in rows
    ]


def vain_stems(connection: Connection, people: int, since: date) -> list[VainStems]:
    """Return what at least so many people searched in vain since a day, the most wanted first.

    In another language somebody counts as somebody else, so they are counted in each apart.
    """
    rows = connection.execute(
        "SELECT s.id, s.language, w.stem, w.who FROM search s"
        " JOIN search_word w ON w.search_id = s.id"
        " WHERE s.is_vain = 1 AND s.day >= :since ORDER BY s.id, w.stem",
        {"since": since.isoformat()},
    )
    searched: dict[str, dict[str, list[str]]] = {}  # by stems, by language
    for _, words in groupby(rows, key=lambda row: row["id"]):
        listed = list(words)
        if not any(row["stem"].startswith(HIDDEN) for row in listed):
            stems = " ".join(row["stem"] for row in listed)
            languages = searched.setdefault(stems, {})
            languages.setdefault(listed[0]["language"], []).append(listed[0]["who"])
    found = [
        VainStems(
            stems=stems,
            people=max(len(set(who)) for who in languages.values()),
            times=sum(map(len, languages.values())),
        )
        for stems, languages in searched.items()
    ]
    wanted = [one for one in found if one.people >= people]
    return sorted(wanted, key=lambda one: (-one.people, one.stems))


def forget_links(connection: Connection, card_ids: Iterable[str]) -> None:
    """Let nothing count any more that was ever linked to these cards."""
    given = [{"card": card_id} for card_id in card_ids]
    connection.execute_many("DELETE FROM search_link WHERE card_id = :card", given)
    connection.execute_many("DELETE FROM search_gap WHERE card_id = :card", given)


def linked_cards(connection: Connection) -> Sequence[str]:
    """Return the ids of all cards anything is linked to."""
    rows = connection.execute(
        "SELECT card_id FROM search_link UNION SELECT card_id FROM search_gap"
    )
    return [row["card_id"] for row in rows]


def forget_searches(connection: Connection, before: date, at_once: int = AT_ONCE) -> int:
    """Delete some of the searches older than a day; return how many."""
    old = connection.execute(
        "SELECT id FROM search WHERE day < :before ORDER BY day LIMIT :limit",
        {"before": before.isoformat(), "limit": at_once},
    )
    for table in ("search_word", "search_link", "search_gap"):
        connection.execute_many(f"DELETE FROM {table} WHERE search_id = :id", old)
    connection.execute_many("DELETE FROM search WHERE id = :id", old)
    return len(old)


def forget_released_words(connection: Connection) -> None:
    """Delete released words that no search has any more."""
    connection.execute(
        # A released surname must not stay readable when nobody has typed it for 90 days.
        "DELETE FROM released_word WHERE NOT EXISTS"
        " (SELECT 1 FROM search_word w WHERE w.stem = released_word.stem)"
    )
