"""The mail an owner gets: what was told, one link, until when. No data of any citizen."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause
from contract.domain.opening_times.opening_hours import ROME
from server.store.messages.outgoing import OutgoingMessage
from server.usecases.knowledge.maintenance.field_texts import label_of
from server.usecases.knowledge.maintenance.owner_link import LINK_FOR

_POLICY = SMTP.clone(cte_type="7bit")  # every mail server on the way takes it
_MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
    "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip


def italian_day(at: datetime) -> str:
    day = at.astimezone(ROME)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def owner_mail(
    mail: OutgoingMessage, report: EntryReport, *, link: str, sender: str, now: datetime
) -> EmailMessage:
    """Return the message, the same whenever it is tried but for its date."""
    until = italian_day(mail.created_at + LINK_FOR)
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender
    message["To"] = mail.recipient
    message["Subject"] = _line(_subject(report))
    message["Date"] = format_datetime(now)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_plain(report, link, until))
    message.add_alternative(_html(report, link, until), subtype="html")
    message["Content-Language"] = "it"  # after the texts, which take it away
    return message


def _subject(report: EntryReport) -> str:
    if report.cause is ReportCause.OPERATOR:
        return f"Un dato da controllare: {report.title}"
    return f"È ancora giusto? {report.title}"


def _line(text: str) -> str:
    """Return a title as one line of a header."""
    return " ".join(text.split())[:150]


def _opening(report: EntryReport) -> str:
    if report.cause is ReportCause.OPERATOR:
        return (
            "Gli operatori del centralino rispondono ai cittadini con la scheda qui sotto. "
            "Durante una telefonata è emerso un dato che sembra sbagliato."
        )
    return (
        "Gli operatori del centralino rispondono ai cittadini con la scheda qui sotto. "
        "Da tempo nessuno la controlla: Le chiediamo di guardarla."
    )


def _told(report: EntryReport) -> list[tuple[str, str]]:
    told = [("Scheda", _line(report.title))]
    if label_of(report.field):
        told.append(("Dove", label_of(report.field)))
    if report.text:
        told.append(("Segnalazione", report.text))
    return told


ASK = "Ci dica se è giusto o sbagliato: basta aprire questa pagina, senza password."
NOT_YOURS = "Se la scheda non riguarda il Suo ufficio, può dirlo nella stessa pagina."


def _plain(report: EntryReport, link: str, until: str) -> str:
    told = "\n".join(f"{name}: {text}" for name, text in _told(report))
    return (
        f"Buongiorno,\n\n{_opening(report)}\n\n{told}\n\n{ASK}\n\n{link}\n\n"
        f"Il collegamento vale fino al {until} e serve solo per questa scheda.\n{NOT_YOURS}\n\n"
        "Questo messaggio è automatico.\n"
    )


def _html(report: EntryReport, link: str, until: str) -> str:
    told = "".join(
        f"<p><strong>{escape(name)}:</strong> {escape(text).replace(chr(10), '<br>')}</p>"
        for name, text in _told(report)
    )
    return (
        '<!DOCTYPE html><html lang="it"><head><meta charset="utf-8">'
        f"<title>{escape(_line(_subject(report)))}</title></head>"
        '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a">'
        f"<p>Buongiorno,</p><p>{_opening(report)}</p>{told}<p>{ASK}</p>"
        f'<p><a href="{escape(link)}" style="color:#0b4f9c">Apri la pagina e rispondi</a></p>'
        f"<p>Il collegamento vale fino al {until} e serve solo per questa scheda. {NOT_YOURS}</p>"
        "<p>Questo messaggio è automatico.</p></body></html>"
    )
