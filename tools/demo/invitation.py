"""As whom one may sign in to the demo and what to try: on the terminal and on the sign-in page."""

from pathlib import Path

from tools.demo.central_server import DemoAccount, account_of_role
from tools.demo.stage import LEVEL_ONE_SEAT, LEVEL_TWO_SEAT

# Role, what to try in English for the terminal, in Italian for the page.
ROLES = (
    ("operator", "level I: F5, and calls come", "I livello: F5 e arrivano le telefonate"),
    ("level_two", "level II: F11 takes a callback", "II livello: F11 prende un richiamo"),
    ("editor", "editor: F2 finds a card to correct", "redazione: F2 trova una scheda"),
    ("team_lead", "team lead: Ctrl+G shows the team", "responsabile di sala: Ctrl+G e la squadra"),
    ("it", "IT: its own screens come later", "sistemi informativi: pagine proprie più avanti"),
)


def accounts() -> list[DemoAccount]:
    """Return one of each role."""
    return [account_of_role(role) for role, _, _ in ROLES]


def on_terminal(kept: Path) -> str:
    """Return who may sign in, what to press, how it ends and where it is kept."""
    rows = [
        f"  {account.login:12} {account.password:18} {tried}"
        for account, (_, tried, _) in zip(accounts(), ROLES, strict=True)
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
        for account, (_, _, tried) in zip(accounts(), ROLES, strict=True)
    ]
    return "\n".join(("Dimostrazione: città e persone inventate. Entra come", *rows))
