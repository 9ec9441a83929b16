"""Binds the sending of a card to its panel: to whom, in which language, what will arrive."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.model.contact.card_to_send import SendFault
from console.screens.kit.language_texts import LANGUAGES
from console.viewmodels.contact.card_sending import CardSendingViewModel
from contract.domain.mail_address import ADDRESS_LIMIT
from contract.domain.sent_card import MOST_SENT
from widgets.kit.plain_text import isolated, one_line
from widgets.panels.send_panel import SendPanel
from widgets.tables.numbered_list import NumberedRow


class SendPresenter(QObject):
    def __init__(self, model: CardSendingViewModel, window: QWidget) -> None:
        super().__init__(window)
        self._model = model
        self.panel = SendPanel(
            self.tr("Invia la scheda al cittadino"),
            self.tr("Lingua della scheda"),
            self.tr("A chi: e-mail o cellulare"),
            self.tr("Che cosa riceve"),
            window,
        )
        self._is_filling = False
        self.panel.place_chosen.connect(self._choose)
        self.panel.edited.connect(model.type)
        self.panel.entered.connect(model.send)
        self.panel.dismissed.connect(model.put_by)
        model.opened.connect(self._open)
        model.changed.connect(self._refresh)
        model.sent.connect(self.panel.close_panel)

    def _open(self) -> None:
        self._refresh()
        self.panel.open()

    def _choose(self, index: int) -> None:
        if not self._is_filling:
            self._model.choose(index)

    def _refresh(self) -> None:
        model = self._model
        rows = [NumberedRow(str(at), self._choice(at)) for at in range(len(model.versions))]
        has_choice = len(rows) > 1
        self.panel.rename(
            self.tr("Invia al cittadino: {0}").format(isolated(one_line(model.title)))
        )
        what, language = self.tr("Che cosa mandi"), self.tr("Lingua della scheda")
        self.panel.name_choices(what if model.alone else language)
        self._is_filling = True  # rows that come choose nothing
        self.panel.show_fault(one_line(model.title), rows, model.chosen, model.to, ADDRESS_LIMIT)
        self._is_filling = False
        self.panel.show_text(
            model.text, is_right_to_left=model.is_right_to_left, has_choice=has_choice
        )
        self.panel.say(self._sentence(), self._hint(has_choice))

    def _choice(self, at: int) -> str:
        """The language, and where an office is on the screen whether it goes alone."""
        language = self._model.versions[at].language
        name = dict(LANGUAGES).get(language, language.upper())
        if not self._model.alone:
            return name
        is_alone = at < self._model.alone
        words = self.tr("Solo l'ufficio, {0}") if is_alone else self.tr("La scheda, {0}")
        return words.format(name)

    def _hint(self, has_choice: bool) -> str:
        if has_choice:
            if self._model.alone:
                return self.tr(
                    "↑ ↓ che cosa · Tab testo · Invio invia · Esc chiude, l'indirizzo resta"
                )
            return self.tr("↑ ↓ lingua · Tab testo · Invio invia · Esc chiude, l'indirizzo resta")
        return self.tr("Tab testo · Invio invia · Esc chiude, l'indirizzo resta")

    def _sentence(self) -> str:
        model = self._model
        if model.fault is not None:
            return self._fault(model.fault)
        if model.is_behind:
            return self.tr("La traduzione è più vecchia della scheda italiana: controlla il testo.")
        if model.parts:
            return self.tr("Parte come SMS, diviso in %n parti.", "", model.parts)
        return ""

    def _fault(self, fault: SendFault) -> str:
        return {
            SendFault.NO_ADDRESS: (
                self.tr("Scrivi l'e-mail o il cellulare del cittadino, poi Invio.")
                if self._model.can_sms
                else self.tr("Scrivi l'indirizzo e-mail del cittadino, poi Invio.")
            ),
            SendFault.BAD_NUMBER: self.tr(
                "A questo numero non si mandano SMS: serve un cellulare italiano, per esempio "
                "347 123 4567."
            ),
            SendFault.BAD_ADDRESS: self.tr(
                "Questo indirizzo e-mail non va bene: fattelo ripetere, per esempio "
                "nome@posta.example."
            ),
            SendFault.NO_SMS: self.tr(
                "Gli SMS non sono attivi: chiedi al cittadino un indirizzo e-mail."
            ),
            SendFault.TEXTS_ENOUGH: self.tr(
                "Per oggi hai finito gli SMS: chiedi al cittadino un indirizzo e-mail."
            ),
            SendFault.NOT_IN_FORCE: self.tr(
                "La scheda è scaduta, ritirata o non ancora valida: non si può inviare."
            ),
            SendFault.SENT_ENOUGH: self.tr(
                "In questo contatto ne hai già inviate {0}: altre non partono."
            ).format(MOST_SENT),
        }[fault]
