"""The names people read for states, reasons, outcomes and fields."""

from PySide6.QtCore import QObject

from console.model.duty.seat_state import AgentState, PauseReason
from contract.domain.callback import AttemptOutcome
from contract.domain.case import CaseState
from contract.domain.contact import Channel, Disposition
from contract.domain.phone_number import is_seat
from contract.wire.phone_socket import EndCause


class StateTexts(QObject):
    """Whole words, never codes; unknown codes of a newer server become an empty text."""

    def state(self, state: AgentState) -> str:
        return {
            AgentState.OFFLINE: self.tr("Fuori servizio"),
            AgentState.NOT_READY: self.tr("Non pronto"),
            AgentState.READY: self.tr("Pronto"),
            AgentState.RINGING: self.tr("In arrivo"),
            AgentState.TALKING: self.tr("In linea"),
            AgentState.HELD: self.tr("In attesa"),
            AgentState.CALLING: self.tr("In uscita"),
            AgentState.WRAP_UP: self.tr("Dopo chiamata"),
        }[state]

    def duty(self, state: str) -> str:
        """A state as the server names it, in the words of the strip."""
        return {
            "off": self.state(AgentState.OFFLINE),
            "ready": self.state(AgentState.READY),
            "reserved": self.state(AgentState.RINGING),
            "on_call": self.state(AgentState.TALKING),
            "wrap_up": self.state(AgentState.WRAP_UP),
        }.get(state, self.state(AgentState.NOT_READY))

    def reason(self, reason: str) -> str:
        """Return why the seat is not ready: a pause or something that happened."""
        return {
            **{str(pause): self.pause(pause) for pause in PauseReason},
            "signed_in": self.tr("appena entrato"),
            "missed_call": self.tr("mancata risposta"),
            "declined": self.tr("telefonata rifiutata"),
            "no_microphone": self.tr("microfono assente"),
            "line_lost": self.tr("telefono non collegato"),
            "case_work": self.tr("lavora una pratica"),
            "forced": self.tr("deciso dal responsabile"),
            "seat_lost": self.tr("postazione non sentita"),
            "flapping": self.tr("linea instabile"),
            "after_care": self.tr("pausa dopo una telefonata difficile"),
            "no_phone": self.tr("senza telefono"),
            "elsewhere": self.tr("telefonate a un'altra postazione"),
        }.get(reason, "")

    def pause(self, reason: PauseReason) -> str:
        return {
            PauseReason.BREAK: self.tr("Pausa"),
            PauseReason.SCREEN_BREAK: self.tr("Pausa videoterminale"),
            PauseReason.TRAINING: self.tr("Formazione"),
            PauseReason.BACK_OFFICE: self.tr("Lavoro d'ufficio"),
            PauseReason.MEETING: self.tr("Riunione"),
            PauseReason.OTHER: self.tr("Altro"),
        }[reason]

    def disposition(self, disposition: Disposition) -> str:
        return {
            Disposition.INFORMATION_GIVEN: self.tr("Informazione fornita"),
            Disposition.FORWARDED: self.tr("Mandato al II livello"),
            Disposition.TRANSFERRED: self.tr("Trasferito"),
            Disposition.CALLER_HUNG_UP: self.tr("Il cittadino ha riagganciato"),
            Disposition.WRONG_NUMBER: self.tr("Numero sbagliato"),
            Disposition.CALLED_BACK: self.tr("Richiamato"),
        }[disposition]

    def outcome_tag(self, disposition: Disposition) -> tuple[str, str]:
        """Return an outcome in the few words of a tag, and the tag's kind."""
        return {
            Disposition.INFORMATION_GIVEN: (self.tr("risolta"), "ok"),
            Disposition.FORWARDED: (self.tr("II livello"), "warning"),
            Disposition.TRANSFERRED: (self.tr("trasferita"), "info"),
            Disposition.CALLER_HUNG_UP: (self.tr("ha riagganciato"), ""),
            Disposition.WRONG_NUMBER: (self.tr("numero sbagliato"), ""),
            Disposition.CALLED_BACK: (self.tr("richiamato"), "ok"),
        }[disposition]

    def channel(self, channel: Channel) -> str:
        return {
            Channel.PHONE: self.tr("Telefono"),
            Channel.FAX: self.tr("Fax"),
            Channel.LETTER: self.tr("Lettera"),
            Channel.EMAIL: self.tr("E-mail"),
            Channel.SMS: self.tr("SMS"),
            Channel.PORTAL: self.tr("Portale"),
        }[channel]

    def case_state(self, state: CaseState) -> str:
        return {
            CaseState.OPEN: self.tr("aperta"),
            CaseState.WAITING_OFFICE: self.tr("in attesa dell'ufficio"),
            CaseState.WAITING_CITIZEN: self.tr("in attesa del cittadino"),
            CaseState.CLOSED: self.tr("chiusa"),
        }[state]

    def outcome(self, outcome: AttemptOutcome) -> str:
        return {
            AttemptOutcome.SOLVED: self.tr("Risolto"),
            AttemptOutcome.ASK_OFFICE: self.tr("Da sentire l'ufficio"),
            AttemptOutcome.NO_ANSWER: self.tr("Non risponde"),
            AttemptOutcome.POSTPONED: self.tr("Rinviato"),
        }[outcome]

    def field(self, name: str) -> str:
        return {
            "name": self.tr("Cognome e nome"),
            "fiscal_code": self.tr("Codice fiscale"),
            "phone": self.tr("Telefono"),
            "municipio": self.tr("Municipio"),
            "topic": self.tr("Argomento"),
            "disposition": self.tr("Esito"),
            "office": self.tr("Ufficio della scheda"),
            "language": self.tr("Lingua"),
            "desk": self.tr("Ufficio competente"),
            "fact_address": self.tr("Luogo della segnalazione"),
            "description": self.tr("Che cosa chiede"),
            "note": self.tr("Risposta data"),
            "outcome": self.tr("Esito"),
        }.get(name, name)

    def end_of_call(self, cause: EndCause, peer: str = "") -> str:
        """Return who or what ended the call, as one short clause. peer: whom it was with."""
        if cause is EndCause.HUNG_UP_THERE and is_seat(peer):
            return self.tr("chiusa dal collega")
        return {
            EndCause.HUNG_UP_THERE: self.tr("chiusa dal cittadino"),
            EndCause.HUNG_UP_HERE: self.tr("chiusa da te"),
            EndCause.BUSY: self.tr("occupato"),
            EndCause.NO_ANSWER: self.tr("nessuna risposta"),
            EndCause.REJECTED: self.tr("rifiutata"),
            EndCause.ANSWERED_ELSEWHERE: self.tr("presa da un collega"),
            EndCause.UNREACHABLE: self.tr("numero non raggiungibile"),
            EndCause.NOT_ALLOWED: self.tr("numero non permesso"),
            EndCause.NETWORK: self.tr("linea caduta"),
            EndCause.MEDIA_TIMEOUT: self.tr("linea caduta"),
            EndCause.PHONE_LOST: self.tr("telefono interrotto"),
        }.get(cause, "")
