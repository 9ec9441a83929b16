"""How well an operator serves a queue: her weakest needed skill. Pure."""

from collections.abc import Collection, Iterable

from contract.domain.agents.agent import Skill, SkillKind
from contract.domain.ids import DeskId
from contract.domain.queue import Queue

IMPLIED_LEVEL = 3  # of Italian where no language is stated, of the subjects of an own desk
BEST_LEVEL = 5
ITALIAN = "it"


def language_level(skills: Iterable[Skill], language: str) -> int:
    """Return 1 to 5; 0: she does not speak it."""
    spoken = {s.code: s.level for s in skills if s.kind is SkillKind.LANGUAGE}
    if not spoken:
        return IMPLIED_LEVEL if language == ITALIAN else 0
    return spoken.get(language, 0)


def topic_level(skills: Iterable[Skill], desk_ids: Collection[DeskId], queue: Queue) -> int:
    """Return 1 to 5; 0: its calls are not for her."""
    if queue.topic:
        for skill in skills:
            if skill.kind is SkillKind.TOPIC and skill.code == queue.topic:
                return skill.level
    if queue.desk_id is not None:
        return IMPLIED_LEVEL if queue.desk_id in desk_ids else 0
    if queue.topic or desk_ids:  # those of a desk take only what concerns it
        return 0
    return BEST_LEVEL


def languages_of(skills: Iterable[Skill]) -> tuple[str, ...]:
    """Return the languages she serves in, Italian first where it is one of them."""
    spoken = {s.code for s in skills if s.kind is SkillKind.LANGUAGE and s.level} or {ITALIAN}
    return tuple(sorted(spoken, key=lambda code: (code != ITALIAN, code)))
