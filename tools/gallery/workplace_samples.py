"""Filled widgets for pictures and tests: citizen, contact, callbacks, case, panels, pages."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tools.gallery.widget_samples import sample_page
from widgets.cards.call_strip import CallStrip, StripState
from widgets.cards.citizen_card import CitizenCard
from widgets.cards.contact_form import ContactForm
from widgets.cases import day_boxes
from widgets.cases.case_steps import DONE, NOW, CaseSteps, Step
from widgets.cases.case_story import StoryRow
from widgets.cases.case_text import CaseText, Expiry
from widgets.cases.case_view import CALL, CaseView
from widgets.cases.day_boxes import DayBox, DayBoxes
from widgets.fields.labelled_field import Choice
from widgets.kit.broken_page import BrokenPage
from widgets.kit.lock_page import LockPage
from widgets.kit.sign_in_page import SignInPage
from widgets.kit.tag import TagLabel
from widgets.panels.command_palette import Command, CommandPalette
from widgets.panels.floating_panel import FloatingPanel
from widgets.panels.pause_menu import PauseMenu
from widgets.panels.window_picker import WindowChoice, WindowPicker
from widgets.tables.callback_rows import CallbackRow
from widgets.tables.callback_table import CallbackTable
from widgets.tables.hit_list import HitRow
from widgets.tables.numbered_list import NumberedRow
from widgets.tables.record_model import Record


def citizen_sample() -> CitizenCard:
    card = CitizenCard()
    card.set_choices((Choice("7", "VII — San Giovanni"),), (Choice("it", "Italiano"),))
    card.set_values(
        {"name": "ROSSI MARIA", "fiscal_code": "RSSMRA61A41H501X", "phone": "06 5123 4567"}
    )
    card.set_contacts(
        [
            Record(key="1", cells=("12/11", "TARI", "Risolto")),
            Record(key="2", cells=("03/10", "CIE", "II livello")),
        ]
    )
    card.contacts.flush()
    card.resize(284, 610)
    return card


def citizen_guess_sample() -> QWidget:
    card = citizen_sample()
    card.set_matches(
        (
            HitRow("ROSSI MARIA 1961", "stesso numero · TARI 12/11, CIE 03/10"),
            HitRow("ROSSI MARCO 1990", "stesso numero"),
        ),
        "2 cittadini con questo numero. Chiedi nome e anno di nascita.",
    )
    card.resize(284, 690)
    return card


def form_sample() -> QWidget:
    form = ContactForm()
    form.set_choices(
        topics=[Choice("tari", "Tributi › TARI")],
        dispositions=[Choice("given", "Informazione fornita")],
        desks=[Choice("", "—"), Choice("t", "Dip. Risorse Economiche")],
    )
    form.set_caption("✓ salvata")
    form.set_values({"topic_text": "tarr", "description": "Ha pagato due volte la rata 2."})
    form.set_callback_line("Richiamo oggi 13:00–15:00 al 06 5123 4567")
    form.show_errors({"topic": "Scegli l'argomento: scrivi le prime lettere, per esempio «tar»."})
    form.resize(570, 560)
    return form


def callbacks_sample() -> QWidget:
    table = CallbackTable()
    table.set_desks((Choice("", "Tutti 9"), Choice("t", "Tributi 6")))
    table.set_filters("Solo i miei 1", "Oltre termine 1")
    table.set_rows(
        [
            CallbackRow(
                key="1",
                due="14:30",
                window="13–15",
                citizen="ROSSI MARIA",
                about="TARI · tentativo 2 di 3",
                tag="in ritardo 12 min",
                tag_kind="error",
                is_late=True,
            ),
            CallbackRow(
                key="2",
                due="15:00",
                window="15–17",
                citizen="NERI LUCA",
                about="CIE · primo tentativo",
                tag="di Verdi L.",
                is_muted=True,
            ),
            CallbackRow(
                key="3",
                due="16:10",
                window="15–17",
                citizen="HUANG WEI",
                about="Scuole · ultimo tentativo",
                tag="in mano a te",
                tag_kind="info",
            ),
        ]
    )
    table.table.flush()
    table.table.select_key("1")
    table.resize(360, 420)
    return table


def case_sample() -> QWidget:
    case = CaseView()
    case.form.set_outcomes((Choice("done", "Risolto"), Choice("none", "Non risponde")))
    case.show_case(
        CaseText(
            number="Pratica 2025-118204 · Tributi › TARI",
            citizen="ROSSI MARIA",
            phone="06 5123 4567",
            preference="fascia 9–11 · Municipio VII",
            steps=_steps(),
            steps_said="Stato della pratica: In lavorazione, da 25/11. Passo 2 di 4.",
            expiry=Expiry(
                tag="scade domani 13:00",
                kind="warning",
                heading="Perché scade domani",
                days=_days(),
                sentence="3 giorni lavorativi dal 23/11. Non contano sabato e domenica.",
            ),
            question="Ha pagato due volte la rata 2, chiede il rimborso.",
            history=(
                StoryRow(when="23/11 10:12", what="I livello", rest="ha mandato la pratica"),
                StoryRow(when="oggi 9:30", what="Tentativo 1 di 3", rest="non risponde"),
            ),
        )
    )
    case.set_writable(True)
    case.show_main(CALL, can_call=True)
    case.form.show_consequence("Salvando: risposta data, la pratica si chiude.")
    case.resize(430, 690)
    return case


def case_parts_sample() -> QWidget:
    """Tags of each kind, steps in each state, a day of each kind."""
    page = QWidget()
    rows = QVBoxLayout(page)
    tags = QHBoxLayout()
    for kind in ("error", "warning", "ok", "info", "promise", ""):
        tag = TagLabel()
        tag.show_tag(kind or "grigio", kind)
        tags.addWidget(tag)
    steps, days = CaseSteps(), DayBoxes()
    steps.show_steps(_steps(), "In lavorazione, passo 2 di 4.")
    days.show_days(_days(), "3 giorni lavorativi.")
    rows.addLayout(tags)
    rows.addWidget(steps)
    rows.addWidget(days)
    page.resize(460, 160)
    return page


def _steps() -> tuple[Step, ...]:
    return (
        Step(word="Ricevuta", detail="23/11", state=DONE),
        Step(word="In lavorazione", detail="da 25/11", state=NOW),
        Step(word="Risposta data"),
        Step(word="Chiusa"),
    )


def _days() -> tuple[DayBox, ...]:
    """A box of each kind."""
    kinds = (
        ("gio", "26", day_boxes.FIRST),
        ("…", "+4", day_boxes.LEFT_OUT),
        ("ven", "27", day_boxes.COUNTED),
        ("sab", "28", day_boxes.SKIPPED),
        ("dom", "29", day_boxes.SKIPPED),
        ("lun", "30", day_boxes.COUNTED),
        ("mar", "1", day_boxes.LAST),
    )
    return tuple(
        DayBox(word=word, number=number, kind=kind, is_today=number == "30")
        for word, number, kind in kinds
    )


def _floating(panel: Callable[[QWidget], FloatingPanel]) -> QWidget:
    anchor = CallStrip()
    anchor.show_state(StripState(look="ready", word="Pronto"))
    window = sample_page(760, 420, anchor, margin=0)
    window.show()
    panel(window).open()
    return window


def _pause(window: QWidget) -> FloatingPanel:
    menu = PauseMenu(window)
    menu.set_reasons(
        [
            NumberedRow(word, word)
            for word in ("Pausa", "Pausa VDT", "Formazione", "Lavorazione", "Riunione", "Altro")
        ]
    )
    menu.set_line("Comincia dopo questa telefonata.")
    return menu


def _windows(window: QWidget) -> FloatingPanel:
    picker = WindowPicker(window)
    picker.set_summary("06 5123 4567 · Tributi › TARI")
    picker.set_windows(
        (
            WindowChoice("a", "oggi", "11:00–13:00", enabled=False),
            WindowChoice("b", "oggi", "13:00–15:00"),
            WindowChoice("c", "domani", "9:00–11:00"),
        )
    )
    return picker


def _palette(window: QWidget) -> FloatingPanel:
    palette = CommandPalette(window)
    palette.set_commands(
        (
            Command(name="a", label="Prendi in carico richiamo", key="F11"),
            Command(name="b", label="Blocca postazione", key="Ctrl+L"),
            Command(name="c", label="Contrasto", key="Ctrl+Maiusc+H"),
        )
    )
    return palette


def sign_in_sample() -> QWidget:
    page = SignInPage()
    page.set_values(login="operatore1", seat="114")
    page.show_message("error", "Nome utente o password non corretti. Riprova.")
    page.resize(900, 620)
    return page


def lock_sample() -> QWidget:
    page = LockPage()
    page.show_locked("Accesso scaduto", "Inserisci il PIN: il lavoro resta aperto.")
    page.resize(900, 560)
    return page


def broken_sample() -> QWidget:
    page = BrokenPage()
    page.show_break(
        title="L'archivio della postazione non si apre",
        happened="Il file delle bozze è danneggiato.",
        safe="Abbiamo messo da parte l'archivio e recuperato 12 contatti su 12.",
        button="Ricomincia con un archivio nuovo",
        reference="Codice per l'assistenza: P114-D",
    )
    page.resize(900, 560)
    return page


def pause_sample() -> QWidget:
    return _floating(_pause)


def windows_sample() -> QWidget:
    return _floating(_windows)


def palette_sample() -> QWidget:
    return _floating(_palette)
