"""Why a command is not offered now, in one short line that fits the strip, and what to do."""

from PySide6.QtCore import QObject


class RefusalTexts(QObject):
    def sentence(self, code: str) -> str:
        known = {**self._of_session(), **self._of_calls(), **self._of_work(), **self._of_cards()}
        return known.get(code, self.tr("Adesso non si può fare."))

    def _of_session(self) -> dict[str, str]:
        return {
            "locked": self.tr("Postazione bloccata: scrivi prima la password."),
            "signed_out": self.tr("Prima entra nella console."),
            "store_broken": self.tr("Prima va riaperto l'archivio di questa postazione."),
            "hang_up_first": self.tr("Prima chiudi la telefonata: Maiusc+F8."),
            "answer_first": self.tr("Squilla una telefonata: prima F4 o Maiusc+F4."),
            "call_behind_lock": self.tr(
                "C'è una telefonata in corso: scrivi la password e chiudila."
            ),
            "call_goes_on": self.tr("C'è una telefonata in corso: entra e chiudila."),
            "not_allowed": self.tr("Il tuo accesso non lo permette."),
        }

    def _of_calls(self) -> dict[str, str]:
        return {
            "no_call": self.tr("Nessuna telefonata in corso."),
            "no_ringing": self.tr("Nessuna telefonata sta squillando."),
            "no_digits": self.tr("I toni si mandano mentre parli con qualcuno."),
            "not_recorded": self.tr("Nessuna telefonata registrata in corso."),
            "off_duty": self.tr("Non sei in servizio al telefono."),
            "no_transfer": self.tr("Adesso la telefonata non si può trasferire."),
            "no_consultation": self.tr("Nessuna consultazione in corso: F7."),
            "nothing_passed": self.tr("Nessun testo di un collega da riprendere."),
            "no_more_time": self.tr("Altro tempo adesso non c'è: F5 per una pausa."),
            "no_text_here": self.tr("Questa telefonata non ha il testo."),
            "no_112": self.tr("Il 112 adesso non si può chiamare da qui."),
            "no_112_answered": self.tr("Il 112 non ha ancora risposto."),
            "no_number": self.tr("Nessun cittadino in linea da bloccare."),
        }

    def _of_work(self) -> dict[str, str]:
        return {
            "no_contact": self.tr("Nessun contatto aperto: Ctrl+N."),
            "end_call_first": self.tr("Prima finisci la telefonata."),
            "no_contact_to_call_back": self.tr("Per un richiamo serve un contatto: Ctrl+N."),
            "contact_gone": self.tr("Il contatto è già chiuso: il richiamo non è stato fissato."),
            "no_callback": self.tr("Nessun richiamo in mano: F11."),
            "no_message": self.tr("Qui non c'è un messaggio da ascoltare."),
        }

    def _of_cards(self) -> dict[str, str]:
        return {
            "no_filter": self.tr("Nessun filtro da togliere."),
            "no_result": self.tr("Nessun risultato da usare: F2 per cercare."),
            "no_card": self.tr("Nessuna scheda aperta: F2 per cercare."),
            "no_entry": self.tr("Si fa in Redazione, con una voce aperta."),
            "not_in_editing": self.tr("Si fa in Redazione."),
            "nothing_to_save": self.tr("Niente da salvare: la voce è già al sicuro."),
            "no_clash": self.tr("Nessun testo doppio tra cui scegliere."),
            "no_search": self.tr("Prima cerca qualcosa in Redazione."),
        }
