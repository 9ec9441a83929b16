"""Operators who follow each other at one seat, by chance: none finds anything of another."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.bootstrap import operator_session
from console.bootstrap.operator_parts import OperatorParts
from console.bootstrap.seat_models import build_models
from console.viewmodels.kit.notices import NoticesViewModel
from console.viewmodels.session.seat_models import SeatModels
from tests.support.seats.operator_judge import Leak
from tests.support.seats.operator_stories import OperatorStories, operator_stories

STORIES = 12  # of the 2,000 that the module plays by hand


async def _play(stories: OperatorStories, count: int) -> None:
    for _ in range(count):
        await stories.play()


async def test_nothing_of_one_operator_is_found_with_another(
    app: QApplication, tmp_path: Path
) -> None:
    async with operator_stories(app, tmp_path, seed=101) as stories:
        await _play(stories, STORIES)


async def test_a_model_made_once_for_the_seat_is_found(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: the notices are one model for all operators, as nearly all models once were."""
    kept: list[NoticesViewModel] = []

    class OfTheSeat(NoticesViewModel):
        """Not of the view-models that end with an operator."""

    def build(parts: OperatorParts) -> SeatModels:
        models = build_models(parts)
        if not kept:
            of_the_seat = OfTheSeat(
                unseen=models.notices._unseen,
                mark_seen=models.notices._mark_seen,
                feed=parts.feed,
                scope=parts.scope,
            )
            kept.append(of_the_seat)
        return replace(models, notices=kept[0])

    monkeypatch.setattr(operator_session, "build_models", build)
    async with operator_stories(app, tmp_path, seed=1) as stories:
        with pytest.raises(Leak):
            await _play(stories, 2 * STORIES)
