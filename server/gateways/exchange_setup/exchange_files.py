"""The configuration of one exchange: its plan, and the files made of it from the templates."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TEMPLATES = Path(__file__).parents[3] / "resources" / "exchange"
KEY_FILE = "server-key.cfg"
TRUNK_LIST = "trunk.list"  # whom the exchange asks whether they are there
RECORDING_FILES = (
    "keep-recordings.sh",
    "chiamaroma-recordings.path",
    "chiamaroma-recordings.service",
)
SERVICE_FILES = (
    "README.txt",
    "chiamaroma-exchange.service",
    "chiamaroma-exchange-watch.service",
    "chiamaroma-relay@.service",
    "watch-exchange.py",
)
REFERS = "Transfers: his side carries out REFER, with Replaces."
BRIDGES = "Transfers: none are asked of him, the seat joins the two calls itself."
# db_text reads these: where a planned restart keeps the calls' media relays.
TABLES = {
    "version": "table_name(string) table_version(int)\nmedia:2\n",
    "media": "key_name(string) key_type(int) value_type(int) key_value(string) expires(int,null)\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangePlan:
    """Everything the templates need, checked by whoever makes it."""

    address: str
    realm: str
    trunk_address: str
    trunk_port: int
    sip_port: int
    wss_port: int
    rpc_port: int
    relay_ports: tuple[int, int]  # control of the media relays
    cli_ports: tuple[int, int]
    media_ports: tuple[int, int]  # first and last of both relays
    city_numbers: tuple[str, ...]
    fallback_seats: tuple[str, ...]  # in the order in which they ring without the server
    name: str = "a"
    caller_number: str = ""  # what the called see; "": the first of city_numbers
    relay_host: str = ""  # where both relays are controlled; "": address
    desk_address: str = ""  # of the desk phones, which may register in plain SIP; "": none may
    rpc_host: str = "127.0.0.1"
    server_url: str = ""  # of the central server's routes; "": there is none, the list rings
    server_key: str = ""
    trunk_refers: bool = False  # the trunk carries transfers out
    trunk_text: bool = False  # citizens who are called are offered real-time text
    emergency_numbers: tuple[str, ...] = ()
    dials_a_minute: int = 20
    fallback_queue: str = "fallback"
    fallback_at_once: int = 3
    ring_s: int = 15
    text_in_ms: int = 2000  # so long a citizen's call waits for a place for its text
    text_out_ms: int = 1000  # the same of a citizen who is called
    music_file: str = ""
    voice_address: str = ""  # HOST:PORT of the server's voice endpoints
    recording_dir: str = ""  # where the relays put recordings; "": they cannot record
    digits_address: str = ""  # HOST:PORT that hears which keys callers press
    children: int = 8
    trunk_ping_s: int = 5  # so often the trunk is asked whether it is there
    logs_to_stderr: bool = False


def write_exchange_files(folder: Path, plan: ExchangePlan) -> None:
    """Fill the templates into folder, which is made when there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = folder / "tables"
    tables.mkdir(exist_ok=True)
    for name, content in TABLES.items():
        _begin_table(tables / name, content)
    (folder / TRUNK_LIST).write_text(f"1 sip:{plan.trunk_address}:{plan.trunk_port}\n")
    for name in ("kamailio.cfg", "tls.cfg"):
        _render(folder, name, name, _kamailio_values(folder, plan))
    for number in (1, 2):
        _render(folder, "rtpengine.conf", f"rtpengine{number}.conf", _relay_values(number, plan))
    write_recording_files(folder, plan)
    _write_key(folder / KEY_FILE, plan)


def write_service_files(folder: Path, plan: ExchangePlan, sounds: str, check: str) -> None:
    """Write what systemd runs, and how all of it is installed and then checked."""
    values = _kamailio_values(folder, plan) | {
        "SOUNDS": sounds,
        "CHECK": check,
        "CLI_1": plan.cli_ports[0],
        "CLI_2": plan.cli_ports[1],
        "LOW_1": _relay_values(1, plan)["PORT_MIN"],
        "HIGH_1": _relay_values(1, plan)["PORT_MAX"],
        "LOW_2": _relay_values(2, plan)["PORT_MIN"],
        "HIGH_2": _relay_values(2, plan)["PORT_MAX"],
        "TRANSFERS": REFERS if plan.trunk_refers else BRIDGES,
    }
    for name in SERVICE_FILES:
        _render(folder, name, name, values)


def write_recording_files(folder: Path, plan: ExchangePlan) -> None:
    """Write what keeps the parts of recordings, where the relays record at all."""
    for name in RECORDING_FILES:
        if plan.recording_dir:
            values = {"RECORDINGS": plan.recording_dir, "FOLDER": folder}
            _render(folder, name, name, values)
        else:
            (folder / name).unlink(missing_ok=True)  # of a time when it was allowed


