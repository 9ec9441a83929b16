"""Settings of the telephone exchanges: how they are reached, and how one is set up."""

from dataclasses import dataclass
from typing import Annotated

from server.setting_parsers import (
    Address,
    File,
    FreePort,
    Ip,
    MaybeFile,
    MaybePath,
    Port,
    PortRange,
    Text,
    WebUrl,
    Words,
    addresses,
    ip_addresses,
    matching,
    one,
    one_of,
    private_url,
    private_urls,
    urls,
    whole,
    yes_or_no,
)

TRUNK_TRANSFERS = ("bridge", "refer")
TRUNK_TEXT = ("offer", "none")
CITY_NUMBER = r"\+?[0-9]{3,15}"
Seats = Annotated[tuple[str, ...], matching(r"1[0-46-9][0-9]{2}", "seat numbers such as 1001")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeSettings:
    """How seats and this server reach the telephone exchanges, and they this server.

    With several exchanges all lists are in the same order: that in which seats try them.
    """

    wss_urls: Annotated[tuple[str, ...], urls("wss")]
    realm: Text
    rpc_url: Annotated[str, private_url]
    # of the second exchange and further ones
    more_rpc_urls: Annotated[tuple[str, ...], private_urls] = ()
    ca_file: MaybeFile = None
    names: Words = ("a",)  # what each calls itself when it asks
    # calls the trunks carry at once, all exchanges together; 0: nobody says
    lines: Annotated[int, whole(0, 100_000)] = 0
    listen_host: Text = "127.0.0.1"  # where the exchanges ask whom to ring
    listen_port: FreePort = 8444  # 0: any free one
    # what they must know, and what they are told commands by; None: EXCHANGE_KEY_FILE in data_dir
    key_file: MaybePath = None
    listen_cert_file: MaybeFile = None  # the three of TLS: needed unless listen_host is loopback
    listen_key_file: MaybeFile = None
    client_ca_file: MaybeFile = None
    # control addresses of the media relays, two per exchange
    relays: Annotated[tuple[Address, ...], addresses] = ()
    # On the computers of the relays: music.wav, and announcements as it/position-3.wav.
    sounds_dir: Text = "/usr/share/chiamaroma/sounds"
    # else no call is recorded, whatever its queue says
    recording_allowed: Annotated[bool, yes_or_no] = False
    digits_host: Text = "127.0.0.1"  # where the relays report the keys callers press
    digits_port: FreePort = 0  # 0: nowhere, queues have no menu then
    text_host: Ip = "127.0.0.1"  # where streams of real-time text end; the trunk must reach it
    text_advertised: Ip = ""  # told to the trunk in its place, behind address translation
    text_ports: PortRange = (46_000, 46_999)  # first and last
    voice_host: Ip = "127.0.0.1"  # where the exchanges send callers who leave a message
    voice_port: FreePort = 0  # 0: there is no voicemail
    voice_ports: PortRange = (45_000, 45_199)
    # from where the exchanges speak SIP; the voicemail needs them
    sip_hosts: Annotated[tuple[str, ...], ip_addresses] = ()
    greetings_dir: MaybePath = None  # QUEUE.LANGUAGE.wav …; None: "greetings" in data_dir
    # then a message is deleted; 0: with the calls themselves
    voicemail_days: Annotated[int, whole(0, 3650)] = 30

    @property
    def rpc_urls(self) -> tuple[str, ...]:
        return (self.rpc_url, *self.more_rpc_urls)

    def ca_pem(self) -> str:
        """Return the certificate seats must trust for the exchange, "" for the system's."""
        return self.ca_file.read_text(encoding="ascii") if self.ca_file else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeSetup:
    """What "exchange configure" writes beside what ExchangeSettings says; of one exchange."""

    address: Ip  # its own, of SIP, seats and voice; nothing listens elsewhere
    trunk_address: Ip  # of the carrier; citizens come from there and from nowhere else
    sip_port: Port = 5060
    trunk_port: Port = 5060
    # "refer": the carrier carries out a transfer it is asked for
    trunk_transfers: Annotated[str, one_of(*TRUNK_TRANSFERS)] = "bridge"
    # real-time text in calls that seats place; "none": never
    trunk_text: Annotated[str, one_of(*TRUNK_TEXT)] = "offer"
    # as the carrier dials them; (): those of the queues
    city_numbers: Annotated[tuple[str, ...], matching(CITY_NUMBER, "telephone numbers")] = ()
    # what those see who are called; "": the first of city_numbers
    caller_number: Annotated[str, one(CITY_NUMBER, "a telephone number")] = ""
    fallback_seats: Seats = ()  # ring when the server is silent; (): all known ones
    # seats may dial; (): none
    emergency_numbers: Annotated[
        tuple[str, ...], matching(r"[0-9]{3,6}", "emergency numbers such as 112")
    ] = ("112",)
    dials_a_minute: Annotated[int, whole(1, 1000)] = 20  # of one seat
    fallback_ring_s: Annotated[int, whole(3, 120)] = 15
    media_ports: PortRange = (30_000, 34_000)  # of both relays
    cli_ports: PortRange = (9901, 9902)  # of the relays' command lines, loopback
    # of the relays, where it is allowed
    recording_dir: Annotated[str, one(r"/[A-Za-z0-9/_.-]+", "an absolute path")] = (
        "/var/lib/chiamaroma-recordings"
    )
    cert_file: MaybeFile = None  # of the seats' line; None: one of its own is made
    cert_key_file: MaybeFile = None
    server_url: WebUrl = ""  # where it asks; "": where the server listens


@dataclass(frozen=True, slots=True, kw_only=True)
class AsteriskAccess:
    """An Asterisk that asks this server through its REST interface; seats register there."""

    url: WebUrl  # "http://host:8088"
    user: Text
    password_file: File
    application: Annotated[str, matching(r"[A-Za-z0-9_-]{1,40}", "a name")] = "chiamaroma"
    endpoint: Text = "PJSIP/{seat}"
    trunk: Text = "PJSIP/{number}@trunk"
    fallback_seats: Seats = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeSwitchAccess:
    """A FreeSWITCH that asks this server through its event socket; seats register there."""

    host: Text
    password_file: File
    port: Port = 8021
    endpoint: Text = "user/{seat}"
    trunk: Text = "sofia/gateway/trunk/{number}"
    fallback_seats: Seats = ()
