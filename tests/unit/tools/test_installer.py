"""What the installer takes and leaves: wheels, parts of Qt, and what libraries need."""

import tomllib
from pathlib import Path

import pytest

from tools.installer import third_parties
from tools.installer.build_steps import ROOT, BuildFailed
from tools.installer.debian_depends import PACKAGE_OF, refuse_others
from tools.installer.elf_needs import is_elf, needs
from tools.installer.qt_parts import imported, needed
from tools.installer.wheels import LEFT_OUT, SITE, Wheel, lay, product_wheels

QT = SITE / "PySide6"


def test_the_wheels_are_those_of_the_lock_but_for_named_ones() -> None:
    names = {wheel.name for wheel in product_wheels()}
    assert {"pyside6-addons", "litestar", "msgspec"} <= names
    assert not names & set(LEFT_OUT)


def test_nothing_that_the_product_asks_for_is_left_out() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {line.partition("==")[0].partition("[")[0].lower() for line in asked}
    assert not names & set(LEFT_OUT)


def test_a_file_of_a_wheel_that_was_changed_stops_the_build(tmp_path: Path) -> None:
    folder = tmp_path / "six-1.17.0.dist-info"
    folder.mkdir()
    (folder / "RECORD").write_text("six.py,sha256=of-another-file,1\n")
    with pytest.raises(BuildFailed, match=r"six\.py in \.venv was changed"):
        lay(Wheel("six", "1.17.0", folder), tmp_path / "site", lambda _: True)


def test_a_library_says_what_it_loads() -> None:
    library = QT / "Qt" / "lib" / "libQt6Widgets.so.6"
    assert is_elf(library)
    assert {"libQt6Gui.so.6", "libQt6Core.so.6", "libc.so.6"} <= needs(library)


def test_only_parts_of_qt_are_kept_that_something_loads() -> None:
    modules = imported(ROOT / name for name in ("console", "phone", "widgets"))
    kept = {file.name for file in needed(QT, modules, ["it"])}
    assert {"QtWidgets.abi3.so", "libQt6WebEngineCore.so.6", "libqxcb.so", "qtbase_it.qm"} <= kept
    assert "QtPrintSupport.abi3.so" in kept, "imported by the binding of the web engine"
    assert not kept & {"QtCharts.abi3.so", "libQt6Charts.so.6", "libQt6Multimedia.so.6"}


def test_a_part_of_qt_that_is_not_there_stops_the_build() -> None:
    with pytest.raises(BuildFailed, match=r"qtbase_xx\.qm"):
        needed(QT, {"QtCore"}, ["xx"])


def test_a_library_of_which_no_package_is_known_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.so").write_bytes((QT / "Qt" / "lib" / "libQt6Gui.so.6").read_bytes())
    monkeypatch.delitem(PACKAGE_OF, "libEGL.so.1")
    with pytest.raises(BuildFailed, match=r"one\.so needs lib"):
        refuse_others(tmp_path)


def test_every_work_of_others_comes_with_its_licence() -> None:
    text = third_parties.notices(product_wheels())
    for name in ("smpplib 2.2.4", "jssip 3.13.8", "sdp-transform", "shiboken6 6.11.3"):
        assert name in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text


def test_a_work_without_a_licence_text_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "METADATA").write_text("Name: strange\n\n")
    with pytest.raises(BuildFailed, match="strange brings no licence text"):
        third_parties.notices([Wheel("strange", "1", tmp_path)])
