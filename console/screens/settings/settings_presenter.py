"""Binds the operator's own settings to their panel."""

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from console.screens.kit.language_texts import OF_CONSOLE
from console.screens.settings.settings_panel import SettingsPanel
from console.viewmodels.calls.audio_check import AudioCheckViewModel, DeviceUse
from console.viewmodels.session.own_settings import OwnSettingsViewModel
from widgets.fields.labelled_field import Choice
from widgets.kit.plain_text import isolated, one_line
from widgets.kit.theme import TEXT_PERCENTS

TICKS = ("has_ring_strip", "has_ring_alert", "has_ring_edge", "has_digit_keys", "is_still")


class SettingsPresenter(QObject):
    def __init__(
        self,
        model: OwnSettingsViewModel,
        audio: AudioCheckViewModel,
        window: QWidget,
        *,
        has_phone: bool,
    ) -> None:
        super().__init__(window)
        self._model = model
        self._audio = audio
        self._has_phone = has_phone
        self.panel = SettingsPanel(self.tr("Impostazioni"), window)
        self._fill()
        self.panel.chosen.connect(self._on_chosen)
        model.changed.connect(self.refresh)
        audio.changed.connect(self.refresh)

    def open(self) -> None:
        self.refresh()
        self.panel.open()

    def refresh(self) -> None:
        model, panel = self._model, self.panel
        choice, worn = model.choice, model.worn
        panel.show_value("language", choice.language or worn.language)
        panel.show_value("theme", worn.theme)
        panel.show_value("text", worn.text)
        panel.show_value("shows_menu", worn.shows_menu)
        for name in TICKS:
            if self._has_phone or not name.startswith("has_ring"):
                panel.show_value(name, getattr(choice, name))
        panel.say("language", self._about_language())
        if self._has_phone:
            panel.say("audio", self._about_audio())

    def _fill(self) -> None:
        panel = self.panel
        self._fill_looks()
        if self._has_phone:
            self._fill_telephone()
        panel.add_section(self.tr("Tastiera"))
        panel.add_tick(
            "has_digit_keys",
            self.tr("Le cifre 1–9 usano un risultato"),
            self.tr("Solo quando il cursore è nell'elenco dei risultati."),
        )
        panel.add_section(self.tr("Password"))
        panel.add_password(self.tr("Cambia la password"))
        panel.end(self.tr("Vale subito e solo per te, a questa postazione."))
        for name in ("language", "theme", "text"):
            if name in self._model.fixed:
                panel.fix(name, self.tr("Lo decide chi amministra il PC."))

    def _fill_looks(self) -> None:
        panel = self.panel
        panel.add_section(self.tr("Lingua"))
        languages = [Choice(code, name) for code, name in OF_CONSOLE]
        panel.add_choice("language", self.tr("Lingua della console"), languages)
        panel.add_note("language")
        panel.add_section(self.tr("Vedere"))
        panel.add_choice("theme", self.tr("Colori"), self._themes())
        # Without direction marks: a combo box has no name for a screen reader beside its text.
        sizes = [Choice(str(one), self.tr("{0} %").format(one)) for one in TEXT_PERCENTS]
        panel.add_choice("text", self.tr("Grandezza del testo"), sizes)
        panel.add_tick("shows_menu", self.tr("Mostra sempre il menu"), self.tr("Se no: Alt o F10."))
        panel.add_tick(
            "is_still", self.tr("Niente movimenti"), self.tr("Neppure il cursore lampeggia.")
        )

    def _fill_telephone(self) -> None:
        panel = self.panel
        panel.add_section(self.tr("Quando squilla"))
        panel.add_tick("has_ring_strip", self.tr("Striscia sopra gli altri programmi"))
        panel.add_tick("has_ring_alert", self.tr("Avviso nella barra del desktop"))
        panel.add_tick("has_ring_edge", self.tr("Bordo giallo attorno alla finestra"))
        panel.add_section(self.tr("Cuffia e suoneria"))
        panel.add_note("audio")
        shift = QCoreApplication.translate("Keyboard", "Maiusc")
        panel.add_audio(self.tr("Scegli e prova"), f"Ctrl+{shift}+D")

    def _themes(self) -> list[Choice]:
        return [
            Choice("system", self.tr("Come il sistema")),
            Choice("light", self.tr("Chiaro")),
            Choice("dark", self.tr("Scuro")),
            Choice("contrast", self.tr("Contrasto alto")),
        ]

    def _about_language(self) -> str:
        if "language" in self._model.fixed:
            return self.tr("La lingua la decide chi amministra il PC.")
        if self._model.waits_for_sign_in:
            return self.tr("La nuova lingua vale dal tuo prossimo accesso.")
        return self.tr("Le schede restano nella loro lingua.")

    def _about_audio(self) -> str:
        if not self._audio.can_choose:
            return self.tr("Cuffia, volume e suoneria si scelgono sull'apparecchio.")
        headset, ring = self._label(DeviceUse.HEADSET_IN), self._label(DeviceUse.RING)
        if not headset and not ring:
            return self.tr("Cuffia e suoneria: quelle del sistema.")
        own = self.tr("del sistema")
        return self.tr("Cuffia: {0}. Suoneria: {1}.").format(
            isolated(headset) or own, isolated(ring) or own
        )

    def _label(self, use: DeviceUse) -> str:
        chosen = self._audio.chosen(use)
        labels = [one.label for one in self._audio.devices_for(use) if chosen and one.id == chosen]
        return isolated(one_line(labels[0])) if labels else ""

    def _on_chosen(self, name: str, value: object) -> None:
        self._model.choose(**{name: int(str(value)) if name == "text" else value})