def _begin_table(path: Path, content: str) -> None:
    """Begin a table anew only when its columns changed: the exchange remembers calls in it."""
    header = content.partition("\n")[0]
    # The exchange keeps in it where calls have their media: begun anew, a restart would lose them.
    if not path.exists() or path.read_text().partition("\n")[0] != header:
        path.write_text(content)


def _defines(plan: ExchangePlan) -> Iterator[str]:
    if plan.server_url:
        yield "WITH_SERVER"
    if plan.server_url.startswith("https://"):
        yield "SERVER_TLS"
    if plan.trunk_refers:
        yield "TRUNK_REFER"
    if plan.trunk_text and plan.server_url:
        yield "TRUNK_TEXT"
    if plan.desk_address:
        yield "DESK_PHONES"


def _kamailio_values(folder: Path, plan: ExchangePlan) -> dict[str, object]:
    return {
        "DEFINES": "\n".join(f"#!define {word}" for word in _defines(plan)),
        "FOLDER": folder,
        "NAME": plan.name,
        "REALM": plan.realm,
        "ADDRESS": plan.address,
        "SIP_PORT": plan.sip_port,
        "WSS_PORT": plan.wss_port,
        "RPC_HOST": plan.rpc_host,
        "RPC_PORT": plan.rpc_port,
        "TRUNK_ADDRESS": plan.trunk_address,
        "TRUNK_PORT": plan.trunk_port,
        "TRUNK_PING_S": plan.trunk_ping_s,
        "DESK_ADDRESS": plan.desk_address,
        "RELAY_HOST": plan.relay_host or plan.address,
        "RELAY_1": plan.relay_ports[0],
        "RELAY_2": plan.relay_ports[1],
        "CITY_NUMBERS": _alternatives(plan.city_numbers),
        # "-" can be dialled by nobody; an empty pattern would match every number.
        "EMERGENCY_NUMBERS": "|".join(plan.emergency_numbers) or "-",
        "CALLER_NUMBER": plan.caller_number or plan.city_numbers[0],
        "FALLBACK_SEATS": ",".join(plan.fallback_seats),
        "FALLBACK_QUEUE": plan.fallback_queue,
        "FALLBACK_AT_ONCE": plan.fallback_at_once,
        "RING_S": plan.ring_s,
        "TEXT_IN_MS": plan.text_in_ms,
        "TEXT_OUT_MS": plan.text_out_ms,
        "DIALS_A_MINUTE": plan.dials_a_minute,
        "MUSIC_FILE": plan.music_file,
        "VOICE_ADDRESS": plan.voice_address,
        # The same after a restart: addresses masked before must be read by the new process (0014).
        "MASK_KEY": hashlib.sha256(f"{plan.name}/{plan.server_key}".encode()).hexdigest()[:32],
        "CHILDREN": plan.children,
        "LOG_STDERROR": "yes" if plan.logs_to_stderr else "no",
    }


def _alternatives(numbers: tuple[str, ...]) -> str:
    """Return a pattern, Italy's prefix or none; "-" can be dialled by nobody."""
    return "|".join(_with_prefix(number) for number in numbers) or "-"


def _with_prefix(number: str) -> str:
    national = number.removeprefix("+39")
    return f"([+]39)?{national}" if national[0] != "+" else f"[+]{national[1:]}"


def _relay_values(number: int, plan: ExchangePlan) -> dict[str, object]:
    low, high = plan.media_ports
    middle = (low + high) // 2
    digits = f"dtmf-log-dest = {plan.digits_address}" if plan.digits_address else ""
    return {
        "ADDRESS": plan.address,
        "RELAY_HOST": plan.relay_host or plan.address,
        "CONTROL_PORT": plan.relay_ports[number - 1],
        "CLI_PORT": plan.cli_ports[number - 1],
        "PORT_MIN": low if number == 1 else middle,
        "PORT_MAX": middle - 1 if number == 1 else high,
        "DIGITS": digits,
        "RECORDING": _recording(plan),
    }


def _recording(plan: ExchangePlan) -> str:
    """Only a relay that has a folder for it can be told to record."""
    folder = plan.recording_dir
    return f"recording-dir = {folder}\nrecording-method = pcap" if folder else ""


def _write_key(path: Path, plan: ExchangePlan) -> None:
    """Apart from the rest, because only the exchange's user may read it."""
    path.touch(mode=0o600)
    # Before the key is written: the file may be there with another mode.
    path.chmod(0o600)
    words = {"SERVER_URL": plan.server_url, "SERVER_KEY": plan.server_key}
    path.write_text("".join(f'#!substdef "!{name}!{text}!g"\n' for name, text in words.items()))


def _render(folder: Path, template: str, target: str, values: dict[str, object]) -> None:
    text = (TEMPLATES / template).read_text()
    for name, value in values.items():
        text = text.replace(f"@{name}@", str(value))
    (folder / target).write_text(text)
