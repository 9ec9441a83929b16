"""The operators of a simulated day: languages they speak, hours they work."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from contract.domain.agents.agent import Skill, SkillKind
from contract.domain.ids import DeskId

# (start hour, operators): two long shifts, a thin night; together at most 100 seats
SHIFTS = ((0, 8, 14), (7, 14, 48), (9, 16, 34), (13, 20, 46), (16, 23, 28), (20, 24, 18))
# of 100 operators, how many speak it beside Italian
SPEAKERS = {"en": 30, "es": 8, "fr": 8, "ar": 4, "zh": 3, "ro": 4}


@dataclass(slots=True)
class Operator:
    """Fits the routing's view of a ready operator; idle_since_at is kept by the day."""

    account_id: str
    seat: str
    skills: tuple[Skill, ...]
    starts_s: float
    ends_s: float
    desk_ids: tuple[DeskId, ...] = ()
    idle_since_at: datetime = field(default_factory=lambda: datetime.fromtimestamp(0, UTC))
    is_free: bool = False
    talk_s: float = 0.0
    calls: int = 0

    def speaks(self, language: str) -> bool:
        return any(skill.code == language for skill in self.skills)


def staff(random: Random, share: float = 1.0) -> list[Operator]:
    """Return the operators of all shifts, or a share of them; each shift speaks all languages."""
    operators: list[Operator] = []
    for start_h, end_h, count in SHIFTS:
        for languages in _languages(max(4, round(count * share)), random):
            number = len(operators) + 1
            skills = tuple(
                Skill(kind=SkillKind.LANGUAGE, code=code, level=5 if code == "it" else 4)
                for code in ("it", *languages)
            )
            operators.append(
                Operator(
                    account_id=f"operator-{number:03}",
                    seat=str(1000 + number),
                    skills=skills,
                    starts_s=start_h * 3600.0,
                    ends_s=end_h * 3600.0,
                )
            )
    return operators


def _languages(count: int, random: Random) -> list[tuple[str, ...]]:
    """Return what each of count operators speaks; nobody more than two beside Italian."""
    spoken: list[list[str]] = [[] for _ in range(count)]
    for language, share in SPEAKERS.items():
        wanted = max(1, round(share * count / 100))
        open_to = [person for person in spoken if len(person) < 2]
        for person in random.sample(open_to, min(wanted, len(open_to))):
            person.append(language)
    return [tuple(person) for person in spoken]
