"""Commands about the telephone: the exchange, what callers hear, the queues they wait in."""

from pathlib import Path

from server.cli.command_options import Commands, actions_of, add_command, add_group
from server.cli.knowledge.format_options import add_csv_shape

EXCHANGE_EXAMPLES = """examples:
  chiamaroma-server exchange configure --out /etc/chiamaroma/exchange --config server.toml
  chiamaroma-server exchange configure --out exchange-b --exchange b --config server.toml
  chiamaroma-server exchange check --config server.toml"""
ANNOUNCEMENT_EXAMPLES = """examples:
  chiamaroma-server announcements make --out /usr/share/chiamaroma/sounds --config server.toml
  chiamaroma-server announcements make --out sounds --languages it en ar --texts own.csv
A computer's voice reads the texts; a file you recorded yourself is never overwritten."""
QUEUE_EXAMPLES = """examples:
  chiamaroma-server queue list
  chiamaroma-server queue show tributi
  chiamaroma-server queue account --day 2026-11-25"""


def add_exchange(commands: Commands) -> None:
    actions = add_group(
        commands,
        "exchange",
        "configure and check the telephone exchange",
        EXCHANGE_EXAMPLES,
        description="Write the configuration of a telephone exchange, or look how it is.",
    )
    _add_configure(actions)
    checked = add_command(actions, "check", "is every exchange in order", EXCHANGE_EXAMPLES)(
        module="exchange.exchange", function="exchange_check"
    )
    checked.add_argument("--json", action="store_true")


def _add_configure(actions: Commands) -> None:
    configured = add_command(
        actions,
        "configure",
        "write Kamailio's and rtpengine's files from settings, queues and seats",
        EXCHANGE_EXAMPLES,
    )(module="exchange.exchange", function="exchange_configure")
    configured.add_argument("--out", required=True, metavar="DIR", help="where the files will lie")
    configured.add_argument(
        "--exchange",
        dest="exchange_name",
        metavar="NAME",
        help="which of exchange.names (default: the first)",
    )


def add_announcements(commands: Commands) -> None:
    actions = add_group(
        commands, "announcements", "what callers hear while they wait", ANNOUNCEMENT_EXAMPLES
    )
    made = add_command(
        actions, "make", "have espeak-ng speak those that are missing", ANNOUNCEMENT_EXAMPLES
    )(module="exchange.announcements", function="announcements_make")
    option = made.add_argument
    option(
        "--out", type=Path, required=True, metavar="DIR", help="exchange.sounds_dir of the relays"
    )
    option("--languages", nargs="+", metavar="CODE", help="default: those of the queues")
    option("--texts", type=Path, metavar="FILE", help="CSV of your own texts: name, it, en, …")
    add_csv_shape(made)


def add_queue(commands: Commands) -> None:
    actions = add_group(
        commands,
        "queue",
        "show queues, account for the calls of a day",
        QUEUE_EXAMPLES,
        description="Show the queues of waiting calls; queues.csv of an import sets them.",
    )
    action = actions_of(actions, QUEUE_EXAMPLES, module="exchange.queues", prefix="queue")
    action("list", "list all queues").add_argument("--json", action="store_true")
    action("show", "show all there is to a queue").add_argument("queue")
    account = action("account", "tell what became of the calls of a day")
    account.add_argument("--day", metavar="YYYY-MM-DD", help="default: today")
    account.add_argument("--json", action="store_true", help="machine-readable")
