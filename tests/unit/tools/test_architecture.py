"""The picture of processes and layers is the one that the import contracts give."""

from pathlib import Path

from tools.figures.architecture import PICTURE, layers, picture

PYPROJECT = """
[[tool.importlinter.contracts]]
name = "one way"
type = "layers"
containers = ["console"]
layers = ["__main__", "screens : shell", "api | (store)", "settings"]

[[tool.importlinter.contracts]]
name = "none"
type = "forbidden"
source_modules = ["console"]
"""


def test_the_picture_is_drawn_from_the_contracts_of_now() -> None:
    """After a change of layers: python -m tools.figures.architecture"""
    assert picture(layers()) == PICTURE.read_text()


def test_layers_are_read_the_highest_first_without_what_all_may_use(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(PYPROJECT)
    assert layers(file)["console"] == ["__main__", "screens | shell", "api | store"]
