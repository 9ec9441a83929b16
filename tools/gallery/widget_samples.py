"""Filled widgets for pictures and tests: strip, rail, notices, fields, search, table."""

import time

from PySide6.QtCore import QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cards.call_strip import CallStrip, StripState
from widgets.cards.card_text import CardText
from widgets.cards.strip_buttons import StripAction
from widgets.fields.chooser_field import ChooserField
from widgets.fields.labelled_field import Choice, ChoiceField, LineField, TextField
from widgets.kit.notice_bar import Notice, NoticeBar
from widgets.kit.rail import Rail, RailModule
from widgets.kit.status_line import StatusLine
from widgets.kit.theme import scaled
from widgets.panels.pill import Confirmation, Pill, PillAction
from widgets.panels.search_panel import SearchPanel
from widgets.tables.hit_list import HitRow
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable

TALK_ACTIONS = (
    StripAction(name="hold", label="Attesa", key="F4", checked=False),
    StripAction(name="mute", label="Muto", key="F8", checked=True),
    StripAction(name="transfer", label="Trasferisci", key="F7"),
    StripAction(name="callback", label="Richiamo", key="F11"),
    StripAction(name="hang_up", label="Chiudi", key="Maiusc+F8", kind="danger"),
)


def sample_page(width: int, height: int, *parts: QWidget, margin: int = 8) -> QWidget:
    page = QWidget()
    page.resize(width, height)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return page


NOW = time.monotonic()
STRIP_STATES = (
    StripState(
        look="ready",
        word="Pronto",
        started_at=NOW - 41,
        detail="Code: Informazioni, Tributi · IT EN",
        actions=(StripAction(name="pause", label="Pausa", key="F5"),),
    ),
    StripState(
        look="ringing",
        word="In arrivo",
        started_at=NOW - 4,
        phone="06 5123 4567",
        who="ROSSI MARIA (2 cittadini con questo numero)",
        detail="Coda Tributi · IT · attesa 0:18",
        actions=(
            StripAction(name="answer", label="Rispondi", key="F4", kind="primary"),
            StripAction(name="decline", label="Non posso", key="Maiusc+F4"),
        ),
    ),
    StripState(
        look="talking",
        word="In linea",
        started_at=NOW - 134,
        phone="06 5123 4567",
        who="ROSSI MARIA",
        detail="Coda Tributi · IT · attesa 0:18",
        quality="fair",
        quality_words="Linea discreta",
        actions=TALK_ACTIONS,
    ),
    StripState(
        look="held",
        word="In attesa",
        started_at=NOW - 50,
        phone="06 5123 4567",
        who="ROSSI MARIA",
        actions=TALK_ACTIONS,
    ),
    StripState(
        look="wrap_up",
        word="Dopo chiamata",
        started_at=NOW - 17,
        ends_at=NOW + 43,
        ends_words="Torni Pronto fra {0}",
        who="ROSSI MARIA · chiusa dal cittadino",
        detail="Manca: Argomento",
        actions=(
            StripAction(name="more", label="Altro tempo", key="Ctrl+T"),
            StripAction(name="save", label="Salva e torna Pronto", key="F9", kind="primary"),
        ),
    ),
    StripState(
        look="not_ready",
        word="Non pronto",
        started_at=NOW - 300,
        detail="Pausa VDT",
        actions=(StripAction(name="ready", label="Pronto", key="F5", kind="primary"),),
    ),
    StripState(look="error", word="TELEFONO FERMO", detail="La cuffia non si sente."),
)


def strips_sample() -> QWidget:
    strips = []
    for state in STRIP_STATES:
        strip = CallStrip()
        strip.show_state(state)
        strips.append(strip)
    return sample_page(1366, 690, *strips)


def frame_sample() -> QWidget:
    rail = Rail(
        (
            RailModule("contact", "Contatto", "headset"),
            RailModule("cases", "Pratiche", "folder-open"),
            RailModule("channels", "Canali", "inbox"),
            RailModule("agenda", "Agenda", "calendar"),
            RailModule("mine", "I miei", "file-clock"),
        )
    )
    rail.set_current(0)
    rail.set_badge(1, 3, "3 pratiche tornate")
    status = StatusLine()
    status.show_connection(is_online=True, text="Collegato")
    status.show_waiting("0 da inviare")
    status.show_centre("In coda 7 · la più lunga 0:42")
    status.show_seat("Post. 114 · v1.4.2 · F1 tasti")
    gone = StatusLine()
    gone.show_connection(is_online=False, text="Senza collegamento dalle 14:06")
    gone.show_waiting("3 da inviare")
    return sample_page(1000, 420, rail, status, gone)


def pill_sample() -> QWidget:
    page = sample_page(396, 180)
    pill = Pill(page, lambda: QRect(0, 0, scaled(372), scaled(120)))
    undo = PillAction(name="undo", label="Annulla", key="Ctrl+Z")
    copy = PillAction(name="copy", label="Copia")
    pill.tell(
        Confirmation(
            key="forwarded",
            text="II livello Tributi · mar 1/12, 9–11",
            number="Pratica 2026-000009",
            actions=(copy, undo),
        )
    )
    return page


