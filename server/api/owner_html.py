"""The pages behind the link in an owner's mail: plain HTML that works without any script."""

import base64
import hashlib
from html import escape

from server.usecases.knowledge.maintenance.field_texts import label_of, shown_texts
from server.usecases.knowledge.maintenance.owner_answer import Choice
from server.usecases.knowledge.maintenance.owner_link import LINK_FOR
from server.usecases.knowledge.maintenance.owner_page import LinkState, OwnerPage
from server.usecases.messages.mail_text import italian_day

WORDS_LIMIT = 2000  # characters
STYLE = """
*{box-sizing:border-box}
body{margin:0;font:1.125rem/1.6 system-ui,sans-serif;color:#16181d;background:#fff;
overflow-wrap:anywhere;hyphens:auto}
main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.25rem;margin-top:2rem}
dt{font-weight:700;margin-top:.75rem}dd{margin:0;white-space:pre-line}
.told{border-left:.4rem solid #0b4f9c;padding:.25rem 1rem;background:#eef4fb}
.told p{white-space:pre-line;margin:.5rem 0}
.wrong{border:.2rem solid #9b1c1c;padding:.5rem 1rem;margin:1rem 0}
fieldset{border:1px solid #5c6470;padding:1rem;margin:1rem 0;min-width:0}
legend{font-weight:700;padding:0 .4rem}
.choice{display:flex;gap:.75rem;align-items:flex-start;padding:.5rem 0;min-height:2.75rem}
.choice input{width:1.5rem;height:1.5rem;margin:.15rem 0 0;flex:none}
label{cursor:pointer}.hint{color:#444b55;margin:0}
textarea,.line{display:block;width:100%;font:inherit;padding:.6rem;border:2px solid #5c6470;
border-radius:.25rem;color:inherit;background:#fff}
button{font:inherit;font-weight:700;padding:.75rem 1.5rem;min-height:2.75rem;color:#fff;
background:#0b4f9c;border:2px solid #0b4f9c;border-radius:.25rem;cursor:pointer}
a{color:#0b4f9c}:focus-visible{outline:.2rem solid #c8500a;outline-offset:.15rem}
@media (prefers-color-scheme:dark){body{color:#f0f2f5;background:#14171c}
.told{background:#1d2733;border-color:#7fb4f0}.hint{color:#c3c9d2}
textarea,.line{background:#1a1e24;border-color:#98a1ad}fieldset{border-color:#98a1ad}
.wrong{border-color:#ff9b93}a{color:#9cc6f7}
button{color:#10151c;background:#9cc6f7;border-color:#9cc6f7}:focus-visible{outline-color:#ffb070}}
@media (forced-colors:active){button{border-color:ButtonText}}
""".strip()
# The policy of the pages names this style by its hash: no other style or script can run.
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

CHOICES = {
    Choice.RIGHT: "È giusto così",
    Choice.WRONG: "È sbagliato: il dato giusto è…",
    Choice.NOT_OURS: "Non è di nostra competenza",
}
CLOSED = {
    LinkState.USED: (
        "Abbiamo già la Sua risposta",
        "La risposta è arrivata e la redazione la sta leggendo. Non deve fare altro. "
        "Se vuole aggiungere qualcosa, scriva alla redazione del centralino.",
    ),
    LinkState.SETTLED: (
        "Questa segnalazione è chiusa",
        "La redazione ha già sistemato la scheda. Non deve fare altro. Grazie.",
    ),
    LinkState.REPLACED: (
        "C'è un messaggio più recente",
        "Le abbiamo mandato un altro messaggio per la stessa scheda. "
        "Usi il collegamento di quello più recente.",
    ),
    LinkState.EXPIRED: (
        "Il collegamento è scaduto",
        "Il collegamento valeva 14 giorni. Se la scheda va ancora controllata, "
        "la redazione Le manderà un messaggio nuovo.",
    ),
    LinkState.UNKNOWN: (
        "Il collegamento non è valido",
        "Controlli di averlo copiato per intero dal messaggio: deve finire con l'ultima lettera "
        "della riga. Se non basta, aspetti un messaggio nuovo.",
    ),
}


