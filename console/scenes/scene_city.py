"""An invented office for the scenes: topics, cards, callers, callbacks. Nobody here exists."""

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from console.model.callbacks.case_file import CaseFile
from console.model.contact.contact_draft import ContactDraft
from contract.domain.account import Account, Role
from contract.domain.callback import AttemptOutcome, Callback, CallbackAttempt, CallbackState
from contract.domain.caller import CallerDetails, Citizen
from contract.domain.case import ActivityKind, Case, CaseActivity, CaseState
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import (
    AccountId,
    ActivityId,
    AttemptId,
    CallbackId,
    CardId,
    CaseId,
    CitizenId,
    ContactId,
    DeskId,
    FaqId,
    NoticeId,
    OfficeId,
    TopicId,
)
from contract.domain.knowledge_entries.knowledge import Desk, Faq, Office, ServiceCard, Topic
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.notice import Notice
from contract.domain.opening_times.opening_times import CLOSED_ON_HOLIDAYS, OpeningTimes, week
from contract.domain.sending import Sending, SendingProblem, SendingState, Way
from contract.wire.claims import CallerMatch, CallStory
from contract.wire.duty import CallQuality
from contract.wire.knowledge_today import AskedCard, EntryNews, KnowledgeToday, NewsKind

NOW = datetime(2026, 11, 25, 13, 2, 11, tzinfo=UTC)
PHONE = "+390655500123"
LONG_NAME = "Della Prova Lunghissima Maria Immacolata Concetta vedova Esempio-Invenzione"


def account(role: Role) -> Account:
    return Account(
        id=AccountId("op-1"),
        login="anna.prova",
        display_name="Anna Prova",
        role=role,
        desk_ids=(DESKS[0].id, DESKS[1].id),
    )


DESKS = (
    Desk(id=DeskId("tributi"), name="Tributi"),
    Desk(id=DeskId("anagrafe"), name="Anagrafe"),
    Desk(id=DeskId("scuole"), name="Scuole e nidi"),
)

TOPICS = (
    Topic(id=TopicId("t-orari"), path="Anagrafe › Orari e sedi", desk_id=DESKS[1].id),
    Topic(id=TopicId("t-cie"), path="Anagrafe › Carta d'identità", desk_id=DESKS[1].id),
    Topic(id=TopicId("t-tari"), path="Tributi › Tassa rifiuti", desk_id=DESKS[0].id),
    Topic(id=TopicId("t-nidi"), path="Scuole › Iscrizione ai nidi", desk_id=DESKS[2].id),
)

_ALL_DAY = OpeningTimes(weekly=week((0, 1, 2, 3, 4), (480, 1140)))

OFFICES = (
    Office(
        id=OfficeId("o-1"),
        name="Sportello anagrafico di Via degli Esempi",
        municipio="VII",
        address="Via degli Esempi 50, 00100",
        phones=("+390655500500",),
        desk_times=OpeningTimes(
            weekly=(*week((0, 1, 2, 3, 4), (510, 750)), *week((1, 3), (840, 1020))),
            holidays=CLOSED_ON_HOLIDAYS,
            by_appointment_only=True,
        ),
        how_to_get_there="Autobus 900 e 901, fermata Esempi",
        verified_on=date(2026, 11, 11),
    ),
    Office(id=OfficeId("o-2"), name="Biblioteca della Prova", municipio="VIII"),
    Office(id=OfficeId("o-3"), name="Ufficio tributi", municipio="I", desk_times=_ALL_DAY),
)

CARDS = (
    ServiceCard(
        id=CardId("c-1"),
        title="Anagrafe di Via degli Esempi: orari e sede",
        keywords="anagrafe",
        topic_id=TOPICS[0].id,
        say=(
            "«Lo sportello è in Via degli Esempi 50, aperto dal lunedì al venerdì dalle 8:30 alle "
            "12:30, martedì e giovedì anche dalle 14 alle 17. Serve l'appuntamento.»"
        ),
        what_is_needed="Un documento valido. Per i minori, la presenza di un genitore.",
        costs="Il certificato in carta semplice è gratuito.",
        times="Rilascio immediato allo sportello.",
        office_ids=(OFFICES[0].id,),
        source="Ufficio anagrafe",
        verified_on=date(2026, 11, 11),
        valid_until=date(2026, 12, 31),
    ),
    ServiceCard(
        id=CardId("c-2"),
        title="Carta d'identità elettronica: appuntamento e documenti",
        topic_id=TOPICS[1].id,
        say="«La carta si chiede con un appuntamento; arriva a casa in sei giorni lavorativi.»",
        what_is_needed="Una fototessera, il vecchio documento, la tessera sanitaria.",
        costs="22,21 euro.",
        verified_on=date(2026, 10, 2),
        valid_until=date(2026, 10, 31),
    ),
    ServiceCard(
        id=CardId("c-3"),
        title="Tassa rifiuti: scadenze e rate",
        topic_id=TOPICS[2].id,
        say="«La seconda rata scade il 16 dicembre e si può pagare in posta o in banca.»",
        what_is_needed="Il codice utente, in alto a destra sull'avviso.",
        verified_on=date(2026, 11, 3),
    ),
    ServiceCard(
        id=CardId("c-4"),
        title="Certificati anagrafici da casa",
        topic_id=TOPICS[0].id,
        say="«I certificati si scaricano dal portale con l'identità digitale.»",
    ),
    ServiceCard(
        id=CardId("c-5"),
        title="Iscrizione ai nidi: domande e graduatorie",
        topic_id=TOPICS[3].id,
        say="«Le domande si presentano da gennaio, soltanto sul portale.»",
    ),
)

