"""Who could take a call now: ready, heard of, and with what she can do."""

from datetime import UTC, datetime

import pytest

from contract.domain.account import Role
from contract.domain.agents.agent import Skill, SkillKind
from server.usecases.accounts.manage_accounts import UnknownLogin, set_active
from server.usecases.duty.keep_skills import UnusableSkill, set_skills
from server.usecases.duty.publishing.agent_views import colleagues
from tests.support.duty.duty_floor import Floor


def test_the_longest_idle_comes_first_with_skills_and_desks(floor: Floor) -> None:
    second = floor.seated("bruno", "1002")
    first = floor.seated("anna", "1001").ready()
    clerk = floor.account("lia", Role.LEVEL_TWO, desks=["tributi"])
    third = floor.sign_in(clerk, "1201")
    floor.wait(2)
    second.ready()
    floor.wait(2)
    third.ready()
    floor.database.write_now(lambda c: set_skills(c, "bruno", ["it:5", "ar:4"], floor.now))
    found = floor.available()
    assert [agent.seat for agent in found] == ["1001", "1002", "1201"]
    assert found[0].account_id == first.account.id
    assert found[1].skills == (
        Skill(kind=SkillKind.LANGUAGE, code="ar", level=4),
        Skill(kind=SkillKind.LANGUAGE, code="it", level=5),
    )
    assert found[2].desk_ids == ("tributi",)


def test_who_is_not_heard_of_or_disabled_is_not_available(sqlite_floor: Floor) -> None:
    sqlite_floor.seated("anna", "1001").ready()
    sqlite_floor.seated("bruno", "1002").ready()
    sqlite_floor.database.write_now(lambda c: set_active(c, "anna", False, sqlite_floor.now))
    assert [agent.seat for agent in sqlite_floor.available()] == ["1002"]
    sqlite_floor.wait(10)
    assert sqlite_floor.available() == ()


def test_skills_are_languages_or_topics(sqlite_floor: Floor) -> None:
    sqlite_floor.account("anna")
    sqlite_floor.queue("cie", topic="cie")
    written = ["it:5", "pt-BR:2", "tributi:4", "cie:1", "topic:ar:3", "it:4"]
    skills = sqlite_floor.database.write_now(
        lambda c: set_skills(c, "Anna", written, datetime.now(UTC))
    )
    assert [(skill.kind, skill.code, skill.level) for skill in skills] == [
        ("language", "it", 4),
        ("language", "pt-BR", 2),
        ("topic", "tributi", 4),
        ("topic", "cie", 1),
        ("topic", "ar", 3),
    ]
    sqlite_floor.database.write_now(lambda c: set_skills(c, "anna", [], sqlite_floor.now))


@pytest.mark.parametrize(
    "written", ["it", "it:0", "it:6", "it:x", "it:²", ":3", "a b:3", "colour:it:3", "a:b:c:d"]
)
def test_what_is_no_skill_is_refused(sqlite_floor: Floor, written: str) -> None:
    sqlite_floor.account("anna")
    with pytest.raises(UnusableSkill):
        sqlite_floor.database.write_now(
            lambda c: set_skills(c, "anna", [written], sqlite_floor.now)
        )


def test_skills_belong_to_an_account(sqlite_floor: Floor) -> None:
    with pytest.raises(UnknownLogin):
        sqlite_floor.database.write_now(
            lambda c: set_skills(c, "nobody", ["it:3"], sqlite_floor.now)
        )


def test_colleagues_are_those_on_duty(floor: Floor) -> None:
    anna = floor.seated("anna", "1001").ready()
    gone = floor.seated("bruno", "1002")
    gone.sign_out()
    (colleague,) = floor.database.read_now(colleagues).colleagues
    assert (colleague.account_id, colleague.name, colleague.state) == (
        anna.account.id,
        "Anna",
        "ready",
    )
