"""Local folders of one's own, also where the profile cannot be written."""

import os
import stat
from pathlib import Path

import pytest

from console.runtime import paths


def test_data_lies_where_the_system_keeps_local_data() -> None:
    home = Path.home()
    assert paths.default_data_dir({}, platform="linux") == home / ".local/share/chiamaroma"
    environ = {"XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c", "LOCALAPPDATA": "/local"}
    assert paths.default_data_dir(environ, platform="linux") == Path("/d/chiamaroma")
    assert paths.default_data_dir(environ, platform="win32") == Path("/local/ChiamaRoma")
    assert paths.settings_file(environ, platform="linux") == Path("/c/chiamaroma/console.toml")
    assert paths.settings_file(environ, platform="win32") == Path("/local/ChiamaRoma/console.toml")


def test_a_relative_xdg_folder_is_ignored() -> None:
    assert paths.default_data_dir({"XDG_DATA_HOME": "here"}, platform="linux").is_absolute()


def test_the_folder_is_its_owners_only(tmp_path: Path) -> None:
    folder = paths.usable_data_dir(tmp_path / "à فولدر" / "data")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_profile_that_cannot_be_written_gets_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "temp"))
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert paths.usable_data_dir(blocked / "data").parent == tmp_path / "temp"
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(blocked))
    with pytest.raises(paths.NoDataFolder, match="neither"):
        paths.usable_data_dir(blocked / "data")


@pytest.mark.parametrize("made_by_another", ["open to all", "a link"])
def test_a_folder_that_another_made_in_the_temporary_one_keeps_nothing_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_by_another: str
) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    theirs, blocked = tmp_path / f"chiamaroma-{os.getuid()}", tmp_path / "file"
    blocked.write_text("no folder")
    if made_by_another == "a link":
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        theirs.symlink_to(tmp_path / "elsewhere")
    else:
        theirs.mkdir()
        theirs.chmod(0o777)
    with pytest.raises(paths.NoDataFolder):
        paths.usable_data_dir(blocked / "data")


def test_the_installation_keeps_its_identity(tmp_path: Path) -> None:
    assert paths.device_id(tmp_path) == paths.device_id(tmp_path)


def test_the_phones_socket_has_a_short_path(tmp_path: Path) -> None:
    assert paths.phone_socket(tmp_path, {"XDG_RUNTIME_DIR": "/run/user/7"}) == Path(
        "/run/user/7/chiamaroma/phone.sock"
    )
    assert paths.phone_socket(tmp_path, {}) == tmp_path / "phone.sock"
    assert paths.log_dir(tmp_path) == tmp_path / "logs"


def test_an_identity_that_cannot_be_written_down_holds_for_this_start(tmp_path: Path) -> None:
    (tmp_path / "device-id").mkdir()  # a file cannot be written there
    assert paths.device_id(tmp_path)


def test_an_identity_of_which_a_power_cut_left_zeros_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "device-id").write_bytes(bytes(36))
    made = paths.device_id(tmp_path)
    assert made.isprintable()
    assert paths.device_id(tmp_path) == made
