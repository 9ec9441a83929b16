"""Settings of sections: how long records are kept, how mails and texts leave."""

from dataclasses import dataclass
from typing import Annotated

from contract.domain.sending import USUAL_TEXTS_A_DAY
from server.setting_parsers import (
    File,
    FreePort,
    MaybeFile,
    Port,
    Text,
    first_line,
    one,
    one_of,
    private_url,
    url,
    whole,
)

CLAIM = r"[A-Za-z_][A-Za-z0-9_.:/-]{0,99}"
PROVIDER = r"[^&<>]{1,40}"
SMS_SENDER = r"[A-Za-z0-9 ._-]{1,11}|\+?[0-9]{3,15}"
MAIL_ADDRESS = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,250}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSettings:
    """Days after which records of calls and of duty lose something, at last themselves."""

    # then callers' numbers, and what was written of a transfer, are gone
    numbers_days: Annotated[int, whole(1, 3650)] = 90
    # then nobody can tell who took a call; the log of duty goes. Longer than a seat may be offline.
    operators_days: Annotated[int, whole(30, 3650)] = 90
    # then the calls themselves are deleted: two years of accounts
    figures_days: Annotated[int, whole(30, 3650)] = 731
    # after a contact, or the end of its case: nobody can tell any more whose it was
    citizens_days: Annotated[int, whole(183, 3650)] = 731
    # then a contact, or a closed case, is in no copy of a seat any more; the server still has it
    copies_days: Annotated[int, whole(30, 3650)] = 90
    # then nobody can tell any more who looked at whom
    audit_days: Annotated[int, whole(183, 3650)] = 731


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """How mails to the owners of the knowledge base leave, and where the links in them lead."""

    host: Text
    from_address: Annotated[str, one(MAIL_ADDRESS, "a mail address")]
    public_url: Annotated[str, url("https")]  # of this server, as owners reach it
    port: Port = 587
    # "tls" from the first byte, "none" on the same computer only
    security: Annotated[str, one_of("starttls", "tls", "none")] = "starttls"
    ca_file: MaybeFile = None  # None: what the system trusts
    user: Text = ""
    password_file: MaybeFile = None
    # where the pages behind the links are served; a proxy of the city leads there
    pages_host: Text = "127.0.0.1"
    pages_port: FreePort = 8445  # 0: any free one, told in the log
    pages_cert_file: MaybeFile = None  # both or none; none: the certificate of the consoles
    pages_key_file: MaybeFile = None
    # most that one owner is asked to look at again
    reviews_a_day: Annotated[int, whole(0, 100)] = 5

    @property
    def domain(self) -> str:
        return self.from_address.rpartition("@")[2]

    def password(self) -> str:
        """Return the first line of the password file. Raise OSError."""
        return "" if self.password_file is None else first_line(self.password_file)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsSettings:
    """How cards reach mobile telephones: an SMS centre that speaks SMPP 3.4."""

    host: Text
    system_id: Annotated[str, one(r"[!-~]{1,15}", "a system_id of up to 15 letters")]
    password_file: File
    # what the telephone shows: a number, or up to 11 letters
    sender: Annotated[str, one(SMS_SENDER, "a number or a name of up to 11 letters")]
    port: Port = 3550
    # "tunnel": in clear inside a private network; "none": on this computer
    security: Annotated[str, one_of("tls", "tunnel", "none")] = "tls"
    ca_file: MaybeFile = None  # None: what the system trusts
    system_type: Annotated[str, one(r"[!-~]{1,12}", "a system_type of up to 12 letters")] = ""
    texts_a_day: Annotated[int, whole(1, 100_000)] = USUAL_TEXTS_A_DAY  # of one operator

    def password(self) -> str:
        """Return the first line of the password file. Raise OSError."""
        return first_line(self.password_file)


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcSettings:
    """Sign-in by the city's identity provider (OpenID Connect), beside passwords."""

    issuer: Annotated[str, private_url]  # as its metadata has it, letter by letter
    client_id: Text
    client_secret_file: MaybeFile = None  # None: a client without a secret
    # whose value is the login of an account
    claim: Annotated[str, one(CLAIM, "the name of a claim")] = "preferred_username"
    name: Annotated[str, one(PROVIDER, "a name of up to 40 letters")] = "SSO"  # on the button
    acr: Text = ""  # how strongly it must check, such as https://refeds.org/profile/mfa
    ca_file: MaybeFile = None  # None: what the system trusts
    proxy: Annotated[str, url("http", "https")] = ""  # through which it is reached

    def secret(self) -> str:
        """Return the first line of the file of the secret. Raise OSError."""
        return "" if self.client_secret_file is None else first_line(self.client_secret_file)
