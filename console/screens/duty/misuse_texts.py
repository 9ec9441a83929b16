"""Sentences for a lead on what looks like misuse, and what to do first."""

from PySide6.QtCore import QObject

from contract.wire.floor import DIALS, LOOK_UPS
from widgets.kit.plain_text import isolated, left_to_right, one_line


class MisuseTexts(QObject):
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
            "{0} ha cercato troppi cittadini fuori dalle telefonate. Chiedi perché."
        ).replace("{0}", who or self.tr("Un operatore"))

    def _sign_ins(self, who: str) -> str:
        if not who:
            return self.tr("Qualcuno prova molte password. Avvisa l'assistenza.")
        return self.tr("Qualcuno prova le password di {0}. Avvisa l'assistenza.").replace(
            "{0}", who
        )