FAQS = (
    Faq(
        id=FaqId("f-1"),
        card_id=CARDS[0].id,
        question="Posso delegare qualcuno?",
        answer="Sì, con delega scritta e copia del documento.",
    ),
)


TRANSLATIONS = (
    replace(
        CARDS[0],
        id=CardId("c-1-en"),
        title="Registry office in Via degli Esempi: hours and address",
        say="«The office is at Via degli Esempi 50. You need an appointment.»",
        what_is_needed="A valid identity document. For minors, a parent must be present.",
        costs="The certificate on plain paper is free.",
        times="Issued at once.",
        language="en",
        original_id=CARDS[0].id,
        original_version=CARDS[0].version,
    ),
    replace(
        CARDS[0],
        id=CardId("c-1-ar"),
        title="مكتب السجل المدني: المواعيد والعنوان",
        say="«المكتب في Via degli Esempi 50. يلزم موعد مسبق.»",
        what_is_needed="وثيقة هوية سارية. للقاصرين، حضور أحد الوالدين.",
        costs="الشهادة على ورق عادي مجانية.",
        times="تُسلَّم فورًا.",
        language="ar",
        original_id=CARDS[0].id,
        original_version=CARDS[0].version,
    ),
)

WITHDRAWN = ServiceCard(
    id=CardId("c-6"),
    title="Cambio di residenza allo sportello",
    topic_id=TOPICS[0].id,
    say="«Si va allo sportello con il modulo.»",
    withdrawn="ora si fa solo dal portale",
)


# One card changed, one withdrawn, and an alert since yesterday.
TODAY = KnowledgeToday(
    at=NOW - timedelta(minutes=4),
    since=date(2026, 11, 18),
    asked=tuple(AskedCard(card_id=card.id, times=9) for card in CARDS[:4]),
    news=(
        EntryNews(
            entry_kind=EntryKind.CARD,
            entry_id=CARDS[0].id,
            what=NewsKind.CHANGED,
            at=NOW - timedelta(minutes=20),
            why="Lo sportello ha cambiato sede",
        ),
        EntryNews(
            entry_kind=EntryKind.CARD,
            entry_id=WITHDRAWN.id,
            what=NewsKind.WITHDRAWN,
            at=NOW - timedelta(hours=2),
        ),
        EntryNews(
            entry_kind=EntryKind.CARD,
            entry_id=CARDS[4].id,
            what=NewsKind.ALERT,
            at=NOW - timedelta(hours=19),
        ),
    ),
)


def contact(number: int, topic: Topic, disposition: Disposition, name: str = "") -> Contact:
    return Contact(
        id=ContactId(f"k-{number}"),
        operator_id=AccountId("op-1"),
        call_key=f"t-{number}",  # of the seat's last calls
        caller=CallerDetails(name=name, phone=PHONE),
        topic_id=topic.id,
        disposition=disposition,
        closed_at=NOW - timedelta(hours=20 * number),
    )


CONTACTS = (
    contact(1, TOPICS[2], Disposition.INFORMATION_GIVEN, "Bianca Esempio"),
    contact(2, TOPICS[1], Disposition.FORWARDED, "Bianca Esempio"),
    contact(3, TOPICS[0], Disposition.INFORMATION_GIVEN, LONG_NAME),
)


def sounding(mos: float, lost_pct: float, **fields: object) -> CallQuality:
    values = {"mos_mean": mos, "mos_min": mos - 0.4, "lost_pct": lost_pct, "rtt_ms": 40.0}
    jitter_ms = 4.0 + 9 * lost_pct
    return CallQuality(**{**values, "jitter_ms": jitter_ms, **fields})  # type: ignore[arg-type]


STORY = CallStory(
    quality=sounding(2.6, 4.2, device="Cuffia USB di prova", stalls=2),
    passed_by="Carlo Collega",
    closed_reason="lo sportello l'aspetta fino alle 19",
)


CALLS = {
    CONTACTS[0].id: replace(STORY, quality=sounding(2.6, 4.2), passed_by=""),
    CONTACTS[1].id: CallStory(quality=sounding(4.3, 0.0), passed_to="Carlo Collega"),
}


def match(number: int, name: str, municipio: str) -> CallerMatch:
    details = CallerDetails(name=name, phone=PHONE, municipio=municipio)
    citizen = Citizen(id=CitizenId(f"z-{number}"), details=details)
    return CallerMatch(
        citizen=citizen, evidence="phone_exact", recent_contacts=CONTACTS, calls=CALLS
    )


MATCHES = (match(1, "Bianca Esempio", "VII"), match(2, "Prova Esempio", "VII"))


