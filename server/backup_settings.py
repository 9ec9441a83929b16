"""Settings of the backups that the server makes each night, and of whom all backups are for."""

from dataclasses import dataclass
from typing import Annotated

from server.setting_parsers import MaybePath, matching, whole

RECIPIENT = r"age1[02-9ac-hj-np-z]{58}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSettings:
    """Without recipients nothing is made at night: there it would lie in clear."""

    # who can open a backup, as "chiamaroma-server keys identity" or age-keygen prints it
    recipients: Annotated[tuple[str, ...], matching(RECIPIENT, "recipients such as age1…")] = ()
    folder: MaybePath = None  # where the nightly ones lie; None: there are none
    keep_days: Annotated[int, whole(2, 3650)] = 30
