"""The titles of menus that several features put commands into."""

from PySide6.QtCore import QObject


class MenuTexts(QObject):
    def calls(self) -> str:
        return self.tr("Te&lefonata")

    def contact(self) -> str:
        return self.tr("Contatto e &richiamo")

    def seat(self) -> str:
        return self.tr("&Postazione")

    def knowledge(self) -> str:
        return self.tr("&Banca dati")
