"""chiamaroma-server as an administrator types it: help, exit codes, one sentence per refusal."""

import hashlib
import io
import json
import os
import pwd
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from server.cli.command_line import run
from server.gateways.exchange_setup.exchange_certificates import (
    CERT_FILE,
    KEY_FILE,
    write_certificates,
)
from tests.support.servers.real_server import PASSWORD

GROUPS = ("account", "audit", "retention", "seat", "pause-rule", "exchange")
COMMANDS = [
    "serve",
    "account",
    "seat",
    "import",
    "export",
    "backup",
    "restore",
    "migrate",
    "doctor",
]


class Terminal:
    """Runs commands on one data folder and keeps what they said."""

    def __init__(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.folder = folder
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        self.said = ""
        self.complained = ""

    def run(self, *words: str, stdin: str = "") -> int:
        self._monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        subject = words[:2] if words[0] in GROUPS else words[:1]
        settings = ("--data-dir", str(self.folder))
        try:
            code = run([*subject, *settings, *words[len(subject) :]])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = self._capsys.readouterr()
        self.said, self.complained = captured.out, captured.err
        return code


@pytest.fixture
def terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    return Terminal(tmp_path / "data", capsys, monkeypatch)


def test_each_command_explains_itself_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    for words in [[c] for c in COMMANDS] + [["account", "add"], ["account", "desks"]]:
        with pytest.raises(SystemExit):
            run([*words, "--help"])
        assert f"chiamaroma-server {words[0]}" in capsys.readouterr().out.split("examples:")[1]


def test_accounts_are_added_listed_disabled_and_given_passwords_and_desks(
    terminal: Terminal,
) -> None:
    add = ["account", "add", "Lia", "--role", "level_two", "--name", "Lia Prova"]
    assert terminal.run(*add, "--desks", "tributi", stdin=f"{PASSWORD}\n") == 0
    assert "no desk tributi" in terminal.complained
    assert terminal.run("account", "list", "--json") == 0
    (account,) = json.loads(terminal.said)
    assert (account["login"], account["desks"], account["active"]) == ("lia", ["tributi"], True)
    assert terminal.run("account", "desks", "LIA", "anagrafe", "casa", "casa") == 0
    assert terminal.run("account", "disable", "lia") == 0
    assert terminal.run("account", "list") == 0
    assert "anagrafe, casa" in terminal.said
    assert "(disabled)" in terminal.said
    assert terminal.run("account", "enable", "lia") == 0
    assert terminal.run("account", "password", "lia", stdin="LiaProva2026\n") == 65
    assert terminal.run("account", "password", "lia", stdin="another long one\n") == 0
    assert "has a new password until the next sign-in" in terminal.said
    kept = ("account", "password", "lia", "--keep")
    assert terminal.run(*kept, stdin="yet another long one\n") == 0
    assert "has a new password; open sessions end" in terminal.said
    assert terminal.run("account", "reset-factor", "lia") == 0
    assert "no second factor to reset" in terminal.said
    assert terminal.run("account", "sign-out", "lia") == 0
    assert "signed out at 0 seats" in terminal.said
    assert terminal.run("audit", "show") == 0
    told = [line for line in terminal.said.splitlines() if "account_" in line]
    assert len(told) == 8
    assert all(f"{account['id']} os:{pwd.getpwuid(os.getuid()).pw_name}" in line for line in told)


def test_a_leaked_password_is_refused_and_doctor_tells_of_a_list_that_is_none(
    terminal: Terminal, tmp_path: Path
) -> None:
    leaked, settings = tmp_path / "leaked.txt", tmp_path / "server.toml"
    settings.write_text(f'[accounts]\nleaked_passwords = "{leaked}"\n')
    digest = hashlib.sha1(PASSWORD.encode(), usedforsecurity=False).hexdigest()
    leaked.write_text(f"{digest}:7\n")
    add = ("account", "add", "lia", "--role", "operator", "--config", str(settings))
    assert terminal.run(*add, stdin=f"{PASSWORD}\n") == 65
    assert "has leaked somewhere" in terminal.complained
    leaked.write_text("no sums\n")
    assert terminal.run("doctor", "--config", str(settings)) != 0
    assert "does not have a SHA-1 sum in each line" in terminal.said


@pytest.mark.parametrize(
    ("words", "stdin", "code", "sentence"),
    [
        (["account", "add", "a", "--role", "it"], "short\n", 65, "has 14 to 1024 characters"),
        (["account", "add", "a", "--role", "operator"], "password1234\n", 65, "first that are"),
        (["account", "add", "a b", "--role", "it"], PASSWORD, 65, "without spaces"),
        (["account", "add", "a", "--role", "king"], PASSWORD, 2, "give one of operator, level_two"),
        (["account", "disable", "nobody"], "", 67, "no account with this login"),
        (["account", "password", "nobody"], PASSWORD, 67, "no account with this login"),
        (["import", "/no/such/folder", "--lang", "en"], "", 65, "Nothing was imported"),
        (["import", "/no/such/folder", "--lang", "it"], "", 65, "Non è stato importato nulla"),
        (["restore", "/no/such/file"], "", 65, "manifest.json is missing"),
        (["audit", "show", "--since", "yesterday"], "", 2, "'yesterday' is no day such as"),
        (["audit", "verify", "--head", "last"], "", 2, "'last' is no head such as"),
        (["sevre"], "", 2, "did you mean serve?"),
        (["migrate", "--data_dir=/x"], "", 2, "did you mean --data-dir?"),
        (["pause-rule", "set", "break", "--limit", "9999"], "", 2, "number from 0 to 1440"),
        (["serve", "--port", "high"], "", 2, "Setting port = 'high' (from --port)"),
        (["serve", "--config", "/no/such"], "", 78, "The settings file /no/such cannot be read"),
        (["migrate", "--database", "mysql://x"], "", 2, "Setting database"),
        (["migrate", "--database", "postgresql://x@127.0.0.1:1/x"], "", 69, "does not answer"),
        (["backup", "/proc/none/b", "--plain"], "", 73, "/proc/none"),
    ],
)
def test_each_refusal_is_one_sentence_and_a_code(
    terminal: Terminal, words: list[str], stdin: str, code: int, sentence: str
) -> None:
    terminal.run("migrate")
    assert terminal.run(*words, stdin=stdin) == code
    assert sentence in terminal.complained
    assert "Traceback" not in terminal.complained


def test_a_database_of_a_newer_version_is_left_alone_in_a_sentence(terminal: Terminal) -> None:
    terminal.run("migrate")
    connection = dbapi2.connect(str(terminal.folder / "chiamaroma.db"))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    for command in ("migrate", "serve"):
        assert terminal.run(command) == 65
        assert "a newer ChiamaRoma (schema 9999): install that one" in terminal.complained
    assert findings(terminal)[1]["schema"] == "failed"


def test_the_migration_tells_which_database_it_made_or_changed(terminal: Terminal) -> None:
    for word in ("Made", "Migrated"):
        assert terminal.run("migrate") == 0
        assert terminal.said.startswith(f"{word} sqlite:///{terminal.folder / 'chiamaroma.db'}: ")


def test_a_key_of_another_certificate_is_told_before_anything_is_served(
    terminal: Terminal, tmp_path: Path
) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        write_certificates(tmp_path / name, names=["localhost"], valid=timedelta(1), authority="x")
    cert, key = tmp_path / "one" / CERT_FILE, tmp_path / "other" / KEY_FILE
    config = tmp_path / "server.toml"
    config.write_text(f'tls_cert_file = "{cert}"\ntls_key_file = "{key}"\n')
    assert terminal.run("serve", "--port", "0", "--config", str(config)) == 78
    assert f"{key} is not the key of the certificate {cert}" in terminal.complained
    key.write_text("nonsense")
    assert terminal.run("serve", "--port", "0", "--config", str(config)) == 78
    assert "no certificate and key in PEM form" in terminal.complained
    assert terminal.complained.count("\n") == 1


def test_a_login_is_given_once(terminal: Terminal) -> None:
    add = ["account", "add", "anna", "--role", "operator"]
    assert terminal.run(*add, stdin=PASSWORD) == 0
    assert terminal.run(*add, stdin=PASSWORD) == 65
    assert "already: account desks" in terminal.complained


DEMO_CITY = Path(__file__).parents[4] / "resources" / "demo_city"


def test_what_is_exported_can_be_imported_and_changes_nothing(terminal: Terminal) -> None:
    copy = terminal.folder / "copy"
    assert terminal.run("import", str(DEMO_CITY)) == 0
    assert terminal.run("export", str(copy)) == 0
    assert terminal.run("import", str(copy)) == 0
    counts = [line.split()[1:7:2] for line in terminal.said.splitlines()]
    assert counts
    assert all(count == ["0", "0", "0"] for count in counts), terminal.said


def test_a_faulty_folder_is_told_with_its_place_in_both_languages(
    terminal: Terminal, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    terminal.run("import", str(DEMO_CITY))
    terminal.run("export", str(copy))
    topics = copy / "topics.csv"
    topics.write_text(topics.read_text().replace("id,path", "id,percorso", 1))
    assert terminal.run("import", str(copy), "--lang", "it") == 65
    assert "topics.csv, riga 1, colonna percorso: Questa colonna non" in terminal.complained
    assert terminal.run("import", str(copy), "--lang", "en") == 65
    assert "topics.csv, row 1, column percorso: Nobody knows this column." in terminal.complained


def test_backup_and_restore_are_told_in_a_few_lines(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("migrate")
    assert terminal.run("backup", str(tmp_path / "b.db"), "--plain") == 0
    assert "sha256" in terminal.said
    assert terminal.run("restore", str(tmp_path / "b.db"), "--plain") == 0
    assert "new epoch" in terminal.said
    assert "What was there before is in" in terminal.said


def test_a_backup_that_is_there_is_never_written_over(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("migrate")
    backup = tmp_path / "b.db"
    terminal.run("backup", str(backup), "--plain")
    before = backup.read_bytes()
    terminal.run("account", "add", "anna", "--role", "operator", stdin=PASSWORD)
    assert terminal.run("backup", str(backup), "--plain") == 73
    assert f"{backup} is there already and stays as it is: name a file" in terminal.complained
    assert backup.read_bytes() == before
    backup.unlink()
    assert terminal.run("backup", str(backup), "--plain") == 73
    assert "b.db.manifest.json is there already" in terminal.complained
    assert not backup.exists()


def test_a_backup_of_a_newer_version_is_left_alone_in_a_sentence(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.run("migrate")
    terminal.run("backup", str(tmp_path / "b.db"), "--plain")
    manifest = tmp_path / "b.db.manifest.json"
    told = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(told | {"revision": "9999"}))
    assert terminal.run("restore", str(tmp_path / "b.db")) == 65
    said = "This backup cannot be used: a newer ChiamaRoma made it, install that one."
    assert said in terminal.complained
    assert not list(terminal.folder.glob("chiamaroma.db.[br]*")), "nothing was exchanged"


def findings(terminal: Terminal, *words: str) -> tuple[int, dict[str, str]]:
    code = terminal.run("doctor", "--json", *words)
    return code, {f["check"]: f["state"] for f in json.loads(terminal.said)}


def test_the_doctor_tells_what_is_missing_and_what_is_well(terminal: Terminal) -> None:
    assert findings(terminal)[1]["database"] == "failed"
    terminal.run("migrate")
    code, states = findings(terminal)
    assert code == 0
    assert states["database"] == "warning"  # nobody can sign in
    assert states["certificate"] == "warning"
    terminal.run("account", "add", "anna", "--role", "operator", stdin=PASSWORD)
    code, states = findings(terminal)
    assert (code, states["database"], states["audit"]) == (0, "ok", "ok")
    assert (states["integrity"], states["schema"]) == ("ok", "ok")
    assert terminal.run("doctor") == 0
    assert "It answers; 1 accounts can sign in." in terminal.said


def test_the_doctor_sees_a_damaged_file_a_bad_certificate_and_a_silent_exchange(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.run("migrate")
    (terminal.folder / "server-cert.pem").write_text("nonsense")
    config = tmp_path / "server.toml"
    config.write_text(
        '[exchange]\nwss_urls = ["wss://127.0.0.1:1/"]\nrealm = "x"\n'
        'rpc_url = "http://127.0.0.1:1/RPC"\n'
    )
    code, states = findings(terminal, "--config", str(config))
    assert code == 1
    assert (states["certificate"], states["exchange a"]) == ("failed", "failed")
    (terminal.folder / "chiamaroma.db").write_bytes(b"nonsense" * 1000)
    code, states = findings(terminal)
    assert (code, states["database"]) == (1, "failed")


def test_the_doctor_sees_a_mark_of_somebody_erased_that_cannot_be_read(terminal: Terminal) -> None:
    terminal.run("migrate")
    assert findings(terminal)[1]["erased marks"] == "ok"
    (terminal.folder / "erased.jsonl").write_bytes(b'{"at": 1, "marks": ["a"]}\n{"at"')
    assert findings(terminal)[1]["erased marks"] == "failed"
    assert "1 lines of" in terminal.said


def test_the_doctor_sees_an_altered_audit(terminal: Terminal) -> None:
    terminal.run("account", "add", "anna", "--role", "operator", stdin=PASSWORD)
    connection = dbapi2.connect(str(terminal.folder / "chiamaroma.db"))
    connection.execute("UPDATE audit SET subject = 'somebody else'")
    connection.commit()
    connection.close()
    assert findings(terminal)[1]["audit"] == "failed"


def test_a_clock_that_jumped_deletes_nothing_until_it_is_accepted(terminal: Terminal) -> None:
    terminal.run("account", "add", "anna", "--role", "operator", stdin=PASSWORD)
    assert findings(terminal)[1]["clock"] == "ok"
    with closing(dbapi2.connect(str(terminal.folder / "chiamaroma.db"))) as connection:
        connection.execute("INSERT INTO meta (name, value) VALUES ('clock_trusted_at', '1000')")
        connection.commit()
    code, states = findings(terminal)
    assert (code, states["clock"]) == (1, "failed")
    assert "retention accept-clock" in terminal.said
    assert terminal.run("retention", "run") == 1
    assert "days ahead of the last time" in terminal.complained
    assert terminal.run("retention", "accept-clock") == 0
    assert findings(terminal)[1]["clock"] == "ok"
    assert terminal.run("retention", "run") == 0
    assert terminal.run("audit", "show") == 0
    assert "clock.accepted" in terminal.said
