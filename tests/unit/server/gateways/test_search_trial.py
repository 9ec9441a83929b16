"""The trial of what was learned runs in a process of its own, and never for ever."""

import pytest

from contract.domain.knowledge_entries.learning import TrialQuestion
from server.gateways.search_trial import try_elsewhere
from server.usecases.knowledge.learning.search_trial import TrialAsk
from tests.support.servers.maintenance_records import a_card

ASK = TrialAsk(
    cards=(a_card(),),
    offices=(),
    faqs=(),
    thesaurus=(),
    questions=(TrialQuestion(id="q", text="pagare la tari", card_ids=(a_card().id,)),),
)


async def test_the_process_answers_as_the_function_does() -> None:
    told = await try_elsewhere(ASK)
    (own,) = told.learned.outcomes
    assert (own.asked, own.before, own.after) == (1, 1, 1)
    assert not told.learned.is_held


async def test_a_trial_that_hangs_is_ended_so_that_another_night_can_follow() -> None:
    with pytest.raises(TimeoutError):
        await try_elsewhere(ASK, longest_s=0)
