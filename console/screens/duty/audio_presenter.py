"""Binds headset, levels and figures of the line to the audio panel."""

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QWidget

from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.audio_check import AudioCheckViewModel, DeviceUse
from widgets.fields.labelled_field import Choice
from widgets.kit.plain_text import isolated, one_line
from widgets.panels.audio_panel import AudioPanel

SYSTEM = "system"  # stands for the system's choice, whose identity is empty


class AudioPresenter(QObject):
    def __init__(
        self, model: AudioCheckViewModel, call: ActiveCallViewModel, window: QWidget
    ) -> None:
        super().__init__(window)
        self._model = model
        self._call = call
        self._refusal = ""
        uses = (
            (DeviceUse.HEADSET_IN, self.tr("Microfono della cuffia")),
            (DeviceUse.HEADSET_OUT, self.tr("Ascolto della cuffia")),
            (DeviceUse.RING, self.tr("Suoneria")),
        )
        self.panel = AudioPanel([(use.value, label) for use, label in uses], window)
        self.panel.device_chosen.connect(self._on_device_chosen)
        self.panel.test_toggled.connect(model.toggle_test)
        self.panel.dismissed.connect(model.close)
        model.changed.connect(self.refresh)
        model.levels_changed.connect(self.panel.show_levels)
        model.refused.connect(self._on_refused)

    def open(self) -> None:
        self._refusal = ""
        self.panel.show_levels(0.0, 0.0)
        self._model.open()
        self.refresh()
        self.panel.open()

    def refresh(self) -> None:
        if not self._model.is_on:
            return
        self.panel.show_sound(is_here=self._model.can_choose)
        for use in DeviceUse:
            self.panel.show_devices(use.value, self._choices(use), self._chosen(use))
        self.panel.show_test(
            is_on=self._model.is_testing,
            is_possible=self._model.can_choose and not self._call.is_live,
        )
        self.panel.show_figures("\n".join(self._figures()))
        self.panel.show_fault(self._fault())
        self.panel.place.refit()

    def _choices(self, use: DeviceUse) -> list[Choice]:
        choices = [Choice(SYSTEM, self.tr("Quello scelto dal sistema"))]
        devices = self._model.devices_for(use)
        choices += [
            Choice(device.id, one_line(device.label)) for device in devices if device.is_present
        ]
        # Kept in the list: an unplugged headset would seem never to have been chosen.
        if self._model.is_missing(use):
            choices.append(Choice(self._model.chosen(use), self._missing(use)))
        return choices

    def _missing(self, use: DeviceUse) -> str:
        """Return the device that was chosen and is unplugged, by its name if it is known."""
        label = one_line(str(getattr(self._model.choice, f"{use}_label")))
        gone = self.tr("{0} (non collegata)")
        return gone.format(isolated(label)) if label else self.tr("Quello scelto non è collegato")

    def _chosen(self, use: DeviceUse) -> str:
        return self._model.chosen(use) or SYSTEM

    def _figures(self) -> list[str]:
        line, keys = self._call.line, self._call.headset_keys
        registered = self.tr("Telefono: collegato a {0}").format(isolated(line.server) or "–")
        words = [registered if line.registered else self.tr("Telefono: non collegato")]
        if keys:
            words.append(self.tr("Tasti della cuffia: {0}").format(isolated(one_line(keys))))
        else:
            words.append(self.tr("Tasti della cuffia: nessuna cuffia con tasti"))
        spoken = self._call.spoken
        quality = spoken.quality if spoken is not None else None
        if not self._model.can_measure:
            words.append(self.tr("Qualità della linea: questo telefono non la misura"))
        elif quality is None:
            words.append(self.tr("Qualità della linea: si misura durante una telefonata"))
        else:
            words.append(
                self.tr(
                    "Linea: voto {0} su 5 · persi {1} % · ritardo {2} ms · variazione {3} ms"
                ).format(
                    QLocale().toString(quality.mos, "f", 1),
                    QLocale().toString(quality.lost_pct, "f", 1),
                    round(quality.rtt_ms),
                    round(quality.jitter_ms),
                )
            )
        return words

    def _fault(self) -> str:
        # First: without a phone nothing below is known, the microphone least of all.
        if self._call.line.reason in ("phone_gone", "phone_failing"):
            return self.tr("Il telefono si è fermato: lo stiamo riavviando.")
        if not self._model.can_choose:
            return self.tr("Cuffia, volume e suoneria si scelgono sull'apparecchio.")
        if not self._call.has_microphone:
            return self.tr(
                "Il microfono non si sente. Controlla che la cuffia sia collegata e non spenta, "
                "poi sceglila qui sopra."
            )
        if self._model.is_testing:
            return self.tr(
                "Parla: devi risentirti dopo mezzo secondo. Se no, scegli un'altra cuffia."
            )
        if self._call.is_live:
            return self.tr("La prova dell'eco si fa senza una telefonata in corso.")
        return {
            "no_device": self.tr("Questa cuffia non risponde. Staccala, riattaccala e riprova."),
        }.get(self._refusal, self.tr("La prova non è riuscita. Riprova.") if self._refusal else "")

    def _on_device_chosen(self, use: str, value: str) -> None:
        self._refusal = ""
        if value:
            self._model.choose(DeviceUse(use), "" if value == SYSTEM else value)

    def _on_refused(self, code: str) -> None:
        self._refusal = code
        self.refresh()
