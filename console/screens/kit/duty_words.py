"""States of duty in the words of tables and counts, as one glossary has them."""

from PySide6.QtCore import QObject


class DutyWords(QObject):
    def state(self, state: str) -> str:
        """Whole words for a state of duty; one of a newer server is not ready."""
        return {
            "ready": self.tr("Pronto"),
            "reserved": self.tr("In arrivo"),
            "on_call": self.tr("In linea"),
            "wrap_up": self.tr("Dopo chiamata"),
            "pause": self.tr("Pausa"),
            "line_lost": self.tr("Linea persa"),
        }.get(state, self.tr("Non pronto"))