def notices_sample() -> QWidget:
    bars = []
    for kind, text, action in (
        (
            "offline",
            "Senza collegamento dalle 14:06. Puoi continuare: le telefonate, la banca dati "
            "(copia delle 14:05) e le bozze funzionano. 3 contatti da inviare.",
            "Dettagli",
        ),
        ("error", "Il microfono non si sente. Controlla la cuffia, poi Ctrl+Maiusc+D.", ""),
        (
            "warning",
            "Linea disturbata (perdita 4 %). Se non senti il cittadino, proponi un richiamo: F11.",
            "",
        ),
        ("info", "Un collega ha modificato la pratica alle 14:03.", "Aggiungi"),
    ):
        bar = NoticeBar()
        bar.show_notice(Notice(key="one", kind=kind, text=text, action=action))
        bars.append(bar)
    return sample_page(900, 320, *bars)


def fields_sample() -> QWidget:
    name = LineField("name", "Cognome e &nome")
    name.set_value("<b>ROSSI</b> MARIA")
    phone = LineField("phone", "&Telefono", placeholder="06 5123 4567", left_to_right=True)
    phone.show_error(
        "Il numero ha 8 cifre: per un cellulare ne servono 10, per esempio 347 123 4567."
    )
    choice = ChoiceField("municipio", "&Municipio", choices=(Choice("7", "VII — San Giovanni"),))
    text = TextField("description", "&Descrizione", placeholder="Che cosa chiede il cittadino")
    off = LineField("off", "Spento")
    off.set_value("non si cambia")
    off.editor.setEnabled(False)
    return sample_page(320, 480, name, phone, choice, text, off)


CARD = CardText(
    title="Anagrafe centrale: sede e orari",
    say="«L'Anagrafe centrale è in Via Luigi Petroselli 50. "
    "È aperta dal lunedì al venerdì dalle 8:30 alle 12:30, martedì "
    "e giovedì anche 14–17. Serve l'appuntamento.»",
    facts=(
        ("Dove", "Via L. Petroselli 50, 00186"),
        ("Che cosa serve", "Documento d'identità <valido>\nTessera sanitaria"),
        ("Costi", "16,79 € & diritti"),
    ),
    footer="Verificata 11/11/2025 · vale al 31/12/2025",
)
HITS = (
    HitRow("Anagrafe centrale, Via Petroselli 50", "lun–ven 8:30–12:30"),
    HitRow("Carta d'identità elettronica: dove e quando", "Anagrafe › CIE"),
    HitRow("Certificati online: come ottenerli", "Anagrafe", "scaduta"),
    HitRow("Municipio VII — sportello anagrafico", "Piazza di Cinecittà 11"),
    HitRow("Prenotazioni Agenda CIE"),
)


def search_sample() -> QWidget:
    panel = SearchPanel()
    panel.set_text("anagr petros")
    panel.show_hits(HITS, heading="Risultati")
    panel.show_card(CARD, ("anagrafe", "petroselli"))
    panel.add_card_action("send", "Invia SMS", "Ctrl+S")
    panel.add_card_action("report", "Errore?", "Ctrl+E")
    panel.resize(440, 610)
    return panel


def search_wide_sample() -> QWidget:
    panel = search_sample()
    assert isinstance(panel, SearchPanel)
    panel.set_side_by_side(288)
    panel.set_copy_line("Risultati dalla copia delle 14:05.")
    panel.resize(800, 560)
    return panel


def search_nothing_sample() -> QWidget:
    panel = SearchPanel()
    panel.set_text("bonus tarri")
    panel.show_nothing(
        "Nessuna scheda per «bonus tarri». Forse cercavi «bonus TARI»? "
        "Invio per provare. Ctrl+E per chiedere una scheda nuova.",
        "bonus TARI",
    )
    panel.resize(440, 360)
    return panel


def chooser_sample() -> QWidget:
    topics = ("Tributi › TARI", "Tributi › IMU", "Anagrafe › CIE", "Anagrafe › Tardivi", "Rifiuti")
    chooser = ChooserField(
        "topic",
        "&Argomento (obbligatorio)",
        choices=[Choice(topic, topic) for topic in topics],
        placeholder="Scrivi le prime lettere, per esempio «tar»",
    )
    page = sample_page(420, 220, chooser)
    page.show()
    chooser.editor.setFocus()
    QTest.keyClicks(chooser.editor, "ta")
    return page


def table_sample() -> QWidget:
    table = RecordTable(
        "Da richiamare",
        (
            Column(title="Scade", width=6, is_ltr=True),
            Column(title="Cittadino", width=0),
            Column(title="Telefono", width=14, is_ltr=True),
            Column(title="Tent.", width=5),
        ),
        urgency_title="Urgenza",
    )
    table.set_records(
        [
            Record(
                key=str(number),
                cells=(f"1{number}:30", f"ROSSI <b>M{number}</b>", "06 5123 4567", f"{number}/3"),
                urgency="oltre termine" if number < 2 else "",
                is_muted=number == 5,
            )
            for number in range(8)
        ]
    )
    table.flush()
    table.select_key("1")
    table.resize(500, 240)
    table.setFocus()
    return table
