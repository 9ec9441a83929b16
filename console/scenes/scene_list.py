"""Every scene by its name on the command line."""

from console.scenes.access_scenes import ACCESS_SCENES
from console.scenes.call_scenes import CALL_SCENES
from console.scenes.duty_scenes import DUTY_SCENES
from console.scenes.editing_scenes import EDITING_SCENES
from console.scenes.figures_scenes import FIGURES_SCENES
from console.scenes.filter_scenes import FILTER_SCENES
from console.scenes.reports_scenes import REPORTS_SCENES
from console.scenes.scenes import SEAT_SCENES, Scene
from console.scenes.team_scenes import TEAM_SCENES
from console.scenes.unsent_input_scenes import PANEL_WORDS_SCENES

SCENES: dict[str, Scene] = {
    scene.__name__.replace("_", "-"): scene
    for scenes in (
        SEAT_SCENES,
        ACCESS_SCENES,
        CALL_SCENES,
        DUTY_SCENES,
        TEAM_SCENES,
        EDITING_SCENES,
        FILTER_SCENES,
        FIGURES_SCENES,
        REPORTS_SCENES,
        PANEL_WORDS_SCENES,
    )
    for scene in scenes
}
