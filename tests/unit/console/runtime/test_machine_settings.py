"""What IT set on the machine: a policy that can be trusted, a proposal; errors stop nobody."""

import os
from pathlib import Path

import pytest

from console.runtime.machine_settings import PolicyNotTrusted, machine_settings
from console.settings import MachineSettings

ME = os.getuid()


def read(folder: Path) -> MachineSettings:
    return machine_settings(folder, administrator=ME)


def test_a_machine_without_files_of_its_own_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path) == MachineSettings()
    assert read(tmp_path / "none") == MachineSettings()
    assert machine_settings(None) == MachineSettings()


def test_policy_and_proposal_are_read_with_the_keys_of_the_operators_file(tmp_path: Path) -> None:
    (tmp_path / "managed.toml").write_text('server = "https://centro.example/"\nno_phone = false\n')
    (tmp_path / "defaults.toml").write_text("seat = 1001\ntext = 150\n")
    assert read(tmp_path) == MachineSettings(
        policy={"server": "https://centro.example", "has_phone": True},
        proposal={"seat": "1001", "text": 150},
    )


@pytest.mark.parametrize("name", ["managed.toml", "defaults.toml"])
@pytest.mark.parametrize(
    ("line", "noted"),
    [
        ('update_ring = "early"', "update_ring is not used, for this console has no such setting"),
        ('server = "http://centro.example"', "an address that begins with https://"),
        ("seat = []", "a line of four digits"),
        ('text = "segretissimo"', "one of 100, 115, 130, 150, 200"),
        ('server_ca = "/no/such.pem"', "a PEM file that exists"),
    ],
)
def test_what_is_unknown_or_wrong_is_noted_and_the_rest_counts(
    tmp_path: Path, name: str, line: str, noted: str
) -> None:
    (tmp_path / name).write_text(f'{line}\nlanguage = "en"\n')
    settings = read(tmp_path)
    assert settings.policy | settings.proposal == {"language": "en"}
    (note,) = settings.notes
    assert note.startswith(str(tmp_path / name))
    assert noted in note
    assert "segretissimo" not in note


@pytest.mark.parametrize("content", [b"= =", b'language = "\xff"'])
def test_a_file_that_is_no_toml_is_noted_and_the_other_counts(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "managed.toml").write_bytes(content)
    (tmp_path / "defaults.toml").write_text("seat = 1001")
    settings = read(tmp_path)
    assert settings.proposal == {"seat": "1001"}
    assert "not valid TOML" in settings.notes[0]


@pytest.mark.parametrize("mode", [0o664, 0o646, 0o666])
def test_a_policy_that_others_may_change_is_not_followed(tmp_path: Path, mode: int) -> None:
    policy = tmp_path / "managed.toml"
    policy.write_text('language = "en"')
    policy.chmod(mode)
    with pytest.raises(PolicyNotTrusted, match=f"chmod go-w {policy}"):
        read(tmp_path)


def test_a_policy_in_a_folder_that_others_may_change_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "managed.toml").write_text('language = "en"')
    tmp_path.chmod(0o777)
    with pytest.raises(PolicyNotTrusted, match=f"chmod go-w {tmp_path}"):
        read(tmp_path)


def test_a_policy_of_somebody_else_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "managed.toml").write_text('language = "en"')
    with pytest.raises(PolicyNotTrusted, match="chown root:root"):
        machine_settings(tmp_path, administrator=ME + 1)


def test_a_policy_that_is_a_link_to_a_file_of_others_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text('language = "en"')
    elsewhere.chmod(0o666)
    folder = tmp_path / "etc"
    folder.mkdir(mode=0o755)
    (folder / "managed.toml").symlink_to(elsewhere)
    with pytest.raises(PolicyNotTrusted):
        read(folder)


def test_a_proposal_needs_no_such_trust_for_the_operator_may_change_it_anyway(
    tmp_path: Path,
) -> None:
    (tmp_path / "defaults.toml").write_text("seat = 1001")
    tmp_path.chmod(0o777)
    assert read(tmp_path).proposal == {"seat": "1001"}
