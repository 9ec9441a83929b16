"""The rule of who gets whom, by example and as properties of any hour of a contact centre."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from contract.domain.agents.agent import Skill, SkillKind
from contract.domain.ids import DeskId, QueueId
from contract.domain.queue import Queue, RingStep
from server.usecases.routing.matching import (
    AGING_MS,
    Assignment,
    Waiting,
    assign,
    needed_level,
    rank,
    skill_level,
    urgency,
)

START = datetime(2026, 11, 25, 16, 0, tzinfo=UTC)
NOW = 10_000_000
GENERAL = Queue(id=QueueId("generale"), name="Informazioni")
TAXES = Queue(id=QueueId("tributi"), name="Tributi", topic="tributi", desk_id=DeskId("tributi"))
TRAFFIC = Queue(id=QueueId("multe"), name="Multe", topic="multe")
QUEUES = (GENERAL, TAXES, TRAFFIC)


@dataclass(frozen=True)
class Agent:
    account_id: str
    seat: str = "1001"
    skills: tuple[Skill, ...] = ()
    desk_ids: tuple[DeskId, ...] = ()
    idle_since_at: datetime = START


def speaks(code: str, level: int = 3) -> Skill:
    return Skill(kind=SkillKind.LANGUAGE, code=code, level=level)


def knows(code: str, level: int = 3) -> Skill:
    return Skill(kind=SkillKind.TOPIC, code=code, level=level)


def idle(name: str, minutes: float, *skills: Skill, **fields: Any) -> Agent:
    """An operator idle for so long."""
    return Agent(name, skills=skills, idle_since_at=START - timedelta(minutes=minutes), **fields)


def waiting(name: str = "c1", waited_s: float = 5, **fields: Any) -> Waiting:
    at = NOW - round(waited_s * 1000)
    usual: dict[str, Any] = {"queue": GENERAL, "arrived_at": at, "queued_at": at}
    return Waiting(call_id=name, **(usual | fields))


def given_to(pairs: tuple[Assignment, ...]) -> dict[str, str]:
    return {pair.call_id: pair.account_id for pair in pairs}


def test_the_operator_idle_longest_gets_the_call_that_waited_longest() -> None:
    calls = [waiting("new", 1), waiting("old", 60)]
    pairs = assign(calls, [idle("anna", 1), idle("bice", 9)], NOW)
    assert given_to(pairs) == {"old": "bice", "new": "anna"}


def test_a_citizen_put_back_at_the_head_comes_before_every_priority() -> None:
    calls = [waiting("urgent", 50, priority=0), waiting("back", 2, is_first=True)]
    assert given_to(assign(calls, [idle("anna", 1)], NOW)) == {"back": "anna"}


def test_a_more_urgent_queue_comes_first_however_short_it_waited() -> None:
    calls = [waiting("usual", 50), waiting("safety", 1, priority=0)]
    assert given_to(assign(calls, [idle("anna", 1)], NOW)) == {"safety": "anna"}


class _Counted(frozenset[str]):
    """Whom a call passes over: nobody; counts how many operators were looked at."""

    def __init__(self) -> None:
        self.looks = 0

    def __contains__(self, account_id: object) -> bool:
        self.looks += 1
        return False


def test_nobody_is_looked_for_once_every_operator_has_a_call() -> None:
    """Else a crowd that waits costs every turn seconds, and the next free operator her call."""
    agents = [idle(f"a{n}", n) for n in range(5)]
    looked_at = _Counted()
    calls = [waiting(f"c{n}", 500 - n, passed_over=looked_at) for n in range(400)]
    assert len(assign(calls, agents, NOW)) == len(agents)
    assert looked_at.looks <= len(agents) ** 2


def test_waiting_raises_a_call_but_never_over_an_emergency() -> None:
    aged = waiting(waited_s=3600, priority=9)
    assert urgency(aged, NOW) == 1
    assert urgency(waiting(waited_s=0, priority=0), NOW) == 0
    assert urgency(waiting(waited_s=AGING_MS / 1000, priority=5), NOW) == 4


def test_the_arabic_speaker_is_left_free_while_somebody_else_can_take_an_italian_call() -> None:
    agents = [idle("amira", 30, speaks("it", 5), speaks("ar", 4)), idle("anna", 1)]
    assert given_to(assign([waiting()], agents, NOW)) == {"c1": "anna"}


def test_the_arabic_speaker_takes_an_italian_call_when_nobody_else_can() -> None:
    agents = [idle("amira", 30, speaks("it", 5), speaks("ar", 4))]
    assert given_to(assign([waiting()], agents, NOW)) == {"c1": "amira"}


def test_an_earlier_call_changes_its_operator_when_that_serves_a_later_one_too() -> None:
    calls = [waiting("italian", 60), waiting("arabic", 5, language="ar", queue=GENERAL)]
    amira = idle("amira", 30, speaks("it", 5), speaks("ar", 4))
    dora = idle("dora", 1, speaks("it", 5), speaks("en", 4), speaks("ro", 3))
    assert given_to(assign(calls, [amira, dora], NOW)) == {"italian": "dora", "arabic": "amira"}


def test_a_foreign_language_reaches_nobody_who_does_not_speak_it() -> None:
    assert assign([waiting(language="ar")], [idle("anna", 1)], NOW) == ()


def test_a_ring_widens_to_weaker_operators_with_time() -> None:
    queue = Queue(
        id=QueueId("q"),
        name="Q",
        topic="cie",
        rings=(RingStep(after_s=5, min_level=4), RingStep(after_s=20, min_level=1)),
    )
    helper = idle("helper", 9, knows("cie", 2))
    expert = idle("expert", 1, knows("cie", 4), speaks("it", 4))
    assert needed_level(queue, 4_999) == 5
    assert needed_level(queue, 5_000) == 4
    assert needed_level(queue, 20_000) == 1
    young, old = waiting(queue=queue, waited_s=6), waiting(queue=queue, waited_s=21)
    assert given_to(assign([young], [helper, expert], NOW)) == {"c1": "expert"}
    assert given_to(assign([old], [helper, expert], NOW)) == {"c1": "helper"}


def test_a_desk_takes_its_own_calls_and_no_general_ones() -> None:
    clerk = idle("clerk", 9, desk_ids=(DeskId("tributi"),))
    assert skill_level(clerk, TAXES, "it") == 3
    assert skill_level(clerk, GENERAL, "it") == 0
    assert skill_level(clerk, TRAFFIC, "it") == 0
    assert skill_level(idle("anna", 1), TAXES, "it") == 0
    assert skill_level(idle("anna", 1, knows("tributi", 2)), TAXES, "it") == 2


def test_the_last_operator_is_waited_for_and_then_nobody_is() -> None:
    agents = [idle("anna", 9), idle("bice", 1)]
    wanted = waiting(wanted_account_id="bice", wanted_until_at=NOW + 1)
    assert given_to(assign([wanted], agents, NOW)) == {"c1": "bice"}
    assert assign([wanted], agents[:1], NOW) == ()
    late = waiting(wanted_account_id="bice", wanted_until_at=NOW)
    assert given_to(assign([late], agents[:1], NOW)) == {"c1": "anna"}


def test_the_overflow_queue_helps_after_its_time_and_not_before() -> None:
    queue = Queue(id=QueueId("multe"), name="Multe", topic="multe", overflow_after_s=30)
    agents = [idle("anna", 1)]
    assert assign([waiting(queue=queue, overflow=GENERAL, waited_s=29)], agents, NOW) == ()
    late = waiting(queue=queue, overflow=GENERAL, waited_s=31)
    assert given_to(assign([late], agents, NOW)) == {"c1": "anna"}


def test_a_phone_that_could_not_be_rung_is_passed_over() -> None:
    call = waiting(passed_over=frozenset({"anna"}))
    assert assign([call], [idle("anna", 1)], NOW) == ()


SKILLS = st.lists(
    st.one_of(
        st.builds(speaks, st.sampled_from(["it", "ar", "en"]), st.integers(1, 5)),
        st.builds(knows, st.sampled_from(["tributi", "multe"]), st.integers(1, 5)),
    ),
    max_size=4,
    unique_by=lambda skill: (skill.kind, skill.code),
)
AGENTS = st.lists(st.tuples(SKILLS, st.integers(0, 500), st.booleans()), max_size=12).map(
    lambda drawn: [
        idle(f"a{n}", minutes, *skills, desk_ids=(DeskId("tributi"),) if at_desk else ())
        for n, (skills, minutes, at_desk) in enumerate(drawn)
    ]
)
CALLS = st.lists(
    st.tuples(
        st.sampled_from(QUEUES),
        st.sampled_from(["it", "it", "ar", "en"]),
        st.integers(0, 9),
        st.integers(0, 900),
        st.booleans(),
    ),
    max_size=14,
).map(
    lambda drawn: [
        waiting(
            f"c{n}", waited, queue=queue, language=language, priority=priority, is_first=is_first
        )
        for n, (queue, language, priority, waited, is_first) in enumerate(drawn)
    ]
)


def could_take(agent: Agent, call: Waiting) -> bool:
    return skill_level(agent, call.queue, call.language) >= 1


@given(calls=CALLS, agents=AGENTS)
def test_no_operator_and_no_call_is_given_twice_and_all_pairs_fit(
    calls: list[Waiting], agents: list[Agent]
) -> None:
    pairs = assign(calls, agents, NOW)
    assert len({pair.call_id for pair in pairs}) == len(pairs)
    assert len({pair.account_id for pair in pairs}) == len(pairs)
    by_id = {call.call_id: call for call in calls}
    people = {agent.account_id: agent for agent in agents}
    assert all(could_take(people[p.account_id], by_id[p.call_id]) for p in pairs)


@given(calls=CALLS, agents=AGENTS)
def test_no_call_is_served_by_whoever_could_serve_one_that_comes_before_it(
    calls: list[Waiting], agents: list[Agent]
) -> None:
    pairs = given_to(assign(calls, agents, NOW))
    people = {agent.account_id: agent for agent in agents}
    for call in calls:
        if call.call_id in pairs:
            continue
        for later in calls:
            if later.call_id in pairs and rank(later, NOW) > rank(call, NOW):
                assert not could_take(people[pairs[later.call_id]], call)


@given(calls=CALLS, agents=AGENTS)
def test_nobody_is_left_idle_who_could_serve_a_call_that_is_left_waiting(
    calls: list[Waiting], agents: list[Agent]
) -> None:
    pairs = assign(calls, agents, NOW)
    busy = {pair.account_id for pair in pairs}
    served = {pair.call_id for pair in pairs}
    for call in calls:
        if call.call_id not in served:
            free = [agent for agent in agents if agent.account_id not in busy]
            assert not any(could_take(agent, call) for agent in free)


@given(calls=CALLS, agents=AGENTS, seed=st.randoms(use_true_random=False))
def test_the_order_in_which_calls_and_operators_are_listed_changes_nothing(
    calls: list[Waiting], agents: list[Agent], seed: Any
) -> None:
    listed = assign(calls, agents, NOW)
    mixed_calls, mixed_agents = list(calls), list(agents)
    seed.shuffle(mixed_calls)
    seed.shuffle(mixed_agents)
    assert assign(mixed_calls, mixed_agents, NOW) == listed


@settings(max_examples=40)
@given(priority=st.integers(1, 9), others=st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_no_call_starves_however_many_more_urgent_ones_keep_coming(
    priority: int, others: list[int]
) -> None:
    """One operator frees herself every 5 s, and as often a call comes in, of any queue."""
    queue = [waiting("starved", 0, priority=priority)]
    now, served = NOW, ""
    for number in range(900):
        at = {"arrived_at": now, "queued_at": now, "priority": others[number % len(others)]}
        queue.append(waiting(f"n{number}", **at))
        (pair,) = assign(queue, [idle("anna", 1)], now)
        served = pair.call_id
        if served == "starved":
            break
        queue = [call for call in queue if call.call_id != served]
        now += 5_000
    assert served == "starved"
    assert now - NOW <= priority * AGING_MS
