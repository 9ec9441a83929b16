"""Which password an account may get: a long one, and none of those that are guessed first."""

from collections.abc import Iterable

from contract.domain.account import Account, Role
from contract.wire import reason_codes
from server.usecases.accounts.leaked_passwords import IsLeaked, nothing_leaked
from server.usecases.accounts.password_hash import MAX_LENGTH, MIN_LENGTH, WeakPassword

PRIVILEGED = frozenset({Role.TEAM_LEAD, Role.IT})
PRIVILEGED_LENGTH = 14  # ABSC 5.7.1
# What is left once everything that is guessed is taken out: so many letters, or characters at all.
_LETTERS_LEFT, _LEFT = 4, 8
_DISTINCT = 5
_RUN = 3  # characters that follow each other on a keyboard or in the alphabet
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_LOOKS_LIKE = str.maketrans("@4310$57!", "aaeiossti")
_GUESSED = (
    "password passwort parolachiave admin administrator amministratore utente user root operatore"
    " operatrice operator centralino callcenter contactcenter contactcentre chiamaroma comune roma"
    " capitale campidoglio italia benvenuto benvenuta benvenuti welcome ciao amore segreto segreta"
    " secret changeme cambiami cambia letmein login accesso qwerty test prova juventus milan inter"
    " napoli lazio primavera estate autunno inverno gennaio febbraio marzo aprile maggio giugno"
    " luglio agosto settembre ottobre novembre dicembre lunedi martedi mercoledi giovedi venerdi"
    " sabato domenica iloveyou monkey dragon football sunshine princess master superman computer"
)
_WORDS = tuple(_GUESSED.split())


def check_password(
    password: str, role: Role, names: Iterable[str], is_leaked: IsLeaked = nothing_leaked
) -> None:
    """Raise WeakPassword with a sentence. names: login and name of whose password it will be."""
    least = PRIVILEGED_LENGTH if role in PRIVILEGED else MIN_LENGTH
    # The longest too: looking for words in a megabyte keeps a thread busy for seconds.
    if not least <= len(password) <= MAX_LENGTH:
        sentence = f"A password of this role has {least} to {MAX_LENGTH} characters."
        raise WeakPassword(sentence, reason_codes.PASSWORD_LENGTH)
    own = [part for name in names for part in _letters(name, " ").split() if len(part) >= _RUN]
    folded = password.casefold()
    # As it is written, and as it is read: P@ssw0rd is no other word.
    if any(_is_guessed(one, own) for one in (folded, folded.translate(_LOOKS_LIKE))):
        raise WeakPassword(
            "This password is one of the first that are guessed: take three or four words that"
            " have nothing to do with each other.",
            reason_codes.PASSWORD_GUESSED,
        )

    # Once it is no other: a list is on a disk.
    if is_leaked(password):
        raise WeakPassword(
            "This password has leaked somewhere: it is in the list of accounts.leaked_passwords.",
            reason_codes.PASSWORD_LEAKED,
        )


def check_for(account: Account, password: str, is_leaked: IsLeaked = nothing_leaked) -> None:
    """Raise WeakPassword for a password that this account may not get."""
    check_password(password, account.role, (account.login, account.display_name), is_leaked)


def _is_guessed(text: str, own: Iterable[str]) -> bool:
    if len(set(text)) < _DISTINCT:
        return True
    # Longest first: what is left of a long word must not hide it.
    for word in sorted((*_WORDS, *own), key=len, reverse=True):
        text = text.replace(word, " ")
    left = "".join(filter(str.isalnum, _without_runs(_once(text))))
    return sum(map(str.isalpha, left)) < _LETTERS_LEFT and len(left) < _LEFT


def _once(text: str) -> str:
    """Return what is repeated, where the whole text is a repetition."""
    length = (text + text).find(text, 1)
    return text[:length]


def _without_runs(text: str) -> str:
    """Return the text without pieces such as 1234, fedc or qwer."""
    rows = [*_ROWS, *(row[::-1] for row in _ROWS)]
    left, at = "", 0
    while at < len(text):
        end = at + 1
        while end < len(text) and any(text[at : end + 1] in row for row in rows):
            end += 1
        left += text[at:end] if end - at < _RUN else " "
        at = end
    return left


def _letters(text: str, gap: str) -> str:
    return "".join(one if one.isalpha() else gap for one in text.casefold())