def callback(number: int, name: str, topic: Topic, due_in_h: float, **changes: object) -> Callback:
    # At the end of a band that may be promised: NOW is an even hour in Rome, the bands end at odd.
    due = NOW.replace(minute=0, second=0) + timedelta(hours=due_in_h)
    values: dict[str, object] = {
        "id": CallbackId(f"r-{number}"),
        "case_id": CaseId(f"p-{number}"),
        "desk_id": topic.desk_id,
        "topic_id": topic.id,
        "caller": CallerDetails(name=name, phone=f"+3906555001{number:02}", municipio="VII"),
        "window_start_at": due - timedelta(hours=2),
        "window_end_at": due,
    }
    return Callback(**{**values, **changes})  # type: ignore[arg-type]  # scenes set any field


CALLBACKS = (
    callback(1, "Bianca Esempio", TOPICS[2], -1, attempts=1, silences=1),
    callback(2, "Nero Invenzione", TOPICS[1], -1),
    callback(3, LONG_NAME, TOPICS[2], 3, attempts=2, silences=2),
    callback(
        4,
        "Verde Prova",
        TOPICS[2],
        3,
        state=CallbackState.CLAIMED,
        holder_id=AccountId("op-2"),
        holder_name="Carlo Collega",
    ),
    callback(5, "Łucja Próba", TOPICS[1], 5),
    callback(
        6,
        "",
        TOPICS[1],
        5,
        abandoned_calls=2,
        abandoned_s=190,
        abandoned_at=NOW - timedelta(hours=26),
    ),
)


def case_file(of: Callback) -> CaseFile:
    case = Case(
        id=of.case_id,
        number="2026-000123",
        desk_id=of.desk_id,
        contact_id=ContactId("k-9"),
        opened_by=AccountId("op-9"),
        opened_at=NOW - timedelta(days=8),
        topic_id=of.topic_id,
        caller=of.caller,
        question=(
            "Ha pagato due volte la seconda rata e chiede come avere indietro l'importo. Ha le "
            "due ricevute."
        ),
        voicemail_id="m-1" if of.id == CALLBACKS[0].id else None,
        voicemail_s=42,
    )
    attempt = CallbackAttempt(
        id=AttemptId(f"a-{of.id}"),
        callback_id=of.id,
        desk_id=of.desk_id,
        author_id=AccountId("op-1"),
        outcome=AttemptOutcome.NO_ANSWER,
        at=NOW - timedelta(hours=3),
    )
    return CaseFile(
        case=case,
        activities=case_history(of) if of.id == CALLBACKS[0].id else (),
        attempts=(attempt,) if of.attempts else (),
    )


def case_history(of: Callback) -> tuple[CaseActivity, ...]:
    """A case that waited a day for what the citizen had to send."""

    def one(number: int, days: int, hours: int, kind: ActivityKind, text: str) -> CaseActivity:
        return CaseActivity(
            id=ActivityId(f"v-{number}"),
            case_id=of.case_id,
            desk_id=of.desk_id,
            kind=kind,
            at=NOW - timedelta(days=days, hours=hours),
            author_id=AccountId("op-1"),
            text=text,
        )

    return (
        one(1, 7, 5, ActivityKind.NOTE, "presa in carico dal II livello Tributi"),
        one(2, 5, 5, ActivityKind.STATE, CaseState.WAITING_CITIZEN),
        one(3, 5, -3, ActivityKind.NOTE, "arrivate le due ricevute"),
        one(4, 5, -3, ActivityKind.STATE, CaseState.OPEN),
    )


DRAFTS = (
    ContactDraft(
        contact_id=ContactId("d-1"),
        caller=CallerDetails(name="Bianca Esempio"),
        topic_id=TOPICS[2].id,
        answered_at=NOW - timedelta(hours=4),
        saved_at=NOW - timedelta(hours=4),
        is_open=False,
    ),
    ContactDraft(
        contact_id=ContactId("d-2"),
        phone_text="06 5550 0177",
        topic_text="scuole",
        answered_at=NOW - timedelta(hours=1),
        saved_at=NOW - timedelta(hours=1),
        is_open=False,
    ),
)


def sendings(contact: Contact) -> tuple[Sending, ...]:
    """One text message that arrived and a mail that was refused, of one contact."""
    arrived = Sending(
        id="sms-1",
        contact_id=contact.id,
        card_id=CARDS[0].id,
        title=CARDS[0].title,
        way=Way.SMS,
        state=SendingState.DELIVERED,
        operator_id=contact.operator_id,
        asked_at=contact.closed_at - timedelta(minutes=3),
        changed_at=contact.closed_at,
    )
    refused = replace(
        arrived,
        id="mail-1",
        way=Way.MAIL,
        state=SendingState.FAILED,
        problem=SendingProblem.REFUSED,
    )
    return (arrived, refused)


# What a lead hears of a colleague's card.
IN_DOUBT = Notice(
    id=NoticeId("n-2"),
    code="card_in_doubt",
    at=NOW,
    subject={
        "title": CARDS[0].title,
        "way": "sms",
        "problem": "refused",
        "at": NOW.isoformat(),
        "operator": "Operatrice 7",
    },
)
