"""Widgets of the operator's duty, filled: procedure, real-time text, audio test."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cards.procedure_card import ProcedureCard
from widgets.cards.text_pane import TextPane
from widgets.fields.labelled_field import Choice
from widgets.panels.audio_panel import AudioPanel


def procedure_sample() -> QWidget:
    card = ProcedureCard()
    card.resize(900, 220)
    card.show_procedure(
        "Minaccia",
        (
            "Resta calmo e parla piano.",
            "Scrivi le sue parole precise nella descrizione.",
            "Se il pericolo è adesso, chiama il 112.",
        ),
    )
    card.show_state("I responsabili sono avvisati: vedono la tua postazione.", "ok")
    card.show_actions((("call_112", "Chiama 112", "danger"),))
    return card


def text_sample() -> QWidget:
    pane = TextPane()
    pane.resize(900, 240)
    pane.add_line(0, is_citizen=True, text="Buongiorno, sono sorda e scrivo.")
    pane.add_line(1, is_citizen=False, text="Buongiorno, la leggo. Mi dica.")
    pane.add_line(2, is_citizen=True, text="Quando è aperto lo sportello?")
    pane.show_state("Il testo non parte: il server non risponde. Continua a voce.")
    return pane


def audio_sample() -> QWidget:
    page = QWidget()
    page.resize(760, 460)
    QVBoxLayout(page)
    panel = AudioPanel((("headset_in", "Microfono della cuffia"), ("ring", "Suoneria")), page)
    choices = [Choice("system", "Quello scelto dal sistema"), Choice("in-1", "Cuffia di prova")]
    panel.show_devices("headset_in", choices, "in-1")
    panel.show_devices("ring", choices, "system")
    panel.show_levels(0.6, 0.3)
    panel.show_figures("Telefono: collegato a centralino di prova")
    panel.show_fault("Il microfono non si sente. Controlla la cuffia.")
    panel.open()
    return page