def form_page(
    page: OwnerPage,
    form_token: str,
    *,
    fault: str = "",
    at: str = "answer",
    choice: str = "",
    words: str = "",
) -> str:
    """Return the page with the question; fault: why the answer was not taken, at: id of where."""
    assert page.report is not None
    assert page.mail is not None
    until = italian_day(page.mail.created_at + LINK_FOR)
    title = "Questo dato è giusto?"
    return _document(
        f"Errore: {title}" if fault else title,
        f"<h1>{title}</h1>{_fault(fault, at)}"
        "<p>Gli operatori del centralino leggono ai cittadini la scheda "
        f"«{_text(page.report.title)}». Ci dica se è giusta. La pagina vale fino al {until}.</p>"
        f"{_told(page)}{_entry(page)}{_form(form_token, bool(fault), choice, words)}",
    )


def thanks_page() -> str:
    return _document(
        "Grazie",
        "<h1>Grazie, abbiamo ricevuto la risposta</h1>"
        "<p>La redazione la legge e, se serve, corregge la scheda. Può chiudere la pagina.</p>",
    )


def closed_page(state: LinkState) -> str:
    title, text = CLOSED[state]
    return _document(title, f"<h1>{_text(title)}</h1><p>{_text(text)}</p>")


def fault_page(title: str, text: str) -> str:
    return _document(title, f"<h1>{_text(title)}</h1><p>{_text(text)}</p>")


def _document(title: str, body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="it"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        # The address is a right to answer: no search engine may list it.
        '<meta name="robots" content="noindex, nofollow">'
        f"<title>{_text(title)} – Centralino</title><style>{STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )


def _fault(fault: str, at: str) -> str:
    if not fault:
        return ""
    return (
        '<div class="wrong" role="alert" id="fault"><h2>Manca qualcosa</h2>'
        f'<p><a href="#{at}">{_text(fault)}</a></p></div>'
    )


def _told(page: OwnerPage) -> str:
    assert page.report is not None
    if not page.report.text:
        return ""
    field = label_of(page.report.field)
    where = f"<p><strong>{_text(field)}</strong></p>" if field else ""
    return (
        '<h2 id="told">Che cosa è stato segnalato</h2>'
        f'<div class="told">{where}<p>{_text(page.report.text)}</p></div>'
    )


def _entry(page: OwnerPage) -> str:
    if page.entry is None:
        return "<h2>La scheda</h2><p>Oggi la scheda non è pubblicata.</p>"
    rows = "".join(
        f"<dt>{_text(label)}</dt><dd>{_text(text)}</dd>" for label, text in shown_texts(page.entry)
    )
    return f"<h2>La scheda come la leggono gli operatori</h2><dl>{rows}</dl>"


def _form(form_token: str, is_faulty: bool, chosen: str, words: str) -> str:
    radios = "".join(
        '<div class="choice">'
        f'<input type="radio" name="choice" id="choice-{choice}" value="{choice}"'
        f"{' checked' if choice == chosen else ''} required>"
        f'<label for="choice-{choice}">{_text(label)}</label></div>'
        for choice, label in CHOICES.items()
    )
    described = "words-hint fault" if is_faulty else "words-hint"
    invalid = ' aria-invalid="true"' if is_faulty else ""
    return (
        '<h2 id="answer" tabindex="-1">La Sua risposta</h2><form method="post">'
        f'<input type="hidden" name="form" value="{_text(form_token)}">'
        f"<fieldset><legend>Scelga una risposta</legend>{radios}</fieldset>"
        '<p><label for="words">Il dato giusto, oppure chi se ne occupa</label></p>'
        '<p class="hint" id="words-hint">Serve se il dato è sbagliato o se non è di Vostra '
        "competenza. Non scriva nomi o dati di cittadini.</p>"
        f'<textarea id="words" name="words" rows="5" maxlength="{WORDS_LIMIT}"'
        f' aria-describedby="{described}"{invalid}>{_text(words)}</textarea>'
        '<p><button type="submit">Invia la risposta</button></p></form>'
    )


def _text(text: str) -> str:
    return escape(text, quote=True)
