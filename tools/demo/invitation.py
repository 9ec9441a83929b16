"""As whom one may sign in to the demo and what to try: on the terminal and on the sign-in page."""

from pathlib import Path

from tools.demo.central_server import DemoAccount, demo_accounts
from tools.demo.stage import LEVEL_ONE_SEAT, LEVEL_TWO_SEAT

# Login, what to try in English for the terminal, in Italian for the page. Two editors: nobody
# decides about her own change.
TRIED = (
    ("operatrice1", "level I: F5, and calls come", "F5 e rispondi"),
    ("tributi1", "level II: F11 takes a callback", "F11 richiama"),
    ("redazione1", "editor: F2 finds a card to correct", "F2 corregge"),
    ("redazione2", "editor: F9 decides what the other changed", "F9 decide"),
    ("caposala1", "team lead: Ctrl+G shows the team", "Sala: Ctrl+G"),
    ("sistemi1", "IT: Alt+2 shows accounts", "sistemi"),
)


def accounts() -> list[DemoAccount]:
    """Return at least one of each role."""
    known = {account.login: account for account in demo_accounts()}
    return [known[login] for login, _, _ in TRIED]


def on_terminal(kept: Path) -> str:
    """Return who may sign in, what to press, how it ends and where it is kept."""
    rows = [
        f"  {account.login:12} {account.password:18} {tried}"
        for account, (_, tried, _) in zip(accounts(), TRIED, strict=True)
    ]
    return "\n".join(
        (
            "",
            f"Sign in in either window (seat {LEVEL_ONE_SEAT} or {LEVEL_TWO_SEAT}) as one of:",
            *rows,
            "Whoever takes no calls ticks «Oggi lavoro senza telefono».",
            f"To end: close the window of seat {LEVEL_ONE_SEAT}, or Ctrl+C here. What is written is"
            f" kept in {kept}; delete that folder to begin anew.",
            "",
        )
    )


def on_sign_in_page() -> str:
    """Return the same for the page: without the end, in Italian."""
    rows = [
        f"{account.login} · {account.password} · {tried}"
        for account, (_, _, tried) in zip(accounts(), TRIED, strict=True)
    ]
    return "\n".join(("Città e persone inventate. Entra come", *rows))
