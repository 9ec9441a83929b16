"""What to say and do in danger, step by step; how the alarm stands; what looks like misuse."""

from PySide6.QtCore import QObject

from console.viewmodels.duty.safety import AlarmState, Danger
from contract.wire.floor import DIALS, LOOK_UPS
from widgets.kit.plain_text import isolated, left_to_right, one_line


class SafetyTexts(QObject):
    """Plain steps for the operator who has the citizen on the line; a city may replace them."""

    def choice(self, danger: Danger) -> str:
        return {
            Danger.EMERGENCY: self.tr("Serve il 112: feriti, malore, incendio, reato in corso"),
            Danger.THREAT: self.tr("Chi chiama minaccia qualcuno"),
            Danger.SUICIDE: self.tr("Chi chiama parla di togliersi la vita"),
        }[danger]

    def title(self, danger: Danger) -> str:
        return {
            Danger.EMERGENCY: self.tr("Emergenza: 112"),
            Danger.THREAT: self.tr("Minaccia"),
            Danger.SUICIDE: self.tr("Persona in pericolo"),
        }[danger]

    def steps(self, danger: Danger, *, joins_112: bool = True) -> tuple[str, ...]:
        """joins_112 False: the phone of this seat cannot bring 112 into the conversation."""
        return {
            Danger.EMERGENCY: self._emergency(joins_112=joins_112),
            Danger.THREAT: self._threat(joins_112=joins_112),
            Danger.SUICIDE: self._suicide(joins_112=joins_112),
        }[danger]

    def alarm(self, state: AlarmState, seen_by: str = "") -> tuple[str, str]:
        """How far the silent alarm is, and the kind of line it is said with."""
        if state is AlarmState.SENT:
            return self.tr("I responsabili sono avvisati: vedono la tua postazione."), "ok"
        if state is AlarmState.SEEN:
            return self.tr("{0} ha visto il tuo allarme.").format(isolated(one_line(seen_by))), "ok"
        # Said plainly: who believes that a lead is coming does not call for help.
        if state is AlarmState.ALONE:
            return (
                self.tr(
                    "Nessun responsabile è collegato: se serve chiama tu il 112, o alza la mano. "
                    "Il primo responsabile che entra riceve l'allarme."
                ),
                "warning",
            )
        if state is AlarmState.SENDING:
            return (
                self.tr(
                    "Sto avvisando i responsabili. Se il server non risponde riprovo da sola: "
                    "intanto alza la mano."
                ),
                "warning",
            )
        return "", "info"

    def _by_others(self) -> str:
        return self.tr(
            "Se il pericolo è adesso, fai chiamare il 112 da un collega o da un altro telefono: "
            "questo non può farlo durante la telefonata."
        )

    def _emergency(self, *, joins_112: bool) -> tuple[str, ...]:
        # Where the phone cannot join calls, the step would fail at the worst moment.
        if not joins_112:
            return (
                self.tr("Chiedi dove si trova: via, numero civico, piano, che cosa vede intorno."),
                self.tr("Chiedi che cosa succede e se qualcuno è ferito o in pericolo."),
                self.tr(
                    "Fai chiamare il 112 da un collega o da un altro telefono: questo non può "
                    "farlo durante la telefonata."
                ),
                self.tr("Resta in linea finché il 112 dice che basta."),
            )
        return (
            self.tr("Chiedi dove si trova: via, numero civico, piano, che cosa vede intorno."),
            self.tr("Chiedi che cosa succede e se qualcuno è ferito o in pericolo."),
            self.tr("Di' che resti in linea e che chiami il 112 insieme a lui."),
            self.tr("Chiama il 112, di' dove e che cosa, poi unisci le telefonate."),
            self.tr("Resta in linea finché il 112 dice che basta."),
        )

    def _threat(self, *, joins_112: bool) -> tuple[str, ...]:
        return (
            self.tr("Resta calmo e parla piano. Non discutere, non promettere, non provocare."),
            self.tr("Lascialo parlare e scrivi le sue parole precise nella descrizione."),
            self.tr("Chiedi contro chi, dove e quando; nota voce, accento e rumori."),
            self.tr("Se il pericolo è adesso, chiama il 112 e unisci le telefonate.")
            if joins_112
            else self._by_others(),
            self.tr(
                "Non riagganciare per primo. Il responsabile vede che sei in questa telefonata."
            ),
        )

    def _suicide(self, *, joins_112: bool) -> tuple[str, ...]:
        return (
            self.tr("Ascolta. Di' che sei contento che abbia chiamato e che lo prendi sul serio."),
            self.tr("Chiedi apertamente se pensa di togliersi la vita: la domanda non fa danno."),
            self.tr("Chiedi dove si trova, se è solo e se ha già fatto qualcosa."),
            self.tr("Non giudicare, non dare consigli facili, non promettere il segreto."),
            self.tr("Se il pericolo è adesso, chiama il 112 e unisci le telefonate: resta con lui.")
            if joins_112
            else self._by_others(),
            self.tr("Non riagganciare per primo. Dopo la telefonata hai una pausa: prendila."),
        )


class MisuseTexts(QObject):
    """For a lead: what looks like misuse, and what to do first."""

    def said(self, subject: dict[str, str]) -> str:
        """Return the sentence on a kind of misuse, by whom or where as far as that is known."""
        who = isolated(one_line(subject.get("name", "")))
        seat = left_to_right(one_line(subject.get("seat", "")))
        kind = subject.get("text", "")
        if kind == DIALS:
            return self._dials(seat)
        return self._look_ups(who) if kind == LOOK_UPS else self._sign_ins(who)

    def _dials(self, seat: str) -> str:
        return self.tr(
            "Dalla postazione {0} si chiamano numeri non consentiti. Chiedi perché."
        ).replace("{0}", seat or "–")

    def _look_ups(self, who: str) -> str:
        return self.tr(
            "{0} ha cercato troppi cittadini o pratiche fuori dalle telefonate. Chiedi perché."
        ).replace("{0}", who or self.tr("Un operatore"))

    def _sign_ins(self, who: str) -> str:
        if not who:
            return self.tr("Qualcuno prova molte password. Avvisa l'assistenza.")
        return self.tr("Qualcuno prova le password di {0}. Avvisa l'assistenza.").replace(
            "{0}", who
        )
