"""Commands about those who work: their accounts, their pauses, the log of their states."""

from argparse import ArgumentParser, ArgumentTypeError

from contract.domain.account import Role
from contract.domain.agents.agent import PauseReason
from contract.whole_number import whole_number
from server.cli.command_options import AddAction, Commands, actions_of, add_command, add_group

MINUTES_OF_A_DAY = 1440
ACCOUNT_EXAMPLES = """examples:
  chiamaroma-server account add m.bianchi --name "M. Bianchi" --role operator
  printf '%s' "$PASSWORD" | chiamaroma-server account add l2 --role level_two --desks tributi \\
      --password-stdin
  chiamaroma-server account list
  chiamaroma-server account desks l2 tributi anagrafe
  chiamaroma-server account skills m.bianchi it:5 en:3 tributi:4
  chiamaroma-server account password l2
  chiamaroma-server account sign-out l2
  chiamaroma-server account reset-factor l2
  chiamaroma-server account disable l2"""
PAUSE_EXAMPLES = """examples:
  chiamaroma-server pause-rule set break --limit 15 --quota 45 --at-once 8
  chiamaroma-server pause-rule set training --limit 60 --at-once 4
  chiamaroma-server pause-rule list
  chiamaroma-server pause-rule remove training"""
SEAT_EXAMPLES = """examples:
  chiamaroma-server seat add 1001
  chiamaroma-server seat add anagrafe-2
  chiamaroma-server seat list
  chiamaroma-server seat remove 1001"""
DUTY_EXAMPLES = """examples:
  chiamaroma-server duty verify"""


def add_account(commands: Commands) -> None:
    actions = add_group(
        commands,
        "account",
        "add, list, disable accounts",
        ACCOUNT_EXAMPLES,
        description="Keep the accounts of those who sign in.",
    )
    action = actions_of(actions, ACCOUNT_EXAMPLES, module="accounts.accounts", prefix="account")
    _add_new_account(action)
    action("list", "list all accounts").add_argument("--json", action="store_true")
    action("disable", "keep an account out; its sessions end").add_argument("login")
    out = action("sign-out", "end an account's sessions; its consoles send what waits, and lock")
    out.add_argument("login")
    factor = action("reset-factor", "forget the second factor of an account: a lost telephone")
    factor.add_argument("login")
    action("enable", "let a disabled account in again").add_argument("login")
    _add_changes(action)


def _add_new_account(action: AddAction) -> None:
    add = action("add", "add an account; the password is asked for, or read from stdin")
    add.add_argument("login")
    add.add_argument("--name", dest="display_name", help="shown to colleagues (default: login)")
    add.add_argument("--role", required=True, choices=[role.value for role in Role])
    add.add_argument("--desks", nargs="+", default=[], metavar="DESK", help="desks of level II")
    _add_password_options(add)


def _add_changes(action: AddAction) -> None:
    password = action("password", "give a new password; open sessions end")
    password.add_argument("login")
    _add_password_options(password)
    desks = action("desks", "replace the desks of an account")
    desks.add_argument("login")
    desks.add_argument("desks", nargs="*", metavar="DESK")
    skills = action("skills", "replace the skills of an account: languages, topics, levels 1 to 5")
    skills.add_argument("login")
    skills.add_argument("skills", nargs="*", metavar="CODE:LEVEL", help="it:5 en:3 tributi:4")


def _add_password_options(command: ArgumentParser) -> None:
    command.add_argument(
        "--password-stdin", action="store_true", help="read it from stdin, unasked"
    )
    keep = "no other one is asked for at the next sign-in (trials, accounts without a console)"
    command.add_argument("--keep", action="store_true", help=keep)


def add_seat(commands: Commands) -> None:
    actions = add_group(
        commands,
        "seat",
        "enrol computers, list and remove them",
        SEAT_EXAMPLES,
        description="Keep the computers from which people sign in.",
    )
    action = actions_of(actions, SEAT_EXAMPLES, module="accounts.seats", prefix="seat")
    add = action("add", "make a code that enrols one computer, within seven days")
    add.add_argument("seat", help="its telephone line, or a name where it has none")
    also = "computers that are this seat already stay so: one for each account of the system"
    add.add_argument("--also", action="store_true", help=also)
    action("list", "list the seats that are enrolled").add_argument("--json", action="store_true")
    remove = action("remove", "let no computer be this seat any more; its sessions end")
    remove.add_argument("seat")


def add_duty(commands: Commands) -> None:
    actions = add_group(commands, "pause-rule", "limits of the operators' pauses", PAUSE_EXAMPLES)
    _add_pause_rules(
        actions_of(actions, PAUSE_EXAMPLES, module="accounts.duty_rules", prefix="pause_rule")
    )
    duty = add_group(commands, "duty", "states of the operators", DUTY_EXAMPLES)
    add_command(duty, "verify", "check that the log explains every state", DUTY_EXAMPLES)(
        module="accounts.duty_rules", function="duty_verify"
    )


def _add_pause_rules(action: AddAction) -> None:
    reasons = [reason.value for reason in PauseReason]
    rule = action("set", "limit a pause; 0 is no limit")
    rule.add_argument("reason", choices=reasons)
    rule.add_argument("--limit", type=_minutes, default=0, metavar="MIN", help="of one pause")
    rule.add_argument("--quota", type=_minutes, default=0, metavar="MIN", help="of a day")
    rule.add_argument("--at-once", type=_minutes, default=0, metavar="N", help="operators in it")
    rule.add_argument("--unpaid", action="store_true", help="for the lead's figures")
    action("list", "list the rules").add_argument("--json", action="store_true")
    action("remove", "limit a pause no more").add_argument("reason", choices=reasons)


def _minutes(text: str) -> int:
    minutes = whole_number(text, MINUTES_OF_A_DAY)
    if minutes is None:
        raise ArgumentTypeError(f"{text[:20]!r} is no whole number from 0 to {MINUTES_OF_A_DAY}")
    return minutes
