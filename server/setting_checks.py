"""What settings must be to each other: pairs, lists of one length, nothing in clear far away."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from server.exchange_settings import ExchangeSettings
from server.section_settings import MailSettings, RetentionSettings
from server.setting_parsers import is_loopback, needs_of

SERVER_URL = "exchange_setup.server_url"
TUNNEL = "on this computer, where an encrypted tunnel may end"
LISTEN_TLS = ("listen_cert_file", "listen_key_file", "client_ca_file")

Given = tuple[str, str]  # (value, origin)


class NonsenseSetting(Exception):
    """A setting that cannot be meant. str() is one sentence naming key, value and origin."""

    def __init__(self, key: str, value: object, origin: str, reason: str) -> None:
        shown = re.sub(r":[^:@/]+@", ":…@", str(value))  # a database URL may hold a password
        end = "" if reason.endswith("?") else "."
        super().__init__(f"Setting {key} = {shown!r} (from {origin}) {reason}{end}")
        self.key = key
        self.origin = origin


class UnreadableSettings(NonsenseSetting):
    """The file of settings cannot be read, or is no TOML."""

    def __init__(self, path: Path, error: Exception) -> None:
        reason = error.strerror if isinstance(error, OSError) else error
        Exception.__init__(self, f"The settings file {path} cannot be read: {reason}.")
        self.key = "config"
        self.origin = f"file {path}"


def check_pairs(given: Mapping[str, Given], sections: Mapping[str, type]) -> None:
    """Raise NonsenseSetting where one setting means nothing without another."""
    for key, other in (("tls_cert_file", "tls_key_file"), ("tls_key_file", "tls_cert_file")):
        if key in given and other not in given:
            raise NonsenseSetting(key, *given[key], f"needs {other} beside it")
    for section, kind in sections.items():
        # What sets up an exchange says nothing without how it is reached.
        begun_by = ("exchange", "exchange_setup") if section.startswith("exchange") else (section,)
        first = next((key for one in begun_by for key in given if key.startswith(f"{one}.")), "")
        is_begun = section == "exchange" or any(key.startswith(f"{section}.") for key in given)
        for needed in needs_of(kind) if first and is_begun else ():
            if f"{section}.{needed}" not in given:
                raise NonsenseSetting(first, *given[first], f"needs {section}.{needed} beside it")


def check_exchange(exchange: ExchangeSettings, given: Mapping[str, Given]) -> None:
    """Raise NonsenseSetting where the exchange's settings do not fit each other."""

    def refuse(name: str, reason: str) -> None:
        key = f"exchange.{name}"
        value, origin = given.get(key, (str(getattr(exchange, name)), "default"))
        raise NonsenseSetting(key, value, origin, reason)

    count = len(exchange.names)
    for name, values in (("wss_urls", exchange.wss_urls), ("rpc_url", exchange.rpc_urls)):
        if "exchange.names" in given and len(values) != count:
            refuse(name, f"is not one for each of the {count} exchanges in exchange.names")
    if exchange.relays and len(exchange.relays) != 2 * count:
        refuse("relays", f"is not two for each of the {count} exchanges in exchange.names")
    tls = [name for name in LISTEN_TLS if getattr(exchange, name) is not None]
    if tls and len(tls) < len(LISTEN_TLS):
        refuse(tls[0], f"needs {' and '.join(sorted(set(LISTEN_TLS) - set(tls)))} beside it")
    if exchange.voice_port and not exchange.sip_hosts:
        refuse("voice_port", "needs exchange.sip_hosts beside it")
    if not tls and not is_loopback(exchange.listen_host):
        refuse("listen_host", f"is not loopback and needs {', '.join(LISTEN_TLS)}")


def check_retention(periods: RetentionSettings, given: Mapping[str, Given]) -> None:
    """Raise NonsenseSetting where rows would go before what they hold does."""
    for name in ("numbers_days", "operators_days"):
        days, key = getattr(periods, name), f"retention.{name}"
        if days > periods.figures_days:
            value, origin = given.get(key, (str(days), "default"))
            reason = f"is longer than retention.figures_days, {periods.figures_days}"
            raise NonsenseSetting(key, value, origin, reason)


def check_mail(mail: MailSettings, given: Mapping[str, Given]) -> None:
    """Raise NonsenseSetting where a password or the mails would travel in clear."""
    if bool(mail.user) != (mail.password_file is not None):
        key = "mail.user" if mail.user else "mail.password_file"
        other = "mail.password_file" if mail.user else "mail.user"
        raise NonsenseSetting(key, *given[key], f"needs {other} beside it")
    for key, other in (("cert", "key"), ("key", "cert")):
        if f"mail.pages_{key}_file" in given and f"mail.pages_{other}_file" not in given:
            name = f"mail.pages_{key}_file"
            raise NonsenseSetting(name, *given[name], f"needs mail.pages_{other}_file beside it")
    if mail.security == "none":
        check_near(mail.host, "mail.security", given)


def check_in_clear(given: Mapping[str, Given]) -> None:
    """Raise NonsenseSetting where secrets or calls would travel through a network in clear."""
    for key in ("exchange.rpc_url", "exchange.more_rpc_urls", "asterisk.url", SERVER_URL):
        for word in given[key][0].replace(",", " ").split() if key in given else ():
            parts = urlsplit(word)
            if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
                raise NonsenseSetting(key, *given[key], f"must be https there, or {TUNNEL}")
    if "freeswitch.host" in given:  # its event socket knows no TLS
        host, origin = given["freeswitch.host"]
        if not is_loopback(host.strip()):
            raise NonsenseSetting("freeswitch.host", host, origin, f"must be {TUNNEL}")


def secured(database: str, given: Mapping[str, Given], *, is_stated: bool) -> str:
    """Return the URL of a database, with TLS checked where it is on another computer.

    is_stated: how far it is checked is said elsewhere. Raise NonsenseSetting for a password that
    everybody on this computer can read.
    """
    parts = urlsplit(database)
    said = dict(parse_qsl(parts.query))
    value, origin = given.get("database", ("", ""))
    if origin == "--database" and (urlsplit(value).password or "password" in said):
        reason = "shows the password to all accounts of this computer: use database_password_file"
        raise NonsenseSetting("database", re.sub(r"password=[^&]*", "…", value), origin, reason)
    host = said.get("host", parts.hostname or "")
    # A socket of this computer has a path, or no name at all.
    is_here = not host or host.startswith("/") or is_loopback(host)
    if parts.scheme != "postgresql" or is_here or is_stated or "sslmode" in said:
        return database
    # libpq would take a server that offers no TLS, or whose certificate is anybody's.
    said = {"sslrootcert": "system"} | said | {"sslmode": "verify-full"}
    return f"{database.partition('?')[0]}?{urlencode(said)}"


def check_near(host: str, key: str, given: Mapping[str, Given]) -> None:
    if not is_loopback(host):
        raise NonsenseSetting(key, *given[key], "is for a server on this computer only")
