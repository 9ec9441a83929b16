"""Sentences on the operator's duty: decisions, limits, recording, alarms, news of calls."""

from datetime import datetime

from PySide6.QtCore import QObject

from console.model.duty.seat_state import AgentState
from console.screens.duty.safety_texts import MisuseTexts
from console.screens.kit.moments import clock_time
from console.screens.kit.notice_texts import Build
from console.screens.kit.state_texts import StateTexts
from console.viewmodels.duty.duty_notices import DutyNotice
from console.viewmodels.duty.shown_state import IN_CALL
from contract.domain.agents.agent import PauseReason
from contract.domain.phone_number import spoken
from widgets.kit.plain_text import duration, isolated, left_to_right, one_line

MESSAGE_LIMIT = 200


def _hour(subject: dict[str, str]) -> str:
    since = subject.get("since", "")
    return clock_time(datetime.fromisoformat(since)) if since else "–"


class DutyTexts(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = StateTexts(self)
        self._misuse = MisuseTexts(self)

    def notices(self) -> dict[str, Build]:
        return {
            **self._decided(),
            **self._limits(),
            **self._refused(),
            **self._recording(),
            **self._news(),
            **self._trunks(),
        }

    def _decided(self) -> dict[str, Build]:
        return {
            DutyNotice.FORCED_PAUSE: self._forced_pause,
            DutyNotice.FORCED_READY: lambda subject: self._forced(
                subject, self.tr("{0} ti ha messo in Pronto.")
            ),
            DutyNotice.FORCED_OFF: lambda subject: self._forced(
                subject, self.tr("{0} ti ha messo fuori servizio. Per rientrare esci e rientra.")
            ),
            DutyNotice.ELSEWHERE: lambda subject: self.tr(
                "Sei entrato dalla postazione {0}. Le telefonate squillano là; per averle qui "
                "esci e rientra."
            ).format(subject.get("seat", "?")),
            DutyNotice.FLAPPING: lambda _: self.tr(
                "La linea andava e veniva: sei in Non pronto perché nessun cittadino resti senza "
                "risposta. F5 quando è stabile; se succede ancora chiama l'assistenza."
            ),
            DutyNotice.SEAT_LOST: lambda _: self.tr(
                "Il server non ha sentito questa postazione per un po': sei in Non pronto. F5 "
                "quando puoi rispondere."
            ),
            DutyNotice.AFTER_CARE: lambda _: self.tr(
                "Dopo una telefonata così prenditi il tempo che serve: non ne arrivano "
                "altre. Parlane con il responsabile, poi F5."
            ),
            DutyNotice.STALE_WISH: self._overruled,
            DutyNotice.CALL_DECLINED: self._declined,
            DutyNotice.SECOND_DECLINED: lambda _: self.tr("Seconda telefonata rifiutata."),
            DutyNotice.NO_TEXT: lambda _: self.tr(
                "Questa telefonata non ha il testo in tempo reale."
            ),
        }

    def _limits(self) -> dict[str, Build]:
        return {
            DutyNotice.PAUSE_FULL: lambda _: self.tr(
                "Pausa piena: ci sono già tutti quelli che possono. Resti come prima; riprova tra "
                "poco con F5."
            ),
            DutyNotice.PAUSE_QUOTA: lambda _: self.tr(
                "Per oggi il tempo di questa pausa è finito. Scegli un altro motivo con F5 o "
                "chiedi al responsabile."
            ),
            DutyNotice.PAUSE_ENDS_SOON: lambda _: self.tr(
                "La pausa finisce tra meno di un minuto."
            ),
            DutyNotice.PAUSE_OVER: lambda subject: self.tr(
                "La pausa di {0} minuti è finita. F5 quando puoi rispondere."
            ).format(subject.get("minutes", "?")),
            DutyNotice.SCREEN_BREAK_DUE: lambda _: self.tr(
                "Lavori allo schermo da due ore: ti spettano 15 minuti di pausa. F5, poi 2."
            ),
            DutyNotice.WRAP_UP_FORCED: lambda subject: self.tr(
                "In questa coda il tempo dopo la telefonata dura per intero: ancora {0} secondi."
            ).format(subject.get("seconds", "?")),
            DutyNotice.WRAP_UP_MUST_CLOSE: lambda _: self.tr(
                "In questa coda il contatto va chiuso prima della prossima telefonata: completalo, "
                "poi F9."
            ),
        }

    def _recording(self) -> dict[str, Build]:
        return {
            DutyNotice.RECORDING_COVERED: lambda _: self.tr(
                "Quello che dite ora non si registra, per un minuto. Per riprendere prima: "
                "Ctrl+Maiusc+R."
            ),
            DutyNotice.RECORDING_STAYS_COVERED: lambda _: self.tr(
                "Il server non risponde: la registrazione resta sospesa e riprende da sola entro "
                "un minuto."
            ),
            DutyNotice.RECORDING_UNCOVERED: lambda _: self.tr(
                "La telefonata si registra di nuovo."
            ),
            DutyNotice.NOT_RECORDED: lambda _: self.tr(
                "Questa telefonata non si registra: non c'è niente da sospendere."
            ),
            DutyNotice.NOT_MASKED: lambda _: self.tr(
                "La registrazione non si è fermata: non far dire dati delicati. Riprova con "
                "Ctrl+Maiusc+R o chiama l'assistenza."
            ),
        }

    def _refused(self) -> dict[str, Build]:
        return {
            DutyNotice.CONTACT_OPEN: lambda _: self.tr(
                "Il contatto è ancora aperto: completalo e chiudilo con F9, poi torni in Pronto."
            ),
            DutyNotice.NO_MORE_TIME: lambda _: self.tr(
                "Altro tempo non c'è: lo hai già avuto, o il tempo dopo la telefonata è finito. "
                "Se ti serve, F5 per una pausa."
            ),
            DutyNotice.NOT_SIGNED_IN: lambda _: self.tr(
                "Per il server qui nessuno è in servizio: il tuo stato non è cambiato. Esci e "
                "rientra; se non basta chiama l'assistenza."
            ),
            DutyNotice.UNKNOWN_ACCOUNT: lambda _: self.tr(
                "Il server non conosce più questa persona: non è cambiato nulla. Scegline "
                "un'altra dall'elenco."
            ),
        }

    def _news(self) -> dict[str, Build]:
        return {
            DutyNotice.NEWS_CALL_LOST: lambda subject: (
                self.tr(
                    "La telefonata è caduta per un guasto. Il numero è nascosto: nessuno può "
                    "richiamare il cittadino."
                )
                if subject.get("text") == "no_number"
                else self.tr(
                    "La telefonata è caduta per un guasto. Un collega richiama subito il cittadino."
                )
            ),
            DutyNotice.CALLBACK_FIRST: self._first,
            DutyNotice.CALLBACK_TURN: self._turn,
            DutyNotice.NEWS_OVERRUN: self._overrun,
            DutyNotice.NEWS_REPAIRED: lambda subject: self.tr(
                "Il tuo stato non era quello del centralino ed è stato corretto: ora sei {0}."
            ).format(self._words.duty(subject.get("text", ""))),
            DutyNotice.NEWS_ALARM: self._alarm,
            DutyNotice.NEWS_MISUSE: self._misuse.said,
        }

    def _trunks(self) -> dict[str, Build]:
        return {
            DutyNotice.TRUNK_DOWN: lambda subject: self.tr(
                "La linea verso l'esterno è guasta dalle {0}: nessuno può chiamarci e "
                "nessuno da qui può chiamare fuori. Le telefonate in corso possono cadere."
            ).format(_hour(subject)),
            DutyNotice.TRUNK_ONE_DOWN: lambda subject: self.tr(
                "La linea esterna del centralino {0} è guasta dalle {1}: le telefonate usano "
                "l'altra. Avvisa l'assistenza."
            ).format(isolated(one_line(subject.get("name", ""))) or "–", _hour(subject)),
            DutyNotice.TRUNK_BACK: lambda _: self.tr("La linea verso l'esterno funziona di nuovo."),
        }

    def _first(self, subject: dict[str, str]) -> str:
        who = left_to_right(spoken(one_line(subject.get("phone", "")))) or self.tr("il cittadino")
        if subject.get("hers"):
            return self.tr("Richiama subito {0}: la telefonata con te è caduta. F4.").format(who)
        return self.tr(
            "Richiama subito {0}: parlava con un collega e la telefonata è caduta. F4."
        ).format(who)

    def _turn(self, subject: dict[str, str]) -> str:
        who = left_to_right(spoken(one_line(subject.get("phone", "")))) or self.tr("il cittadino")
        parts = [one_line(subject.get("queue", "")), one_line(subject.get("language", "")).upper()]
        waited = duration(int(subject.get("waited") or 0))
        parts.append(self.tr("attesa {0}").format(left_to_right(waited)))
        sentence = self.tr("Richiama ora {0} (F4): ha scelto il richiamo. {1}.")
        told = " · ".join(
            left_to_right(part) if part.isupper() else isolated(part) for part in parts if part
        )
        return sentence.replace("{1}", told).replace("{0}", who)

    def _overrun(self, subject: dict[str, str]) -> str:
        who = isolated(one_line(subject.get("name", ""))) or self.tr("Un operatore")
        reason = self._words.reason(subject.get("text", ""))
        if not reason:
            return self.tr("{0} è in pausa oltre il limite.").format(who)
        sentence = self.tr("{0} è in pausa oltre il limite: {1}.").replace("{1}", reason)
        return sentence.replace("{0}", who)

    def _alarm(self, subject: dict[str, str]) -> str:
        seat = left_to_right(one_line(subject.get("seat", "")))
        where = self.tr("postazione {0}").format(seat) if seat else self.tr("una postazione")
        what = {
            "threat": self.tr("qualcuno minaccia"),
            "suicide": self.tr("qualcuno è in pericolo di vita"),
            "emergency": self.tr("serve il 112"),
        }.get(subject.get("text", ""), self.tr("c'è un'emergenza"))
        return self.tr(
            "Allarme da {0}: {1}. Chi chiama non sa niente. F1 quando hai letto."
        ).format(where, what)

    def _overruled(self, subject: dict[str, str]) -> str:
        state, reason = subject.get("state", ""), self._words.reason(subject.get("reason", ""))
        # In a call the state shown is the call's: what matters is what comes after it.
        if state in set(IN_CALL):
            after = reason or self._words.state(AgentState.READY)
            return self.tr("Intanto lo stato è cambiato: dopo questa telefonata {0}.").format(after)
        known = self._words.state(AgentState(state)) if state in set(AgentState) else "–"
        now = ", ".join(part for part in (known, reason) if part)
        return self.tr("Intanto lo stato è cambiato: ora sei {0}.").format(now)

    def _declined(self, subject: dict[str, str]) -> str:
        reason = self._words.reason(subject.get("reason", ""))
        return (
            self.tr("Rifiutata: {0}.").format(reason)
            if reason
            else self.tr("Rifiutata, senza motivo.")
        )

    def _forced_pause(self, subject: dict[str, str]) -> str:
        reason = self._words.reason(subject.get("reason", ""))
        # Only a pause has a reason that a lead gave: the line may have been lost since.
        if subject.get("reason") in set(PauseReason):
            sentence = self.tr("{0} ti ha messo in pausa: {1}.").replace("{1}", reason)
        else:
            sentence = self.tr("{0} ti ha messo in pausa.")
        return self._forced(subject, sentence)

    def _forced(self, subject: dict[str, str], sentence: str) -> str:
        who = one_line(subject.get("who", "")) or self.tr("Il responsabile")
        text = sentence.replace("{0}", who)
        message = one_line(subject.get("message", ""), MESSAGE_LIMIT)
        return f"{text} «{message}»" if message else text
