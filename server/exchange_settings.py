"""Settings of the telephone exchanges: how they are reached, and how one is set up."""

from dataclasses import dataclass
from pathlib import Path

from server.setting_parsers import Address

TRUNK_TRANSFERS = ("bridge", "refer")
TRUNK_TEXT = ("offer", "none")
CITY_NUMBER = r"\+?[0-9]{3,15}"
SEAT = r"1[0-46-9][0-9]{2}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeSettings:
    """How seats and this server reach the telephone exchanges, and they this server.

    With several exchanges all lists are in the same order: that in which seats try them.
    """

    wss_urls: tuple[str, ...]
    realm: str
    rpc_url: str
    more_rpc_urls: tuple[str, ...] = ()  # of the second exchange and further ones
    ca_file: Path | None = None
    names: tuple[str, ...] = ("a",)  # what each calls itself when it asks
    listen_host: str = "127.0.0.1"  # where the exchanges ask whom to ring
    listen_port: int = 8444  # 0: any free one
    key_file: Path | None = None  # what they must know; None: EXCHANGE_KEY_FILE in data_dir
    listen_cert_file: Path | None = None  # the three of TLS: needed unless listen_host is loopback
    listen_key_file: Path | None = None
    client_ca_file: Path | None = None
    relays: tuple[Address, ...] = ()  # control addresses of the media relays, two per exchange
    # On the computers of the relays: music.wav, and announcements as it/position-3.wav.
    sounds_dir: str = "/usr/share/chiamaroma/sounds"
    recording_allowed: bool = False  # else no call is recorded, whatever its queue says
    digits_host: str = "127.0.0.1"  # where the relays report the keys callers press
    digits_port: int = 0  # 0: nowhere, queues have no menu then
    text_host: str = "127.0.0.1"  # where streams of real-time text end; the trunk must reach it
    text_advertised: str = ""  # told to the trunk in its place, behind address translation
    text_ports: tuple[int, int] = (46_000, 46_999)  # first and last
    voice_host: str = "127.0.0.1"  # where the exchanges send callers who leave a message
    voice_port: int = 0  # 0: there is no voicemail
    voice_ports: tuple[int, int] = (45_000, 45_199)
    sip_hosts: tuple[str, ...] = ()  # from where the exchanges speak SIP; the voicemail needs them
    greetings_dir: Path | None = None  # QUEUE.LANGUAGE.wav …; None: "greetings" in data_dir
    voicemail_days: int = 30  # then a message is deleted; 0: with the calls themselves

    @property
    def rpc_urls(self) -> tuple[str, ...]:
        return (self.rpc_url, *self.more_rpc_urls)

    def ca_pem(self) -> str:
        """Return the certificate seats must trust for the exchange, "" for the system's."""
        return self.ca_file.read_text(encoding="ascii") if self.ca_file else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeSetup:
    """What "exchange configure" writes beside what ExchangeSettings says; of one exchange."""

    address: str  # its own, of SIP, seats and voice; nothing listens elsewhere
    trunk_address: str  # of the carrier; citizens come from there and from nowhere else
    sip_port: int = 5060
    trunk_port: int = 5060
    trunk_transfers: str = "bridge"  # "refer": the carrier carries out a transfer it is asked for
    trunk_text: str = "offer"  # real-time text in calls that seats place; "none": never
    city_numbers: tuple[str, ...] = ()  # as the carrier dials them; (): those of the queues
    caller_number: str = ""  # what those see who are called; "": the first of city_numbers
    fallback_seats: tuple[str, ...] = ()  # ring when the server is silent; (): all known ones
    emergency_numbers: tuple[str, ...] = ("112",)  # seats may dial; (): none
    dials_a_minute: int = 20  # of one seat
    fallback_ring_s: int = 15
    media_ports: tuple[int, int] = (30_000, 34_000)  # of both relays
    cli_ports: tuple[int, int] = (9901, 9902)  # of the relays' command lines, loopback
    recording_dir: str = "/var/lib/chiamaroma-recordings"  # of the relays, where it is allowed
    cert_file: Path | None = None  # of the seats' line; None: one of its own is made
    cert_key_file: Path | None = None
    server_url: str = ""  # where it asks; "": where the server listens


@dataclass(frozen=True, slots=True, kw_only=True)
class AsteriskAccess:
    """An Asterisk that asks this server through its REST interface; seats register there."""

    url: str  # "http://host:8088"
    user: str
    password_file: Path
    application: str = "chiamaroma"
    endpoint: str = "PJSIP/{seat}"
    trunk: str = "PJSIP/{number}@trunk"
    fallback_seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeSwitchAccess:
    """A FreeSWITCH that asks this server through its event socket; seats register there."""

    host: str
    password_file: Path
    port: int = 8021
    endpoint: str = "user/{seat}"
    trunk: str = "sofia/gateway/trunk/{number}"
    fallback_seats: tuple[str, ...] = ()
